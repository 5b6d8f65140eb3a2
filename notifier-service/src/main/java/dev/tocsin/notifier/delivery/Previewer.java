package dev.tocsin.notifier.delivery;

import dev.tocsin.contract.delivery.Channel;
import dev.tocsin.notifier.message.Notice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Shows what a notice would say on a channel, without sending it.
public interface Previewer {

    Channel channel();

    Preview preview(Notice notice);

    /// @param subject of a mail; null elsewhere
    record Preview(@Nullable String subject, List<PreviewPart> parts) {}

    record PreviewPart(String contentType, String text) {}
}

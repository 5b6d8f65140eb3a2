package dev.tocsin.notifier.delivery;

import dev.tocsin.contract.delivery.Channel;
import dev.tocsin.notifier.message.Notice;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Renders a notice as a channel would, without sending it.
public interface Previewer {

    Channel channel();

    Preview preview(Notice notice);

    /// @param gathered the notices of incidents that one digest holds
    /// @return empty where the channel has no digests
    default Optional<Preview> previewDigest(List<Notice> gathered) {
        return Optional.empty();
    }

    /// @param subject the subject of a mail; null elsewhere
    record Preview(@Nullable String subject, List<PreviewPart> parts) {}

    record PreviewPart(String contentType, String text) {}
}

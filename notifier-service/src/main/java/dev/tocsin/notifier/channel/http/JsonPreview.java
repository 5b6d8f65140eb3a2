package dev.tocsin.notifier.channel.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tocsin.notifier.delivery.Previewer.Preview;
import dev.tocsin.notifier.delivery.Previewer.PreviewPart;
import java.util.List;

/// Shows a body that is sent as JSON.
public final class JsonPreview {

    private JsonPreview() {}

    public static Preview of(Object body) {
        return new Preview(
                null, List.of(new PreviewPart("application/json", new String(ServiceClient.bytes(body), UTF_8))));
    }
}

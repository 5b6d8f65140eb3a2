package dev.tocsin.notifier.channel.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tocsin.contract.Json;
import dev.tocsin.contract.delivery.Channel;
import dev.tocsin.notifier.delivery.Previewer;
import dev.tocsin.notifier.message.Notice;
import dev.tocsin.notifier.message.WebhookBody;
import dev.tocsin.notifier.subscription.kafka.CatalogFollower;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

@ApplicationScoped
class WebhookPreviewer implements Previewer {

    private final CatalogFollower catalog;

    WebhookPreviewer(CatalogFollower catalog) {
        this.catalog = catalog;
    }

    @Override
    public Channel channel() {
        return Channel.WEBHOOK;
    }

    @Override
    public Preview preview(Notice notice) {
        try {
            var body = Json.mapper().writeValueAsString(WebhookBody.of(notice, catalog.known()));
            return new Preview(null, List.of(new PreviewPart("application/json", body)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a body of ours cannot be written", e);
        }
    }
}

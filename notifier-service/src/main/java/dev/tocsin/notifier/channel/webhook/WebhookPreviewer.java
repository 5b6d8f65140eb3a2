package dev.tocsin.notifier.channel.webhook;

import dev.tocsin.contract.delivery.Channel;
import dev.tocsin.notifier.channel.http.JsonPreview;
import dev.tocsin.notifier.delivery.Previewer;
import dev.tocsin.notifier.message.Notice;
import dev.tocsin.notifier.message.WebhookBody;
import dev.tocsin.notifier.subscription.kafka.PublishedCatalog;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class WebhookPreviewer implements Previewer {

    private final PublishedCatalog catalog;

    WebhookPreviewer(PublishedCatalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public Channel channel() {
        return Channel.WEBHOOK;
    }

    @Override
    public Preview preview(Notice notice) {
        return JsonPreview.of(WebhookBody.of(notice, catalog.known()));
    }
}

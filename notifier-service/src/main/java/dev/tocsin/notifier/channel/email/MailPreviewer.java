package dev.tocsin.notifier.channel.email;

import dev.tocsin.contract.delivery.Channel;
import dev.tocsin.notifier.delivery.Previewer;
import dev.tocsin.notifier.message.Notice;
import dev.tocsin.notifier.subscription.Preferences;
import dev.tocsin.notifier.subscription.Token;
import dev.tocsin.notifier.subscription.kafka.CatalogFollower;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/// The mail as a subscriber would get it, in English, but for the token in its links.
@ApplicationScoped
class MailPreviewer implements Previewer {

    private static final Token TOKEN = new Token("preview");

    private final MailTexts texts;
    private final CatalogFollower catalog;

    MailPreviewer(MailTexts texts, CatalogFollower catalog) {
        this.texts = texts;
        this.catalog = catalog;
    }

    @Override
    public Channel channel() {
        return Channel.EMAIL;
    }

    @Override
    public Preview preview(Notice notice) {
        var preview = texts.of(notice, catalog.known(), Preferences.DEFAULT);
        return new Preview(
                preview.subject(),
                List.of(
                        new PreviewPart("text/plain", preview.text(TOKEN)),
                        new PreviewPart("text/html", preview.html(TOKEN))));
    }
}

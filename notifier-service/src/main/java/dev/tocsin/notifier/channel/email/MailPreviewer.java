package dev.tocsin.notifier.channel.email;

import dev.tocsin.contract.delivery.Channel;
import dev.tocsin.notifier.delivery.Previewer;
import dev.tocsin.notifier.message.Notice;
import dev.tocsin.notifier.subscription.Preferences;
import dev.tocsin.notifier.subscription.Token;
import dev.tocsin.notifier.subscription.kafka.PublishedCatalog;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/// Shows the mail as a subscriber would get it, in English, except for the token in its links.
@ApplicationScoped
class MailPreviewer implements Previewer {

    private static final Token TOKEN = new Token("preview");

    private final MailTexts texts;
    private final PublishedCatalog catalog;

    MailPreviewer(MailTexts texts, PublishedCatalog catalog) {
        this.texts = texts;
        this.catalog = catalog;
    }

    @Override
    public Channel channel() {
        return Channel.EMAIL;
    }

    @Override
    public Preview preview(Notice notice) {
        var mail = texts.of(notice, catalog.known(), Preferences.DEFAULT);
        return preview(mail.subject(), mail.text(TOKEN), mail.html(TOKEN));
    }

    @Override
    public Optional<Preview> previewDigest(List<Notice> gathered) {
        var mail = texts.digest(gathered, catalog.known(), Preferences.DEFAULT, TOKEN);
        return Optional.of(preview(mail.subject(), mail.text(), mail.html()));
    }

    private static Preview preview(String subject, String text, String html) {
        return new Preview(subject, List.of(new PreviewPart("text/plain", text), new PreviewPart("text/html", html)));
    }
}

package dev.tocsin.notifier.channel.email;

import dev.tocsin.notifier.message.DigestWording;
import dev.tocsin.notifier.message.DigestWording.Item;
import dev.tocsin.notifier.message.MailWording.Fact;
import dev.tocsin.notifier.message.Notice;
import dev.tocsin.notifier.subscription.KnownCatalog;
import dev.tocsin.notifier.subscription.Preferences;
import dev.tocsin.notifier.subscription.Translation;
import dev.tocsin.support.text.Markdown;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.RawString;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The subject and texts of a mail that combines many notices.
public record DigestTexts(String subject, String text, String html) {

    /// An incident in the mail.
    ///
    /// @param text the update that a person wrote, as plain text; or null
    /// @param html the same as HTML
    public record DigestEntry(
            String sentence,
            List<Fact> facts,
            String link,
            @Nullable String text,
            @Nullable RawString html) {

        static DigestEntry of(Item item) {
            var update = item.update();
            return new DigestEntry(
                    item.sentence(),
                    item.facts(),
                    item.link(),
                    update == null ? null : Markdown.text(update),
                    update == null ? null : new RawString(Markdown.html(update)));
        }
    }

    @CheckedTemplate(basePath = "mail")
    static final class DigestTemplates {
        static native TemplateInstance digestHtml(
                Translation translation,
                String page,
                DigestWording wording,
                List<DigestEntry> items,
                String manage,
                String leave);

        static native TemplateInstance digestText(
                Translation translation,
                String page,
                DigestWording wording,
                List<DigestEntry> items,
                String manage,
                String leave);

        private DigestTemplates() {}
    }

    /// @param manage address of the page that changes the subscription
    /// @param leave address of the page that ends the subscription
    static DigestTexts of(List<Notice> notices, KnownCatalog catalog, Preferences to, String manage, String leave) {
        var in = to.translation();
        var wording = DigestWording.of(notices, catalog, to);
        var items = wording.incidents().stream().map(DigestEntry::of).toList();
        return new DigestTexts(
                wording.subject(),
                DigestTemplates.digestText(in, catalog.page(), wording, items, manage, leave)
                        .render(),
                DigestTemplates.digestHtml(in, catalog.page(), wording, items, manage, leave)
                        .render());
    }
}

package dev.tocsin.notifier.channel.email;

import dev.tocsin.contract.delivery.NoticeKind;
import dev.tocsin.notifier.message.IncidentReport;
import dev.tocsin.notifier.message.MailWording;
import dev.tocsin.notifier.message.MaintenanceReport;
import dev.tocsin.notifier.message.Notice;
import dev.tocsin.notifier.message.OperatorReport;
import dev.tocsin.notifier.message.Report;
import dev.tocsin.notifier.subscription.KnownCatalog;
import dev.tocsin.notifier.subscription.Language;
import dev.tocsin.notifier.subscription.Preferences;
import dev.tocsin.notifier.subscription.Token;
import dev.tocsin.notifier.subscription.Translation;
import dev.tocsin.support.http.Site;
import dev.tocsin.support.text.Markdown;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.RawString;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// Renders a notice's mail once for all recipients of one language and time zone; only the tokens in the links differ.
@ApplicationScoped
class MailTexts {

    /// More notices than that are rarely under way at once, in all languages and zones.
    private static final int MOST_KEPT = 64;

    private static final char LAST_OF_ASCII = 0x7f;

    /// Stands for the token until the recipient is known. Nobody can guess it, so no person's text contains it.
    private final String placeholder = UUID.randomUUID().toString().replace("-", "");

    private final Pattern places = Pattern.compile(placeholder, Pattern.LITERAL);
    private final Site notifier;
    private final Map<MailTextKey, Texts> kept = new LinkedHashMap<>(MOST_KEPT, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<MailTextKey, Texts> eldest) {
            return size() > MOST_KEPT;
        }
    };

    private KnownCatalog keptFor = KnownCatalog.NONE;

    private record MailTextKey(
            NoticeKind kind, Report report, String subject, URI page, Language language, ZoneId zone) {}

    /// @param text the pieces of the text; the token goes between them
    /// @param html likewise
    record Texts(String subject, List<String> text, List<String> html) {

        String text(Token token) {
            return String.join(token.text(), text);
        }

        String html(Token token) {
            return String.join(token.text(), html);
        }

        /// For operators there are no links of a subscription.
        String textForOperators() {
            return String.join("", text);
        }

        String htmlForOperators() {
            return String.join("", html);
        }
    }

    @CheckedTemplate(basePath = "mail")
    static final class NoticeTemplates {
        /// @param update as HTML, or null
        /// @param view the text of the link to the page
        /// @param why the reason why the recipient gets the mail
        /// @param manage null for operators, whose channels are in the catalog
        /// @param leave likewise
        static native TemplateInstance noticeHtml(
                Translation translation,
                String page,
                MailWording wording,
                @Nullable RawString update,
                String view,
                String link,
                String why,
                @Nullable String manage,
                @Nullable String leave);

        /// @param update as plain text, or null
        /// @param view the text of the link to the page
        /// @param why the reason why the recipient gets the mail
        /// @param manage null for operators, whose channels are in the catalog
        /// @param leave likewise
        static native TemplateInstance noticeText(
                Translation translation,
                String page,
                MailWording wording,
                @Nullable String update,
                String view,
                String link,
                String why,
                @Nullable String manage,
                @Nullable String leave);

        private NoticeTemplates() {}
    }

    MailTexts(@ConfigProperty(name = "tocsin.notifier.url") URI notifier) {
        this.notifier = new Site(notifier);
    }

    synchronized Texts of(Notice notice, KnownCatalog catalog, Preferences to) {
        if (!keptFor.equals(catalog)) {
            kept.clear();
            keptFor = catalog;
        }
        var key = new MailTextKey(
                notice.kind(), notice.report(), notice.subject(), notice.page(), to.language(), to.zone(catalog));
        return kept.computeIfAbsent(key, _ -> render(notice, catalog, to));
    }

    /// Nobody else gets the same digest, so it is not kept.
    DigestTexts digest(List<Notice> gathered, KnownCatalog catalog, Preferences to, Token token) {
        return DigestTexts.of(gathered, catalog, to, page("manage", token.text()), page("leave", token.text()));
    }

    private Texts render(Notice notice, KnownCatalog catalog, Preferences to) {
        var in = to.translation();
        var wording = MailWording.of(notice, catalog, to);
        var view = in.text(view(notice.report()));
        var link = notice.page().toString();
        var isOfOperators = notice.report() instanceof OperatorReport;
        var why = in.format(isOfOperators ? "operators.why" : "mail.why", catalog.page());
        var manage = isOfOperators ? null : page("manage", placeholder);
        var leave = isOfOperators ? null : page("leave", placeholder);
        var update = wording.update();
        var html = update == null ? null : new RawString(Markdown.html(update));
        var text = update == null ? null : Markdown.text(update);
        return new Texts(
                wording.subject(),
                pieces(NoticeTemplates.noticeText(in, catalog.page(), wording, text, view, link, why, manage, leave)
                        .render()),
                pieces(ascii(
                        NoticeTemplates.noticeHtml(in, catalog.page(), wording, html, view, link, why, manage, leave)
                                .render())));
    }

    private static String view(Report report) {
        return switch (report) {
            case IncidentReport _, OperatorReport _ -> "mail.view.incident";
            case MaintenanceReport _ -> "mail.view.maintenance";
        };
    }

    private String page(String path, String token) {
        return notifier.at("/subscriptions/%s?token=%s".formatted(path, token)).toString();
    }

    private List<String> pieces(String rendered) {
        return List.of(places.split(rendered, -1));
    }

    /// HTML can write each character in ASCII, which needs no further encoding in a mail.
    private static String ascii(String html) {
        var ascii = new StringBuilder(html.length() + 64);
        html.codePoints().forEach(point -> {
            if (point <= LAST_OF_ASCII) {
                ascii.append((char) point);
            } else {
                ascii.append("&#").append(point).append(';');
            }
        });
        return ascii.toString();
    }
}

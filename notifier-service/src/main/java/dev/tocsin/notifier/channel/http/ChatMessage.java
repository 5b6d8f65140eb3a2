package dev.tocsin.notifier.channel.http;

import dev.tocsin.contract.Severity;
import dev.tocsin.notifier.message.IncidentReport;
import dev.tocsin.notifier.message.MailWording;
import dev.tocsin.notifier.message.MailWording.Fact;
import dev.tocsin.notifier.message.MaintenanceReport;
import dev.tocsin.notifier.message.Notice;
import dev.tocsin.notifier.message.OperatorReport;
import dev.tocsin.notifier.message.Report;
import dev.tocsin.notifier.subscription.KnownCatalog;
import dev.tocsin.notifier.subscription.Preferences;
import dev.tocsin.support.text.Markdown;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The content of a chat message, as plain text; nothing in it is escaped yet.
///
/// @param update the text that a person wrote since the last message, or null
/// @param details the link to the page on which the incident or window can be followed
/// @param leave the link to the page that ends the subscription; for operators, to the catalog that names them
public record ChatMessage(
        Tone tone, String title, String sentence, @Nullable String update, List<Fact> facts, Link details, Link leave) {

    public record Link(URI to, String text) {}

    /// The gravity of the message, which services show as a colour.
    public enum Tone {
        CRITICAL,
        MAJOR,
        MINOR,
        OVER,
        PLANNED
    }

    public static ChatMessage of(Notice notice, KnownCatalog catalog, Preferences to, URI leave) {
        var wording = MailWording.of(notice, catalog, to);
        var update = wording.update();
        return new ChatMessage(
                tone(notice),
                wording.subject(),
                wording.sentence(),
                update == null ? null : Markdown.text(update),
                wording.facts().stream().filter(fact -> !fact.value().isBlank()).toList(),
                new Link(notice.page(), to.translation().text(view(notice.report()))),
                new Link(leave, to.translation().text(leave(notice.report()))));
    }

    private static String view(Report report) {
        return switch (report) {
            case IncidentReport _, OperatorReport _ -> "mail.view.incident";
            case MaintenanceReport _ -> "mail.view.maintenance";
        };
    }

    private static String leave(Report report) {
        return report instanceof OperatorReport ? "operators.catalog" : "mail.leave";
    }

    private static Tone tone(Notice notice) {
        return switch (notice.report()) {
            case MaintenanceReport _ -> Tone.PLANNED;
            case IncidentReport report -> tone(notice, report.severity());
            case OperatorReport report -> tone(notice, report.severity());
        };
    }

    private static Tone tone(Notice notice, Severity severity) {
        return switch (notice.kind()) {
            case OPENING, UPDATE -> tone(severity);
            case CLOSING, CATCH_UP -> Tone.OVER;
        };
    }

    private static Tone tone(Severity severity) {
        return switch (severity) {
            case CRITICAL -> Tone.CRITICAL;
            case MAJOR -> Tone.MAJOR;
            case MINOR, INTERNAL -> Tone.MINOR;
        };
    }
}

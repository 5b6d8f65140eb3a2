package dev.tocsin.notifier.message;

import static java.util.Objects.requireNonNullElse;
import static java.util.stream.Collectors.joining;

import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.notifier.subscription.KnownCatalog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The words of a mail; nothing in them is escaped yet.
///
/// @param subject the same for all mails about one incident, or one window, to one subscriber, but for the one that
///     says that the incident is resolved
/// @param sentence what one must know, in one sentence
/// @param update what a person wrote since the last mail, Markdown; null when nobody did, and when it is over
public record MailWording(
        String subject, String sentence, @Nullable String update, List<Fact> facts) {

    public record Fact(String name, String value) {}

    public static MailWording of(Notice notice, KnownCatalog catalog) {
        return switch (notice.report()) {
            case IncidentReport report ->
                new MailWording(
                        subject(about(notice, report), catalog),
                        sentence(notice, report, new LocalTimes(catalog.zone())),
                        isOver(notice) ? null : report.update(),
                        facts(notice, report, catalog));
            case MaintenanceReport report ->
                new MailWording(
                        subject("Scheduled maintenance: " + notice.subject(), catalog),
                        MaintenanceWording.sentence(report, new LocalTimes(catalog.zone())),
                        null,
                        MaintenanceWording.facts(report, catalog));
        };
    }

    private static boolean isOver(Notice notice) {
        return switch (notice.kind()) {
            case OPENING, UPDATE -> false;
            case CLOSING, CATCH_UP -> true;
        };
    }

    private static String about(Notice notice, IncidentReport report) {
        return isOver(notice)
                ? "Resolved: %s%s"
                        .formatted(
                                notice.subject(),
                                lasted(report).map(" (lasted %s)"::formatted).orElse(""))
                : notice.subject();
    }

    private static Optional<String> lasted(IncidentReport report) {
        return report.onset() == null
                ? Optional.empty()
                : Optional.of(LocalTimes.lasting(Duration.between(report.onset(), end(report))));
    }

    private static Instant end(IncidentReport report) {
        return requireNonNullElse(report.endedAt(), report.at());
    }

    private static String subject(String about, KnownCatalog catalog) {
        return "[%s] %s"
                .formatted(catalog.page(), about)
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static String sentence(Notice notice, IncidentReport report, LocalTimes times) {
        return switch (notice.kind()) {
            case OPENING -> "%s%s.".formatted(report.title(), since(report.onset(), times));
            case UPDATE -> "%s; %s.".formatted(report.title(), doing(report.state()));
            case CLOSING -> resolved(notice, report, times);
            case CATCH_UP -> resolved(notice, report, times) + " We could not tell you earlier.";
        };
    }

    private static String resolved(Notice notice, IncidentReport report, LocalTimes times) {
        var from = report.onset() == null ? "" : "from %s ".formatted(times.moment(report.onset()));
        return "Resolved: “%s”, %suntil %s.".formatted(notice.subject(), from, times.moment(end(report)));
    }

    private static String doing(IncidentState state) {
        return switch (state) {
            case INVESTIGATING -> "we are investigating";
            case IDENTIFIED -> "we have found a likely cause";
            case MONITORING -> "it is working again, and we are monitoring it";
            case RESOLVED, POSTMORTEM -> "it is over";
        };
    }

    private static String since(@Nullable Instant onset, LocalTimes times) {
        return onset == null ? "" : " since " + times.moment(onset);
    }

    private static List<Fact> facts(Notice notice, IncidentReport report, KnownCatalog catalog) {
        var facts = new ArrayList<Fact>();
        facts.add(new Fact(
                "Where", report.regions().stream().map(catalog::regionName).collect(joining(", "))));
        if (!report.cells().isEmpty()) {
            facts.add(new Fact("What", what(report, catalog)));
        }
        if (isOver(notice)) {
            lasted(report).ifPresent(time -> facts.add(new Fact("Lasted", time)));
            return facts;
        }
        facts.add(new Fact("State", name(report.state())));
        facts.add(new Fact("Severity", name(report.severity())));
        PublicCause.text(report.cause(), catalog).ifPresent(text -> facts.add(new Fact("Most likely cause", text)));
        return facts;
    }

    private static String what(IncidentReport report, KnownCatalog catalog) {
        var named = report.cells().stream()
                .map(touched -> catalog.componentName(touched.cell().component()))
                .distinct();
        var rest = report.allCells() - report.cells().size();
        return (rest > 0 ? Stream.concat(named, Stream.of("and more")) : named).collect(joining(", "));
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}

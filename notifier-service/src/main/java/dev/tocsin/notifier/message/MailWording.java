package dev.tocsin.notifier.message;

import static java.util.stream.Collectors.joining;

import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.notifier.subscription.KnownCatalog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The words of a mail; nothing in them is escaped yet.
///
/// @param subject the same for all mails about one incident, or one window, to one subscriber
/// @param sentence what one must know, in one sentence
/// @param update what a person wrote, or null
public record MailWording(
        String subject, String sentence, @Nullable String update, List<Fact> facts) {

    public record Fact(String name, String value) {}

    public static MailWording of(Notice notice, KnownCatalog catalog) {
        return switch (notice.report()) {
            case IncidentReport report ->
                new MailWording(
                        subject(notice.subject(), catalog),
                        sentence(notice, report, new LocalTimes(catalog.zone())),
                        report.update(),
                        facts(report, catalog));
            case MaintenanceReport report ->
                new MailWording(
                        subject("Scheduled maintenance: " + notice.subject(), catalog),
                        MaintenanceWording.sentence(report, new LocalTimes(catalog.zone())),
                        null,
                        MaintenanceWording.facts(report, catalog));
        };
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
            case CLOSING -> "It is over: “%s” ended by %s.".formatted(notice.subject(), times.moment(report.at()));
            case CATCH_UP ->
                "“%s”%s is over, as of %s; we could not tell you earlier."
                        .formatted(notice.subject(), since(report.onset(), times), times.moment(report.at()));
        };
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

    private static List<Fact> facts(IncidentReport report, KnownCatalog catalog) {
        var facts = new ArrayList<Fact>();
        facts.add(new Fact(
                "Where", report.regions().stream().map(catalog::regionName).collect(joining(", "))));
        if (!report.cells().isEmpty()) {
            facts.add(new Fact("What", what(report, catalog)));
        }
        facts.add(new Fact("State", name(report.state())));
        facts.add(new Fact("Severity", name(report.severity())));
        if (report.suspect() != null) {
            facts.add(new Fact("Most likely cause", report.suspect()));
        }
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

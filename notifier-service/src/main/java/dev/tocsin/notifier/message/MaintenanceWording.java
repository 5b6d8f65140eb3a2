package dev.tocsin.notifier.message;

import static java.util.stream.Collectors.joining;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowState;
import dev.tocsin.notifier.message.MailWording.Fact;
import dev.tocsin.notifier.subscription.KnownCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// How planned work is told in a mail; nothing is escaped yet.
final class MaintenanceWording {

    private MaintenanceWording() {}

    static String sentence(MaintenanceReport report, LocalTimes times) {
        var title = "“%s”".formatted(report.title());
        var span = times.span(report.startsAt(), report.endsAt());
        return switch (report.stage()) {
            case ANNOUNCED -> "%s is scheduled for %s.".formatted(title, span);
            case REMINDED -> "%s begins soon: %s.".formatted(title, span);
            case STARTED -> "%s is in progress until %s.".formatted(title, times.moment(report.endsAt()));
            case CHANGED -> changed(title, report, times);
            case COMPLETED -> "%s was completed at %s.".formatted(title, times.moment(report.endsAt()));
            case CANCELLED -> cancelled(title, report, times);
        };
    }

    private static String changed(String title, MaintenanceReport report, LocalTimes times) {
        var before = report.before();
        if (before == null || report.state() != WindowState.IN_PROGRESS) {
            return "%s was moved to %s.".formatted(title, times.span(report.startsAt(), report.endsAt()));
        }
        return "%s takes %s: it ends at %s instead of %s."
                .formatted(
                        title,
                        report.endsAt().isAfter(before.endsAt()) ? "longer" : "less time",
                        times.moment(report.endsAt()),
                        times.moment(before.endsAt()));
    }

    /// One in progress ends where it is cancelled.
    private static String cancelled(String title, MaintenanceReport report, LocalTimes times) {
        return report.at().isAfter(report.startsAt())
                ? "%s was stopped at %s.".formatted(title, times.moment(report.endsAt()))
                : "%s is cancelled; it was scheduled for %s.".formatted(title, before(report, times));
    }

    private static String before(MaintenanceReport report, LocalTimes times) {
        var before = report.before();
        return before == null
                ? times.span(report.startsAt(), report.endsAt())
                : times.span(before.startsAt(), before.endsAt());
    }

    static List<Fact> facts(MaintenanceReport report, KnownCatalog catalog) {
        var times = new LocalTimes(catalog.zone());
        var facts = new ArrayList<Fact>();
        if (!report.cells().isEmpty()) {
            facts.add(new Fact("Where", names(report, cell -> catalog.regionName(cell.region()))));
            facts.add(new Fact("What", names(report, cell -> catalog.componentName(cell.component()))));
        }
        facts.add(new Fact("When", times.span(report.startsAt(), report.endsAt())));
        if (report.before() != null) {
            facts.add(new Fact("Previously", before(report, times)));
        }
        return facts;
    }

    private static String names(MaintenanceReport report, Function<Cell, String> name) {
        var named = report.cells().stream().map(name).distinct();
        var all = report.allCells() == report.cells().size();
        return (all ? named : Stream.concat(named, Stream.of("and more"))).collect(joining(", "));
    }
}

package dev.tocsin.notifier.message;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowState;
import dev.tocsin.notifier.message.MailWording.Fact;
import dev.tocsin.notifier.subscription.KnownCatalog;
import dev.tocsin.notifier.subscription.Translation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// The wording of planned work in a mail; nothing is escaped yet.
///
/// @param times in the recipient's time zone and language
record MaintenanceWording(Notice notice, MaintenanceReport report, KnownCatalog catalog, LocalTimes times) {

    MailWording mail() {
        var about = in().format("maintenance.subject", notice.subject());
        return new MailWording(MailWording.subject(about, catalog), sentence(), null, facts());
    }

    private Translation in() {
        return times.translation();
    }

    private String sentence() {
        return switch (report.stage()) {
            case ANNOUNCED -> sentence("announced", span());
            case REMINDED -> sentence("reminded", span());
            case STARTED -> sentence("started", times.moment(report.endsAt()));
            case CHANGED -> changed();
            case COMPLETED -> sentence("completed", times.moment(report.endsAt()));
            case CANCELLED -> cancelled();
        };
    }

    private String sentence(String key, String time) {
        return in().format("maintenance." + key, report.title(), time);
    }

    private String changed() {
        var before = report.before();
        if (before == null || report.state() != WindowState.IN_PROGRESS) {
            return sentence("moved", span());
        }
        return in().format(
                        report.endsAt().isAfter(before.endsAt()) ? "maintenance.longer" : "maintenance.shorter",
                        report.title(),
                        times.moment(report.endsAt()),
                        times.moment(before.endsAt()));
    }

    /// Work that is cancelled while in progress ends at that time.
    private String cancelled() {
        return report.at().isAfter(report.startsAt())
                ? sentence("stopped", times.moment(report.endsAt()))
                : sentence("cancelled", before());
    }

    private String span() {
        return times.span(report.startsAt(), report.endsAt());
    }

    private String before() {
        var before = report.before();
        return before == null ? span() : times.span(before.startsAt(), before.endsAt());
    }

    private List<Fact> facts() {
        var facts = new ArrayList<Fact>();
        if (!report.cells().isEmpty()) {
            facts.add(fact("where", names(cell -> catalog.regionName(cell.region()))));
            facts.add(fact("what", names(cell -> catalog.componentName(cell.component()))));
        }
        facts.add(fact("when", span()));
        if (report.before() != null) {
            facts.add(fact("previously", before()));
        }
        return facts;
    }

    private Fact fact(String name, String value) {
        return new Fact(in().text("fact." + name), value);
    }

    private String names(Function<Cell, String> name) {
        return MailWording.list(
                report.cells().stream().map(name),
                report.allCells() - report.cells().size(),
                in());
    }
}

package dev.tocsin.notifier.message;

import static java.util.Objects.requireNonNullElse;

import dev.tocsin.notifier.message.MailWording.Fact;
import dev.tocsin.notifier.message.OperatorReport.SuspectedCause;
import dev.tocsin.notifier.subscription.KnownCatalog;
import dev.tocsin.notifier.subscription.Translation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The wording of a notice of an incident to operators; nothing is escaped yet.
///
/// @param times in the recipient's time zone and language
record OperatorWording(Notice notice, OperatorReport report, KnownCatalog catalog, LocalTimes times) {

    MailWording mail() {
        return new MailWording(MailWording.subject(about(), catalog), sentence(), null, facts());
    }

    private Translation in() {
        return times.translation();
    }

    private boolean isOver() {
        return switch (notice.kind()) {
            case OPENING, UPDATE -> false;
            case CLOSING, CATCH_UP -> true;
        };
    }

    private String about() {
        return isOver() ? in().format("notice.over.lasted", notice.subject(), lasted()) : notice.subject();
    }

    private String sentence() {
        var since = times.moment(report.onset());
        return switch (notice.kind()) {
            case OPENING ->
                in().format(
                                report.episode() == 1 ? "notice.opening.since" : "operators.reopened",
                                report.title(),
                                since);
            case UPDATE -> in().format("operators.worse", in().word("severity", report.severity()), report.title());
            case CLOSING, CATCH_UP -> in().format("notice.closing.from", notice.subject(), since, times.moment(end()));
        };
    }

    private Instant end() {
        return requireNonNullElse(report.endedAt(), report.at());
    }

    private String lasted() {
        return times.lasting(Duration.between(report.onset(), end()));
    }

    private List<Fact> facts() {
        var facts = new ArrayList<Fact>();
        facts.add(fact("fact.where", MailWording.list(report.regions().stream().map(catalog::regionName), 0, in())));
        if (!report.components().isEmpty()) {
            facts.add(fact(
                    "fact.what",
                    MailWording.list(
                            report.components().stream(),
                            report.allCells() - report.cells().size(),
                            in())));
        }
        facts.add(fact("fact.severity", in().word("severity", report.severity())));
        var cause = report.cause();
        if (cause != null) {
            facts.add(fact("operators.cause", cause(cause)));
        }
        if (isOver()) {
            facts.add(fact("fact.lasted", lasted()));
            return facts;
        }
        facts.add(fact("fact.state", in().word("state", report.state())));
        var reach = report.reach();
        facts.add(fact(
                "operators.reach",
                in().format("operators.reach.of", number(reach.customers()), number(reach.ofCustomers()))));
        var by = report.acknowledgedBy();
        if (by != null) {
            facts.add(fact("operators.acknowledged", by));
        }
        return facts;
    }

    private String number(long number) {
        return String.format(in().language().locale(), "%,d", number);
    }

    private String cause(SuspectedCause cause) {
        return "%s (%s)".formatted(cause.title(), in().word("operators.confidence", cause.confidence()));
    }

    private Fact fact(String key, String value) {
        return new Fact(in().text(key), value);
    }
}

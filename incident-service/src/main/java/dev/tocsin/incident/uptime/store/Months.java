package dev.tocsin.incident.uptime.store;

import dev.tocsin.incident.catalog.Catalog;
import dev.tocsin.incident.live.Audience;
import dev.tocsin.incident.live.Names;
import dev.tocsin.incident.live.topic.LiveTopics;
import dev.tocsin.incident.uptime.Inputs;
import dev.tocsin.incident.uptime.MonthReport;
import dev.tocsin.incident.uptime.Recomputation;
import dev.tocsin.incident.uptime.Span;
import dev.tocsin.incident.uptime.topic.HistoryReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;

/// The figures of months as they are published, and as they come about.
@ApplicationScoped
public class Months {

    private final UptimeStore store;
    private final HistoryReader history;
    private final LiveTopics topics;
    private final Clock clock;

    Months(UptimeStore store, HistoryReader history, LiveTopics topics, Clock clock) {
        this.store = store;
        this.history = history;
        this.topics = topics;
        this.clock = clock;
    }

    /// What its audience may see of it.
    public MonthReport of(YearMonth month, Audience audience) throws SQLException {
        return report(month, audience, store.inputs(span(month)), knownUpTo());
    }

    /// Counted as of one moment from the topic and from the store.
    public Recomputation recomputed(YearMonth month) throws SQLException {
        var asOf = knownUpTo();
        var stored = store.inputs(span(month));
        var inputs = new Inputs(history.turnsBefore(span(month).to()), stored.amendments(), stored.works());
        return Recomputation.of(
                report(month, Audience.OPERATORS, stored, asOf),
                report(month, Audience.OPERATORS, inputs, asOf),
                inputs);
    }

    private MonthReport report(YearMonth month, Audience audience, Inputs inputs, Instant asOf) {
        var catalog = catalog();
        return MonthReport.of(
                month,
                Names.zone(catalog),
                catalog,
                MonthReport.visible(catalog, audience == Audience.OPERATORS),
                inputs,
                asOf);
    }

    /// What comes after detection's slowest clock is not known yet.
    private Instant knownUpTo() {
        var now = clock.instant();
        return topics.view().asOf().filter(asOf -> asOf.isBefore(now)).orElse(now);
    }

    private Span span(YearMonth month) {
        return Span.of(month, Names.zone(catalog()));
    }

    private Catalog catalog() {
        return topics.view().catalog();
    }
}

package dev.tocsin.notifier.delivery.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Json;
import dev.tocsin.contract.Severity;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.incident.CellImpact;
import dev.tocsin.contract.incident.IncidentEvent;
import dev.tocsin.contract.incident.IncidentEvent.Acknowledged;
import dev.tocsin.contract.incident.IncidentEvent.ImpactChanged;
import dev.tocsin.contract.incident.IncidentEvent.ImpactCorrected;
import dev.tocsin.contract.incident.IncidentEvent.Linked;
import dev.tocsin.contract.incident.IncidentEvent.Opened;
import dev.tocsin.contract.incident.IncidentEvent.OutageEnded;
import dev.tocsin.contract.incident.IncidentEvent.OutageStarted;
import dev.tocsin.contract.incident.IncidentEvent.PostmortemPublished;
import dev.tocsin.contract.incident.IncidentEvent.Reopened;
import dev.tocsin.contract.incident.IncidentEvent.Resolved;
import dev.tocsin.contract.incident.IncidentEvent.SuspectConfirmed;
import dev.tocsin.contract.incident.IncidentEvent.SuspectNamed;
import dev.tocsin.contract.incident.IncidentEvent.UpdatePosted;
import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.contract.incident.SuspectedRoot;
import dev.tocsin.notifier.message.IncidentReport;
import dev.tocsin.notifier.message.IncidentReport.TouchedCell;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Each incident as its events have left it: its head, its outages and the cells that they touch.
final class IncidentRows {

    private final Handle handle;

    IncidentRows(Handle handle) {
        this.handle = handle;
    }

    /// Locks the incident until the transaction ends, so that one event of it is handled at a time.
    ///
    /// @return false when this event, or a later one, was handled before
    boolean take(IncidentEvent event, int partition) {
        var head = event.incident();
        return handle.createUpdate("""
                        insert into incident
                            (id, kafka_partition, number, episode, title, state, severity, regions, changed_at)
                        values (:id, :partition, :number, :episode, :title, :state, :severity::severity, :regions, :at)
                        on conflict (id) do update set
                            (kafka_partition, number, episode, title, state, severity, regions, changed_at) =
                            (excluded.kafka_partition, excluded.number, excluded.episode, excluded.title,
                             excluded.state, excluded.severity, excluded.regions, excluded.changed_at)
                        where incident.number < excluded.number""")
                        .bind("id", head.id())
                        .bind("partition", partition)
                        .bind("number", head.number())
                        .bind("episode", head.episode())
                        .bind("title", head.title())
                        .bind("state", name(head.state()))
                        .bind("severity", name(head.severity()))
                        .bindArray("regions", String.class, head.regions())
                        .bind("at", event.time())
                        .execute()
                == 1;
    }

    void apply(IncidentEvent event) {
        var incident = event.incident().id();
        switch (event) {
            case Opened opened -> set(incident, "onset", opened.onset());
            case Reopened reopened -> {
                set(incident, "onset", reopened.onset());
                set(incident, "suspect", (String) null);
                set(incident, "update_text", (String) null);
                handle.createUpdate("delete from incident_outage where incident = :incident")
                        .bind("incident", incident)
                        .execute();
            }
            case OutageStarted started -> {
                outage(incident, started.outage(), started.region(), started.root());
                cells(incident, started.outage(), started.cells());
            }
            case ImpactChanged changed -> {
                outage(incident, changed.outage(), changed.region(), changed.root());
                cells(incident, changed.outage(), changed.cells());
                left(incident, changed.outage(), changed.left());
            }
            case SuspectNamed named ->
                set(
                        incident,
                        "suspect",
                        named.suspects().isEmpty()
                                ? null
                                : named.suspects().getFirst().title());
            case SuspectConfirmed confirmed ->
                set(incident, "suspect", confirmed.suspect().title());
            case UpdatePosted posted -> set(incident, "update_text", cut(posted.text()));
            case OutageEnded ended -> end(incident, ended.outage(), ended.endedAt());
            case Resolved resolved -> end(incident, null, resolved.time());
            case Acknowledged _, ImpactCorrected _, Linked _, PostmortemPublished _ -> {}
        }
    }

    /// Whether one of its outages has not ended.
    boolean hasOutage(String incident) {
        return handle.createQuery(
                        "select exists (select from incident_outage where incident = :incident and ended_at is null)")
                .bind("incident", incident)
                .mapTo(boolean.class)
                .one();
    }

    /// What notices say of the incident as it stands, kept for all of them.
    void report(String incident) {
        handle.createUpdate("""
                        insert into report (incident, number, content) values (:incident, :number, :content::jsonb)
                        on conflict do nothing""")
                .bind("incident", incident)
                .bind("number", number(incident))
                .bind("content", json(read(incident)))
                .execute();
    }

    private long number(String incident) {
        return handle.createQuery("select number from incident where id = :incident")
                .bind("incident", incident)
                .mapTo(long.class)
                .one();
    }

    private IncidentReport read(String incident) {
        var cells = handle.createQuery("""
                        select component, region, max(verdict) filter (where bad) as worst, count(*) over () as all_cells
                        from incident_cell where incident = :incident and public
                        group by component, region
                        order by worst desc nulls last, region, component limit :most""")
                .bind("incident", incident)
                .bind("most", IncidentReport.MOST_CELLS)
                .map((row, _) -> new CountedCell(
                        new TouchedCell(
                                new Cell(row.getString("component"), row.getString("region")),
                                verdict(row.getString("worst"))),
                        row.getInt("all_cells")))
                .list();
        return handle.createQuery("select * from incident where id = :incident")
                .bind("incident", incident)
                .map((row, _) -> new IncidentReport(
                        row.getString("id"),
                        row.getLong("number"),
                        row.getInt("episode"),
                        row.getString("title"),
                        IncidentState.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                        Severity.valueOf(row.getString("severity").toUpperCase(Locale.ROOT)),
                        List.of((String[]) row.getArray("regions").getArray()),
                        cells.stream().map(CountedCell::cell).toList(),
                        cells.isEmpty() ? 0 : cells.getFirst().of(),
                        instant(row.getTimestamp("onset")),
                        row.getTimestamp("changed_at").toInstant(),
                        row.getString("suspect"),
                        row.getString("update_text")))
                .one();
    }

    private record CountedCell(TouchedCell cell, int of) {}

    private void outage(String incident, String outage, String region, @Nullable SuspectedRoot root) {
        handle.createUpdate("""
                        insert into incident_outage (incident, outage, region, root)
                        values (:incident, :outage, :region, :root)
                        on conflict (incident, outage) do update set root = excluded.root""")
                .bind("incident", incident)
                .bind("outage", outage)
                .bind("region", region)
                .bind("root", root == null ? null : root.cell().toString())
                .execute();
    }

    private void cells(String incident, String outage, List<CellImpact> cells) {
        handle.createUpdate("""
                        insert into incident_cell (incident, outage, component, region, public, bad, verdict)
                        select :incident, :outage, cell.*
                        from unnest(:components, :regions, :public, :bad, :verdicts) as cell
                        on conflict (incident, outage, component, region) do update set
                            public = excluded.public, bad = excluded.bad, verdict = excluded.verdict""")
                .bind("incident", incident)
                .bind("outage", outage)
                .bindArray(
                        "components",
                        String.class,
                        each(cells, cell -> cell.cell().component()))
                .bindArray(
                        "regions", String.class, each(cells, cell -> cell.cell().region()))
                .bindArray("public", Boolean.class, each(cells, CellImpact::isPublic))
                .bindArray(
                        "bad", Boolean.class, each(cells, cell -> cell.verdict().isBad()))
                .bindArray(
                        "verdicts",
                        String.class,
                        each(cells, cell -> cell.verdict().name()))
                .execute();
    }

    private void left(String incident, String outage, List<Cell> left) {
        handle.createUpdate("""
                        delete from incident_cell
                        where incident = :incident and outage = :outage and component || '@' || region = any (:left)""")
                .bind("incident", incident)
                .bind("outage", outage)
                .bindArray("left", String.class, each(left, Cell::toString))
                .execute();
    }

    /// @param outage null for all of them
    private void end(String incident, @Nullable String outage, Instant at) {
        handle.createUpdate("""
                        update incident_outage set ended_at = :at
                        where incident = :incident and outage = coalesce(:outage, outage) and ended_at is null""")
                .bind("incident", incident)
                .bind("outage", outage)
                .bind("at", at)
                .execute();
    }

    private void set(String incident, String column, @Nullable Object value) {
        handle.createUpdate("update incident set <column> = :value where id = :incident")
                .define("column", column)
                .bind("incident", incident)
                .bind("value", value)
                .execute();
    }

    private static <T, R> List<R> each(List<T> items, Function<T, R> part) {
        return items.stream().map(part).toList();
    }

    private static Verdict verdict(@Nullable String worst) {
        return worst == null ? Verdict.UP : Verdict.valueOf(worst);
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }

    private static String cut(String text) {
        return text.length() <= IncidentReport.LONGEST_UPDATE
                ? text
                : text.substring(0, IncidentReport.LONGEST_UPDATE - 1) + "…";
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String json(IncidentReport report) {
        try {
            return Json.mapper().writeValueAsString(report);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("report cannot be written: " + report.incident(), e);
        }
    }
}

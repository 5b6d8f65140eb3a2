package dev.tocsin.notifier.maintenance.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Json;
import dev.tocsin.contract.delivery.MaintenanceStage;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowUpdated;
import dev.tocsin.notifier.maintenance.Telling;
import dev.tocsin.notifier.message.MaintenanceReport;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/// Windows as their topic left them, and the notices of them.
final class WindowRows {

    private final Handle handle;

    WindowRows(Handle handle) {
        this.handle = handle;
    }

    void keep(WindowUpdated window) {
        handle.createUpdate("""
                        insert into maintenance_window (id, number, state, starts_at, content)
                        values (:id, :number, :state, :startsAt, :content::jsonb)
                        on conflict (id) do update set (number, state, starts_at, content) =
                            (excluded.number, excluded.state, excluded.starts_at, excluded.content)
                        where maintenance_window.number < excluded.number""")
                .bind("id", window.window())
                .bind("number", window.number())
                .bind("state", window.state().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .bind("startsAt", window.startsAt())
                .bind("content", json(window))
                .execute();
    }

    /// Until the transaction ends, so that one at a time tells of it.
    WindowUpdated lock(String id) {
        return handle.createQuery("select content from maintenance_window where id = :id for update")
                .bind("id", id)
                .map((row, _) -> window(row.getString("content")))
                .one();
    }

    /// Queues a notice for each subscription. What waits still to be told of the window to one of them is covered by
    /// it: it says how things are.
    void queue(WindowUpdated window, List<Cell> cells, Telling telling, List<String> subscriptions, Instant now) {
        if (subscriptions.isEmpty()) {
            return;
        }
        var report = report(window, cells, telling, now);
        handle.createUpdate("insert into report (incident, number, content) values (:about, :number, :content::jsonb)")
                .bind("about", report.about())
                .bind("number", report.number())
                .bind("content", json(report))
                .execute();
        notice(handle.createUpdate("""
                        with covered as (
                            update delivery d
                            set state = 'covered', ended_at = now(),
                                covered_by = delivery_id(:about, :episode, :fact, :stage, d.subscription)
                            where d.incident = :about and d.state = 'due' and d.subscription = any (:subscriptions)
                                and coalesce(d.leased_until, '-infinity') < now()
                            returning d.id, d.attempt, d.covered_by)
                        insert into delivery_step (delivery, step, attempt, at, covered_by)
                        select id, 'sent', attempt, now(), covered_by from covered"""), window, telling, subscriptions).execute();
        notice(handle.createUpdate("""
                        with queued as (
                            insert into delivery (id, subscription, channel, kind, stage, incident, episode, number,
                                state, due_at, queued_at)
                            select delivery_id(:about, :episode, :fact, :stage, s.id), s.id, s.channel, :kind, :stage,
                                :about, :episode, :number, 'due', now(), now()
                            from subscription s where s.id = any (:subscriptions)
                            returning id)
                        insert into delivery_step (delivery, step, attempt, at)
                        select id, 'queued', 0, now() from queued"""), window, telling, subscriptions)
                .bind("kind", telling.kind().name().toLowerCase(Locale.ROOT))
                .bind("number", report.number())
                .execute();
    }

    /// Ids are derived from what is told, so that a repetition is recognised: each stage comes once in an episode, and
    /// a change once for a number of its window.
    private static <T extends SqlStatement<T>> T notice(
            T statement, WindowUpdated window, Telling telling, List<String> subscriptions) {
        return statement
                .bind("about", MaintenanceReport.about(window.window()))
                .bind("episode", telling.then().episode())
                .bind("stage", ToldRows.word(telling.says()))
                .bind("fact", telling.says() == MaintenanceStage.CHANGED ? window.number() : 0L)
                .bindArray("subscriptions", String.class, subscriptions);
    }

    private MaintenanceReport report(WindowUpdated window, List<Cell> cells, Telling telling, Instant now) {
        var number = handle.createQuery(
                        "update maintenance_window set notices = notices + 1 where id = :id returning notices")
                .bind("id", window.window())
                .mapTo(long.class)
                .one();
        return telling.report(window, number, cells, now);
    }

    private static WindowUpdated window(String json) {
        try {
            return Json.mapper().readValue(json, WindowUpdated.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a window that we wrote cannot be read", e);
        }
    }

    private static String json(Object value) {
        try {
            return Json.mapper().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what is told of a window cannot be written", e);
        }
    }
}

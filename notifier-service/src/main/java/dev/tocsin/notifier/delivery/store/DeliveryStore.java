package dev.tocsin.notifier.delivery.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tocsin.contract.Json;
import dev.tocsin.contract.delivery.Channel;
import dev.tocsin.contract.delivery.DeliveryEvent.DeliveryHead;
import dev.tocsin.contract.delivery.DeliveryEvent.PlannedWork;
import dev.tocsin.contract.delivery.MaintenanceStage;
import dev.tocsin.contract.delivery.NoticeKind;
import dev.tocsin.notifier.delivery.Delivery;
import dev.tocsin.notifier.delivery.Delivery.Covered;
import dev.tocsin.notifier.delivery.Delivery.Delivered;
import dev.tocsin.notifier.delivery.Delivery.Due;
import dev.tocsin.notifier.delivery.Delivery.GivenUp;
import dev.tocsin.notifier.message.IncidentReport;
import dev.tocsin.notifier.message.MaintenanceReport;
import dev.tocsin.notifier.message.Report;
import dev.tocsin.notifier.subscription.Subscription;
import dev.tocsin.notifier.subscription.store.SubscriptionRow;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
public class DeliveryStore {

    /// A delivery that is being tried at this moment, by whoever holds the lease.
    ///
    /// @param first the id of the first delivery about the same to this subscriber
    /// @param subject the title that the first one told
    public record Claimed(Due due, NoticeKind kind, Report report, String first, String subject, Subscription to) {}

    /// @param nextAt when it is tried next; null unless it is due
    /// @param coveredBy the delivery that stood for it, or null
    public record DeliveryView(
            DeliveryHead delivery,
            String state,
            int attempt,
            Instant queuedAt,
            @Nullable Instant nextAt,
            @Nullable Instant endedAt,
            @Nullable String reason,
            @Nullable String coveredBy) {}

    private final Jdbi jdbi;

    public DeliveryStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// Takes what is due, each the earliest of its incident and subscription, for as long as `lease`, by the database's
    /// clock. Who dies before telling what came of it lets the lease run out, and another tries again.
    public List<Claimed> claim(int most, Duration lease) {
        return jdbi.inTransaction(handle -> handle.createQuery("""
                        with taken as (
                            update delivery d
                            set attempt = attempt + 1, rung = rung + 1,
                                leased_until = now() + :lease * interval '1 ms'
                            from (
                                select position from delivery next
                                where state = 'due' and due_at <= now()
                                    and coalesce(leased_until, '-infinity') < now() and not exists (
                                        select from delivery earlier
                                        where earlier.state = 'due' and earlier.subscription = next.subscription
                                            and earlier.incident = next.incident and earlier.position < next.position)
                                order by due_at limit :most for update skip locked) next
                            where d.position = next.position
                            returning d.*)
                        select s.*, d.id as delivery, d.attempt, d.rung, d.due_at, d.kind, d.stage, r.content,
                            first.id as first, first.title as subject
                        from taken d
                        join subscription s on s.id = d.subscription
                        join report r on r.incident = d.incident and r.number = d.number
                        cross join lateral (
                            select f.id, fr.content ->> 'title' as title
                            from delivery f join report fr on fr.incident = f.incident and fr.number = f.number
                            where f.incident = d.incident and f.subscription = d.subscription
                            order by f.position limit 1) first""")
                .bind("most", most)
                .bind("lease", lease.toMillis())
                .map((row, _) -> claimed(row))
                .list());
    }

    /// Keeps what came of an attempt. An attempt that outlived its lease says nothing once another was begun.
    ///
    /// @param reason why it is to be tried again, or was given up; null otherwise
    public void settle(Due attempt, Delivery next, @Nullable String reason, Instant now) {
        switch (next) {
            case Due due -> settle(attempt, "due", "retrying", due.dueAt(), reason, now);
            case Delivered _ -> settle(attempt, "delivered", "sent", null, null, now);
            case GivenUp _ -> settle(attempt, "given-up", "given-up", null, reason, now);
            case Covered _ -> throw new IllegalArgumentException("no attempt ends in being covered");
        }
    }

    private void settle(
            Due attempt, String state, String step, @Nullable Instant nextAt, @Nullable String reason, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        with settled as (
                            update delivery set state = :state, leased_until = null, reason = :reason,
                                due_at = coalesce(:nextAt, due_at),
                                ended_at = case when :state <> 'due' then :now::timestamptz end
                            where id = :id and attempt = :attempt and state = 'due'
                            returning id)
                        insert into delivery_step (delivery, step, attempt, at, next_at, reason)
                        select id, :step, :attempt, :now::timestamptz, :nextAt::timestamptz, :reason from settled""")
                .bind("id", attempt.id())
                .bind("attempt", attempt.attempt())
                .bind("state", state)
                .bind("step", step)
                .bind("nextAt", nextAt)
                .bind("reason", reason)
                .bind("now", now)
                .execute());
    }

    /// Gives up what is due to subscribers who left meanwhile.
    public void giveUpForThoseWhoLeft(Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        with given_up as (
                            update delivery d set state = 'given-up', reason = 'the subscription ended', ended_at = :now
                            from subscription s
                            where d.state = 'due' and s.id = d.subscription and s.state <> 'confirmed'
                                and coalesce(d.leased_until, '-infinity') < now()
                            returning d.id, d.attempt, d.reason)
                        insert into delivery_step (delivery, step, attempt, at, reason)
                        select id, 'given-up', attempt, :now::timestamptz, reason from given_up""").bind("now", now).execute());
    }

    /// Puts a delivery that was given up at the foot of the ladder again.
    ///
    /// @return false when it is not one that was given up
    public boolean replay(String id, Instant now) {
        return jdbi.withHandle(handle ->
                handle.createUpdate("""
                                with replayed as (
                                    update delivery d set state = 'due', rung = 0, due_at = now(), reason = null,
                                        ended_at = null
                                    from subscription s
                                    where d.id = :id and d.state = 'given-up'
                                        and s.id = d.subscription and s.state = 'confirmed'
                                    returning d.id, d.attempt)
                                insert into delivery_step (delivery, step, attempt, at, next_at, reason)
                                select id, 'retrying', attempt, :now::timestamptz, :now::timestamptz, 'replayed by an operator' from replayed""").bind("id", id).bind("now", now).execute() == 1);
    }

    public Optional<DeliveryView> find(String id) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from delivery where id = :id")
                .bind("id", id)
                .map((row, _) -> view(row))
                .findOne());
    }

    /// Newest first.
    ///
    /// @param state null for all
    /// @param after the id of the last one seen, or null
    public List<DeliveryView> list(@Nullable String state, @Nullable String after, int most) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select * from delivery
                        where (:state is null or state = :state) and (:after is null or position <
                            (select position from delivery where id = :after))
                        order by position desc limit :most""")
                .bind("state", state)
                .bind("after", after)
                .bind("most", most)
                .map((row, _) -> view(row))
                .list());
    }

    /// Which delivery a row is about; the row has all columns of `delivery`.
    public static DeliveryHead head(ResultSet row) throws SQLException {
        return new DeliveryHead(
                row.getString("id"),
                row.getString("subscription"),
                Channel.valueOf(constant(row.getString("channel"))),
                NoticeKind.valueOf(constant(row.getString("kind"))),
                row.getString("incident"),
                row.getInt("episode"),
                row.getLong("number"),
                plannedWork(row));
    }

    private static @Nullable PlannedWork plannedWork(ResultSet row) throws SQLException {
        var stage = row.getString("stage");
        return stage == null
                ? null
                : new PlannedWork(
                        MaintenanceReport.window(row.getString("incident")), MaintenanceStage.valueOf(constant(stage)));
    }

    private static DeliveryView view(ResultSet row) throws SQLException {
        var state = row.getString("state");
        return new DeliveryView(
                head(row),
                state,
                row.getInt("attempt"),
                row.getTimestamp("queued_at").toInstant(),
                state.equals("due") ? row.getTimestamp("due_at").toInstant() : null,
                instant(row.getTimestamp("ended_at")),
                row.getString("reason"),
                row.getString("covered_by"));
    }

    private static Claimed claimed(ResultSet row) throws SQLException {
        return new Claimed(
                new Due(
                        row.getString("delivery"),
                        row.getInt("attempt"),
                        row.getInt("rung"),
                        row.getTimestamp("due_at").toInstant()),
                NoticeKind.valueOf(constant(row.getString("kind"))),
                report(row.getString("content"), row.getString("stage")),
                row.getString("first"),
                row.getString("subject"),
                SubscriptionRow.read(row));
    }

    /// @param stage of planned work; null for an incident
    private static Report report(String json, @Nullable String stage) {
        var type = stage == null ? IncidentReport.class : MaintenanceReport.class;
        try {
            return Json.mapper().readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report that we wrote cannot be read", e);
        }
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }

    private static String constant(String word) {
        return word.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}

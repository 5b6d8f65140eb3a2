package dev.tocsin.notifier.retention.store;

import dev.tocsin.notifier.database.OneColumn;
import dev.tocsin.notifier.retention.Batch;
import dev.tocsin.notifier.retention.Kind;
import dev.tocsin.notifier.subscription.store.SubscriptionRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.hibernate.Session;

/// Removes rows that are over and old, never rows that are open, due or not yet published. A batch is one short
/// transaction that finds its rows by an index and skips locked rows, so that it waits for no other transaction, and
/// no other waits for it.
@ApplicationScoped
@Transactional
public class OldRows {

    /// An arbitrary number, the same in all instances: the instance that holds this lock in the database removes.
    static final long LOCK = 0x746f6373696fL;

    static final int MOST = 2_000;

    /// Each subscription costs a look at every table that refers to subscriptions.
    private static final int MOST_SUBSCRIPTIONS = 500;

    private static final String NO_DELIVERY_OF = "not exists (select from delivery d where d.incident = %s)";

    private final Session session;
    private final SubscriptionRepository subscriptions;

    OldRows(Session session, SubscriptionRepository subscriptions) {
        this.session = session;
        this.subscriptions = subscriptions;
    }

    private record OldDelivery(long position, String id, boolean isOld, boolean isOver) {}

    /// @param from [Batch#BEGINNING], or [Batch#next] of the batch before
    /// @param before rows that were over before this time are old
    /// @return empty while another instance removes
    public Optional<Batch> remove(Kind kind, String from, Instant before) {
        return isOurs() ? Optional.of(batch(kind, from, before)) : Optional.empty();
    }

    private boolean isOurs() {
        return OneColumn.query(session, "select pg_try_advisory_xact_lock(:lock)", Boolean.class)
                .setParameter("lock", LOCK)
                .getSingleResult();
    }

    private Batch batch(Kind kind, String from, Instant before) {
        return switch (kind) {
            case DELIVERIES -> deliveries(from, before);
            case INCIDENTS -> incident(from, before);
            case OPERATOR_INCIDENTS -> operatorIncident(from, before);
            case WINDOWS -> window(from, before);
            case SILENCES -> silences(before);
            case TOKENS -> tokens(before);
            case UNCONFIRMED -> unconfirmed(before);
            case ADDRESSES -> addresses(before);
            case SUBSCRIPTIONS -> subscriptions(before);
        };
    }

    /// Positions are the order in which deliveries were queued: the first delivery that is not old ends the search.
    /// Deliveries about an incident or a window that is not over stay, because later notices refer to them.
    private Batch deliveries(String from, Instant before) {
        var range = session.createNativeQuery("""
                        select position, id, queued_at < :before as is_old,
                            queued_at < :before and state <> 'due' and ended_at < :before
                            and not exists (select from incident i where i.id = d.incident and stands(i.state))
                            and not exists (
                                select from operator_incident o
                                where d.incident like 'operators/%%' and o.id = substr(d.incident, length('operators/') + 1)
                                    and o.is_open)
                            and not exists (
                                select from maintenance_window w
                                where d.stage is not null and w.id = substr(d.incident, length('maintenance/') + 1)
                                    and w.state in ('scheduled', 'in-progress'))
                            and not exists (select from delivery_step s where s.delivery = d.id and not s.published)
                            and not exists (select from bounce b where b.delivery = d.id and not b.published) as is_over
                        from (select * from delivery where position > :after order by position limit %d) d
                        order by position""".formatted(MOST), OldDelivery.class)
                .setParameter("after", from.equals(Batch.BEGINNING) ? 0L : Long.parseLong(from))
                .setParameter("before", before)
                .getResultList();
        var over =
                range.stream().filter(OldDelivery::isOver).map(OldDelivery::id).toArray(String[]::new);
        var locked = OneColumn.query(
                        session,
                        "select id from delivery where id = any (:ids) and state <> 'due' for update skip locked",
                        String.class)
                .setParameter("ids", over)
                .getResultStream()
                .toArray(String[]::new);
        var steps = delete("delete from delivery_step where delivery = any (:ids)", locked);
        var bounces = delete("delete from bounce where delivery = any (:ids)", locked);
        var deliveries = delete("delete from delivery where id = any (:ids)", locked);
        var isMore = range.size() == MOST && range.getLast().isOld();
        return new Batch(
                Map.of("delivery_step", steps, "bounce", bounces, "delivery", deliveries),
                isMore ? Long.toString(range.getLast().position()) : null);
    }

    private int delete(String statement, String[] ids) {
        return session.createNativeMutationQuery(statement)
                .setParameter("ids", ids)
                .executeUpdate();
    }

    /// Removes one incident at a time: first its many rows, and then the incident itself.
    private Batch incident(String from, Instant before) {
        var found = first("""
                        select id from incident
                        where id > :after and not stands(state) and changed_at < :before and %s and not exists (
                            select from incident_told t where t.incident = incident.id and t.state = 'opened')
                        order by id limit 1 for update skip locked""".formatted(NO_DELIVERY_OF.formatted("incident.id")), from, before);
        if (found.isEmpty()) {
            return new Batch(Map.of(), null);
        }
        var id = found.get();
        var told = some("incident_told", "incident", id);
        var cells = some("incident_cell", "incident", id);
        if (told == MOST || cells == MOST) {
            return new Batch(Map.of("incident_told", told, "incident_cell", cells), from);
        }
        return new Batch(
                Map.of(
                        "incident_told", told,
                        "incident_cell", cells,
                        "incident_outage", all("incident_outage", "incident", id),
                        "report", all("report", "incident", id),
                        "incident", all("incident", "id", id)),
                id);
    }

    private Batch operatorIncident(String from, Instant before) {
        return first("""
                        select id from operator_incident o
                        where id > :after and not is_open and not undecided and changed_at < :before and %s
                        order by id limit 1 for update skip locked""".formatted(NO_DELIVERY_OF.formatted("'operators/' || o.id")), from, before)
                .map(id -> new Batch(
                        Map.of(
                                "operator_told", all("operator_told", "incident", id),
                                "report", all("report", "incident", "operators/" + id),
                                "operator_incident", all("operator_incident", "id", id)),
                        id))
                .orElseGet(() -> new Batch(Map.of(), null));
    }

    private Batch window(String from, Instant before) {
        var found = first("""
                        select id from maintenance_window w
                        where id > :after and state in ('completed', 'cancelled')
                            and greatest(starts_at, cast(content ->> 'endsAt' as timestamptz)) < :before
                            and %s and not exists (
                                select from maintenance_told t
                                where t.window_id = w.id and t.stage not in ('completed', 'cancelled'))
                        order by id limit 1 for update skip locked""".formatted(NO_DELIVERY_OF.formatted("'maintenance/' || w.id")), from, before);
        if (found.isEmpty()) {
            return new Batch(Map.of(), null);
        }
        var id = found.get();
        var told = some("maintenance_told", "window_id", id);
        if (told == MOST) {
            return new Batch(Map.of("maintenance_told", told), from);
        }
        return new Batch(
                Map.of(
                        "maintenance_told", told,
                        "report", all("report", "incident", "maintenance/" + id),
                        "maintenance_window", all("maintenance_window", "id", id)),
                id);
    }

    private Optional<String> first(String query, String after, Instant before) {
        return OneColumn.query(session, query, String.class)
                .setParameter("after", after)
                .setParameter("before", before)
                .getResultStream()
                .findFirst();
    }

    private int some(String table, String column, String id) {
        return session.createNativeMutationQuery("""
                        delete from %1$s where ctid = any (array(
                            select ctid from %1$s where %2$s = :id limit %3$d for update))""".formatted(table, column, MOST))
                .setParameter("id", id)
                .executeUpdate();
    }

    private int all(String table, String column, String id) {
        return session.createNativeMutationQuery("delete from %s where %s = :id".formatted(table, column))
                .setParameter("id", id)
                .executeUpdate();
    }

    private Batch silences(Instant before) {
        return oldest("silence", MOST, """
                        delete from silence where id = any (array(
                            select id from silence s where ends_at < :before
                                and not exists (select from silence_period p where p.silence = s.id)
                            order by ends_at limit :most for update skip locked))""", before);
    }

    private Batch tokens(Instant before) {
        return oldest("token", MOST, """
                        delete from token where hash = any (array(
                            select hash from token where expires_at < :before
                            order by expires_at limit :most for update skip locked))""", before);
    }

    /// No address is kept of a person who did not want notices.
    private Batch unconfirmed(Instant before) {
        return oldest("subscription", MOST_SUBSCRIPTIONS, """
                        delete from subscription where id = any (array(
                            select id from subscription where state in ('pending', 'refused') and created_at < :before
                            order by created_at limit :most for update skip locked))""", before);
    }

    /// An instance of the release before does not note when a subscription ended: such a subscription counts as ended
    /// now.
    private Batch addresses(Instant before) {
        session.createNativeMutationQuery("""
                        update subscription set left_at = now() where id = any (array(
                            select id from subscription where state = 'left' and left_at is null
                            limit :most for update skip locked))""").setParameter("most", MOST).executeUpdate();
        var erased = subscriptions.eraseAddresses(before, MOST_SUBSCRIPTIONS);
        return new Batch(Map.of("address", erased), erased == MOST_SUBSCRIPTIONS ? Batch.BEGINNING : null);
    }

    private Batch subscriptions(Instant before) {
        return oldest("subscription", MOST_SUBSCRIPTIONS, """
                        delete from subscription where id = any (array(
                            select id from subscription s where state = 'left' and left_at < :before
                                and not exists (select from delivery d where d.subscription = s.id)
                                and not exists (select from incident_told t where t.subscription = s.id)
                                and not exists (select from maintenance_told t where t.subscription = s.id)
                                and not exists (select from bounce b where b.subscription = s.id)
                                and not exists (select from subscription j where j.joined_to = s.id)
                            order by left_at limit :most for update skip locked))""", before);
    }

    private Batch oldest(String table, int most, String statement, Instant before) {
        var removed = session.createNativeMutationQuery(statement)
                .setParameter("before", before)
                .setParameter("most", most)
                .executeUpdate();
        return new Batch(Map.of(table, removed), removed == most ? Batch.BEGINNING : null);
    }
}

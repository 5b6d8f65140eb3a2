package dev.tocsin.notifier.delivery.store;

import static dev.tocsin.notifier.database.WordConverter.word;
import static dev.tocsin.notifier.delivery.store.DueRows.IS_DUE;

import dev.tocsin.contract.delivery.MaintenanceStage;
import dev.tocsin.contract.delivery.NoticeKind;
import dev.tocsin.notifier.database.Columns;
import dev.tocsin.notifier.database.OneColumn;
import dev.tocsin.notifier.delivery.LostNotice;
import dev.tocsin.notifier.delivery.NextIncidentNotice;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.Session;
import org.hibernate.query.MutationQuery;

/// Queues notices, many in one statement, and covers earlier ones that a later one replaces.
@ApplicationScoped
@Transactional
public class DeliveryQueue {

    /// The rows of `:subscriptions`, each looked up by its id, whatever number the planner expects.
    private static final String SUBSCRIPTIONS = """
            (select s.*
             from unnest(:subscriptions) as wanted (id)
             cross join lateral (select s.* from subscription s where s.id = wanted.id offset 0) s)""";

    private final Session session;

    DeliveryQueue(Session session) {
        this.session = session;
    }

    /// Identifies a notice of planned work.
    ///
    /// @param about `maintenance/` and the window
    /// @param number its number among the window's notices
    /// @param fact a number that sets it apart from others of its stage: notices of the same fact have the same id
    public record PlannedNotice(
            String about, int episode, MaintenanceStage stage, NoticeKind kind, long number, long fact) {}

    /// Queues a notice of an incident in its present state for each of the subscriptions.
    ///
    /// @return the number of subscriptions
    int queue(String incident, NextIncidentNotice notice, List<String> subscriptions) {
        if (!subscriptions.isEmpty()) {
            session.createNativeMutationQuery("""
                        with queued as (
                            insert into delivery
                                (id, subscription, channel, kind, why, incident, episode, number, state, due_at,
                                 queued_at, slow, digest)
                            select delivery_id(i.id, i.episode, i.number, :kind, s.id),
                                s.id, s.channel, :kind, :why, i.id, i.episode, i.number, 'due',
                                case when s.paused_at is not null then cast(:held as timestamptz)
                                    when s.digest is not null and s.channel = 'email'
                                        then next_digest(s.digest, coalesce(s.time_zone, 'Etc/UTC'), now())
                                    when s.failing_since is null then now()
                                    else greatest(now(), (
                                        select max(e.due_at) from delivery e
                                        where e.subscription = s.id and e.incident = i.id and e.state = 'due')) end,
                                now(), s.failing_since is not null, s.digest is not null and s.channel = 'email'
                            from incident i, %s s
                            where i.id = :incident
                            on conflict (id) do nothing
                            returning id)
                        insert into delivery_step (delivery, step, attempt, at)
                        select id, 'queued', 0, now() from queued""".formatted(SUBSCRIPTIONS))
                    .setParameter("incident", incident)
                    .setParameter("held", Receivers.HELD.toString())
                    .setParameter("kind", word(notice.kind()))
                    .setParameter("why", word(notice.reason()))
                    .setParameter("subscriptions", Columns.texts(subscriptions))
                    .executeUpdate();
        }
        return subscriptions.size();
    }

    /// For subscribers whose incident is over: covers the deliveries that still wait for those whom the opening did
    /// not reach. A delivery that is being sent now reaches them, before the catch-up.
    ///
    /// @return the subscriptions that the opening did not reach; one catch-up covers all for each
    Set<String> coverMissed(String incident, List<String> closed) {
        if (closed.isEmpty()) {
            return Set.of();
        }
        var missed = OneColumn.query(session, """
                        select d.subscription
                        from incident i
                        cross join unnest(:closed) as closed (subscription)
                        cross join lateral (
                            select d.subscription from delivery d
                            where d.incident = i.id and d.episode = i.episode and d.subscription = closed.subscription
                                and d.kind = 'opening'
                                and (d.state = 'given-up'
                                     or d.state = 'due' and coalesce(d.leased_until, '-infinity') < now())
                            offset 0 for update) d
                        where i.id = :incident""", String.class)
                .setParameter("incident", incident)
                .setParameter("closed", Columns.texts(closed))
                .getResultStream()
                .collect(Collectors.toUnmodifiableSet());
        if (!missed.isEmpty()) {
            cover(incident, missed);
        }
        return missed;
    }

    private void cover(String incident, Set<String> missed) {
        session.createNativeMutationQuery("""
                        with covered as (
                            update delivery d
                            set state = 'covered', ended_at = now(),
                                covered_by = delivery_id(i.id, i.episode, i.number, 'catch-up', d.subscription)
                            from incident i cross join unnest(:missed) as missed (subscription) cross join %s
                            where i.id = :incident and d.position = due.position and %s
                                and coalesce(d.leased_until, '-infinity') < now()
                            returning d.id, d.attempt, d.covered_by)
                        insert into delivery_step (delivery, step, attempt, at, covered_by)
                        select id, 'sent', attempt, now(), covered_by from covered""".formatted(
                        DueRows.to("missed.subscription", "e.incident = i.id and e.episode = i.episode"), IS_DUE))
                .setParameter("incident", incident)
                .setParameter("missed", Columns.texts(missed))
                .executeUpdate();
    }

    /// Queues a notice of planned work for each of the subscriptions. It covers notices of the same window that still
    /// wait, because it gives the present state.
    public void queue(PlannedNotice notice, List<String> subscriptions) {
        with(notice, subscriptions, session.createNativeMutationQuery("""
                        with covered as (
                            update delivery d
                            set state = 'covered', ended_at = now(),
                                covered_by = delivery_id(:about, :episode, :fact, :stage, d.subscription)
                            from unnest(:subscriptions) as told (subscription) cross join %s
                            where d.position = due.position and %s and coalesce(d.leased_until, '-infinity') < now()
                            returning d.id, d.attempt, d.covered_by)
                        insert into delivery_step (delivery, step, attempt, at, covered_by)
                        select id, 'sent', attempt, now(), covered_by from covered""".formatted(
                                DueRows.to("told.subscription", "e.incident = :about"), IS_DUE)))
                .executeUpdate();
        with(notice, subscriptions, session.createNativeMutationQuery("""
                        with queued as (
                            insert into delivery (id, subscription, channel, kind, stage, incident, episode, number,
                                state, due_at, queued_at, slow)
                            select delivery_id(:about, :episode, :fact, :stage, s.id), s.id, s.channel, :kind, :stage,
                                :about, :episode, :number, 'due',
                                case when s.paused_at is null then now() else cast(:held as timestamptz) end, now(),
                                s.failing_since is not null
                            from %s s
                            on conflict (id) do nothing
                            returning id)
                        insert into delivery_step (delivery, step, attempt, at)
                        select id, 'queued', 0, now() from queued""".formatted(SUBSCRIPTIONS)))
                .setParameter("held", Receivers.HELD.toString())
                .setParameter("kind", word(notice.kind()))
                .setParameter("number", notice.number())
                .executeUpdate();
    }

    /// Identifies a notice of an incident to one channel of operators.
    ///
    /// @param about `operators/` and the incident
    public record OperatorNotice(
            String about, int episode, long number, NextIncidentNotice notice, String subscription) {}

    /// Queues a notice to a channel of operators. It covers notices of the same incident that still wait, because it
    /// gives the present state.
    public void queue(OperatorNotice notice) {
        with(notice, session.createNativeMutationQuery("""
                        with covered as (
                            update delivery d
                            set state = 'covered', ended_at = now(),
                                covered_by = delivery_id(:about, :episode, :number, :kind, d.subscription)
                            from %s
                            where d.position = due.position and %s and coalesce(d.leased_until, '-infinity') < now()
                            returning d.id, d.attempt, d.covered_by)
                        insert into delivery_step (delivery, step, attempt, at, covered_by)
                        select id, 'sent', attempt, now(), covered_by from covered""".formatted(
                                DueRows.to("cast(:subscription as text)", "e.incident = :about"), IS_DUE)))
                .executeUpdate();
        with(notice, session.createNativeMutationQuery("""
                        with queued as (
                            insert into delivery (id, subscription, channel, kind, why, incident, episode, number,
                                state, due_at, queued_at, slow)
                            select delivery_id(:about, :episode, :number, :kind, s.id), s.id, s.channel, :kind, :why,
                                :about, :episode, :number, 'due', now(), now(), s.failing_since is not null
                            from subscription s where s.id = :subscription
                            on conflict (id) do nothing
                            returning id)
                        insert into delivery_step (delivery, step, attempt, at)
                        select id, 'queued', 0, now() from queued"""))
                .setParameter("why", word(notice.notice().reason()))
                .executeUpdate();
    }

    /// Makes the notices that wait for their next attempt due now, because what kept them from being sent is mended.
    public void hasten(String subscription) {
        session.createNativeMutationQuery(
                        """
                        update delivery d set due_at = now() from %s
                        where d.position = due.position and %s and coalesce(d.leased_until, '-infinity') < now()""".formatted(DueRows.to("cast(:subscription as text)", "e.due_at > now()"), IS_DUE))
                .setParameter("subscription", subscription)
                .executeUpdate();
    }

    private static MutationQuery with(OperatorNotice notice, MutationQuery query) {
        return query.setParameter("about", notice.about())
                .setParameter("episode", notice.episode())
                .setParameter("number", notice.number())
                .setParameter("kind", word(notice.notice().kind()))
                .setParameter("subscription", notice.subscription());
    }

    /// Records how deliveries ended before the database was restored from a backup.
    ///
    /// @return the ends that the database did not know, of subscriptions that it has
    List<LostNotice> recover(List<LostNotice> lost) {
        var known = OneColumn.query(session, """
                        with lost as (%s),
                        ended as (
                            insert into delivery (id, subscription, channel, kind, stage, incident, episode, number,
                                state, attempt, due_at, queued_at, ended_at, reason, covered_by)
                            select l.id, l.subscription, l.channel, l.kind, l.stage, l.about, l.episode, l.number,
                                l.state, l.attempt, l.at, l.at, l.at, l.reason, l."coveredBy"
                            from lost l join subscription s on s.id = l.subscription
                            where not exists (
                                select from delivery_step t
                                where t.delivery = l.id and t.step = l.step and t.attempt = l.attempt)
                            order by l.place
                            on conflict (id) do update set (state, attempt, ended_at, reason, covered_by, leased_until) =
                                (excluded.state, excluded.attempt, excluded.ended_at, excluded.reason,
                                 excluded.covered_by, null)
                            returning id),
                        noted as (
                            insert into delivery_step (delivery, step, attempt, at, reason, covered_by, published)
                            select l.id, l.step, l.attempt, l.at, l.reason, l."coveredBy", true
                            from lost l join ended e on e.id = l.id)
                        select id from ended""".formatted(LostRow.TABLE), String.class)
                .setParameter("lost", LostRow.json(lost))
                .getResultStream()
                .collect(Collectors.toUnmodifiableSet());
        return lost.stream()
                .filter(notice -> known.contains(notice.delivery().id()))
                .toList();
    }

    private static MutationQuery with(PlannedNotice notice, List<String> subscriptions, MutationQuery query) {
        return query.setParameter("about", notice.about())
                .setParameter("episode", notice.episode())
                .setParameter("stage", word(notice.stage()))
                .setParameter("fact", notice.fact())
                .setParameter("subscriptions", Columns.texts(subscriptions));
    }
}

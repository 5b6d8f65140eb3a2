package dev.tocsin.notifier.delivery.store;

import static dev.tocsin.notifier.database.WordConverter.word;

import dev.tocsin.contract.delivery.DeliveryEvent.DeliveryHead;
import dev.tocsin.contract.delivery.MaintenanceStage;
import dev.tocsin.contract.delivery.NoticeKind;
import dev.tocsin.notifier.delivery.Delivery;
import dev.tocsin.notifier.delivery.Delivery.Covered;
import dev.tocsin.notifier.delivery.Delivery.Delivered;
import dev.tocsin.notifier.delivery.Delivery.Due;
import dev.tocsin.notifier.delivery.Delivery.GivenUp;
import dev.tocsin.notifier.delivery.LostNotice;
import dev.tocsin.notifier.delivery.store.DeliveryStepEntity.Step;
import dev.tocsin.notifier.message.Report;
import dev.tocsin.notifier.subscription.Subscription;
import dev.tocsin.notifier.subscription.store.SubscriptionEntity;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.query.MutationQuery;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
@Transactional
public class DeliveryRepository implements PanacheRepositoryBase<DeliveryEntity, Long> {

    /// Whether the delivery `next` is to be tried now: due, with nobody, and the earliest of its incident and
    /// subscription.
    private static final String CLAIMABLE = """
            state = 'due' and due_at <= now()
                and coalesce(leased_until, '-infinity') < now() and not exists (
                    select from delivery earlier
                    where earlier.state = 'due' and earlier.subscription = next.subscription
                        and earlier.incident = next.incident and earlier.position < next.position)""";

    /// A delivery that is being tried at this moment, by whoever holds the lease.
    ///
    /// @param first the id of the first delivery about the same to this subscriber
    /// @param subject the title that the first one told
    /// @param traceparent W3C trace context in which it is tried, or null
    public record Claimed(
            Due due,
            NoticeKind kind,
            Report report,
            String first,
            String subject,
            Subscription to,
            @Nullable String traceparent) {}

    /// @param nextAt when it is tried next; null unless it is due
    /// @param coveredBy the delivery that stood for it, or null
    public record DeliveryView(
            DeliveryHead delivery,
            DeliveryState state,
            int attempt,
            Instant queuedAt,
            @Nullable Instant nextAt,
            @Nullable Instant endedAt,
            @Nullable String reason,
            @Nullable String coveredBy) {}

    /// Of planned work: which notice it is.
    ///
    /// @param about `maintenance/` and the window
    /// @param number which of the window's notices
    /// @param fact what sets it apart from others of its stage: notices of the same fact have the same id
    public record PlannedNotice(
            String about, int episode, MaintenanceStage stage, NoticeKind kind, long number, long fact) {}

    private record Whole(
            DeliveryEntity delivery,
            SubscriptionEntity to,
            ReportEntity report,
            DeliveryEntity first,
            @Nullable ReportEntity firstReport) {

        /// What the first one told is not known when it was sent before the database was restored.
        Claimed claimed() {
            var says = report.report(delivery.stage());
            var told = firstReport == null ? says : firstReport.report(first.stage());
            return new Claimed(
                    delivery.due(),
                    delivery.kind(),
                    says,
                    first.delivery(),
                    told.title(),
                    to.subscription(),
                    report.traceparent());
        }
    }

    /// Takes what is due, each the earliest of its incident and subscription, for as long as `lease`, by the database's
    /// clock. Who dies before telling what came of it lets the lease run out, and another tries again.
    public List<Claimed> claim(int most, Duration lease) {
        var positions = getSession()
                .createNativeQuery("""
                        update delivery d
                        set attempt = attempt + 1, rung = rung + 1, leased_until = now() + :lease * interval '1 ms'
                        from (
                            select position from delivery next
                            where %s
                            order by due_at limit :most for update skip locked) next
                        where d.position = next.position
                        returning d.position""".formatted(CLAIMABLE), Long.class)
                .setParameter("most", most)
                .setParameter("lease", lease.toMillis())
                .getResultList();
        return positions.isEmpty() ? List.of() : whole(positions);
    }

    /// Whether anything waits to be claimed.
    public boolean isClaimable() {
        return getSession()
                .createNativeQuery(
                        "select exists (select from delivery next where %s)".formatted(CLAIMABLE), Boolean.class)
                .getSingleResult();
    }

    private List<Claimed> whole(Collection<Long> positions) {
        return getSession()
                .createQuery("""
                        select d, s, r, f, fr
                        from DeliveryEntity d
                        join SubscriptionEntity s on s.id = d.subscription
                        join ReportEntity r on r.about = d.about and r.number = d.number
                        join DeliveryEntity f on f.position = (
                            select e.position from DeliveryEntity e
                            where e.about = d.about and e.subscription = d.subscription
                            order by e.position limit 1)
                        left join ReportEntity fr on fr.about = f.about and fr.number = f.number
                        where d.position in :positions order by d.dueAt, d.position""", Whole.class)
                .setParameter("positions", positions)
                .getResultStream()
                .map(Whole::claimed)
                .toList();
    }

    /// Keeps what came of an attempt. An attempt that outlived its lease says nothing once another was begun.
    ///
    /// @param reason why it is to be tried again, or was given up; null otherwise
    public void settle(Due attempt, Delivery next, @Nullable String reason, Instant now) {
        switch (next) {
            case Due due -> settle(attempt, DeliveryState.DUE, Step.RETRYING, due.dueAt(), reason, now);
            case Delivered _ -> settle(attempt, DeliveryState.DELIVERED, Step.SENT, null, null, now);
            case GivenUp _ -> settle(attempt, DeliveryState.GIVEN_UP, Step.GIVEN_UP, null, reason, now);
            case Covered _ -> throw new IllegalArgumentException("no attempt ends in being covered");
        }
    }

    private void settle(
            Due attempt,
            DeliveryState state,
            Step step,
            @Nullable Instant nextAt,
            @Nullable String reason,
            Instant now) {
        getSession()
                .createNativeMutationQuery("""
                        with settled as (
                            update delivery set state = :state, leased_until = null, reason = :reason,
                                due_at = coalesce(:nextAt, due_at),
                                ended_at = case when :state <> 'due' then cast(:now as timestamptz) end
                            where id = :id and attempt = :attempt and state = 'due'
                            returning id)
                        insert into delivery_step (delivery, step, attempt, at, next_at, reason)
                        select id, :step, :attempt, :now, :nextAt, :reason from settled""")
                .setParameter("id", attempt.id())
                .setParameter("attempt", attempt.attempt())
                .setParameter("state", word(state))
                .setParameter("step", word(step))
                .setParameter("nextAt", nextAt, Instant.class)
                .setParameter("reason", reason, String.class)
                .setParameter("now", now)
                .executeUpdate();
    }

    /// Gives up what is due to subscribers who left meanwhile.
    public void giveUpForThoseWhoLeft(Instant now) {
        getSession().createNativeMutationQuery("""
                        with given_up as (
                            update delivery d set state = 'given-up', reason = 'the subscription ended', ended_at = :now
                            from subscription s
                            where d.state = 'due' and s.id = d.subscription and s.state <> 'confirmed'
                                and coalesce(d.leased_until, '-infinity') < now()
                            returning d.id, d.attempt, d.reason)
                        insert into delivery_step (delivery, step, attempt, at, reason)
                        select id, 'given-up', attempt, :now, reason from given_up""").setParameter("now", now).executeUpdate();
    }

    /// Puts a delivery that was given up at the foot of the ladder again.
    ///
    /// @return false when it is not one that was given up
    public boolean replay(String id, Instant now) {
        return getSession()
                        .createNativeMutationQuery("""
                        with replayed as (
                            update delivery d set state = 'due', rung = 0, due_at = now(), reason = null,
                                ended_at = null
                            from subscription s
                            where d.id = :id and d.state = 'given-up'
                                and s.id = d.subscription and s.state = 'confirmed'
                            returning d.id, d.attempt)
                        insert into delivery_step (delivery, step, attempt, at, next_at, reason)
                        select id, 'retrying', attempt, :now, :now, 'replayed by an operator' from replayed""")
                        .setParameter("id", id)
                        .setParameter("now", now)
                        .executeUpdate()
                == 1;
    }

    public Optional<DeliveryView> lookUp(String id) {
        return find("delivery", id).firstResultOptional().map(DeliveryEntity::view);
    }

    /// @param state null for all
    /// @param after the id of the last one seen, or null
    public List<DeliveryView> newestFirst(@Nullable DeliveryState state, @Nullable String after, int most) {
        var before = after == null ? Long.MAX_VALUE : position(after);
        var order = Sort.descending("position");
        var found = state == null
                ? find("position < ?1", order, before)
                : find("position < ?1 and state = ?2", order, before, state);
        return found.page(0, most).stream().map(DeliveryEntity::view).toList();
    }

    /// @return 0, which is before all others, when there is no such delivery
    private long position(String id) {
        return find("delivery", id)
                .firstResultOptional()
                .map(DeliveryEntity::position)
                .orElse(0L);
    }

    /// Queues a notice of an incident as it stands for each of the subscriptions.
    ///
    /// @return how many
    int queue(String incident, NoticeKind kind, List<String> subscriptions) {
        if (!subscriptions.isEmpty()) {
            getSession()
                    .createNativeMutationQuery("""
                        with queued as (
                            insert into delivery
                                (id, subscription, channel, kind, incident, episode, number, state, due_at, queued_at)
                            select delivery_id(i.id, i.episode, i.number, :kind, s.id),
                                s.id, s.channel, :kind, i.id, i.episode, i.number, 'due', now(), now()
                            from incident i, subscription s
                            where i.id = :incident and s.id = any (:subscriptions)
                            on conflict (id) do nothing
                            returning id)
                        insert into delivery_step (delivery, step, attempt, at)
                        select id, 'queued', 0, now() from queued""")
                    .setParameter("incident", incident)
                    .setParameter("kind", word(kind))
                    .setParameter("subscriptions", array(subscriptions))
                    .executeUpdate();
        }
        return subscriptions.size();
    }

    /// Of those whose incident is over: covers what still waits for whoever was not reached by the opening. What is
    /// being sent at this moment reaches them.
    ///
    /// @return those who were not reached, for whom one catch-up stands for all
    Set<String> coverMissed(String incident, List<String> closed) {
        if (closed.isEmpty()) {
            return Set.of();
        }
        var missed = getSession()
                .createNativeQuery("""
                        select d.subscription from delivery d join incident i on i.id = d.incident
                        where d.incident = :incident and d.episode = i.episode and d.kind = 'opening'
                            and d.subscription = any (:closed)
                            and (d.state = 'given-up'
                                 or d.state = 'due' and coalesce(d.leased_until, '-infinity') < now())
                        for update of d""", String.class)
                .setParameter("incident", incident)
                .setParameter("closed", array(closed))
                .getResultStream()
                .collect(Collectors.toUnmodifiableSet());
        getSession()
                .createNativeMutationQuery("""
                        with covered as (
                            update delivery d
                            set state = 'covered', ended_at = now(),
                                covered_by = delivery_id(i.id, i.episode, i.number, 'catch-up', d.subscription)
                            from incident i
                            where i.id = :incident and d.incident = i.id and d.episode = i.episode and d.state = 'due'
                                and d.subscription = any (:missed)
                            returning d.id, d.attempt, d.covered_by)
                        insert into delivery_step (delivery, step, attempt, at, covered_by)
                        select id, 'sent', attempt, now(), covered_by from covered""")
                .setParameter("incident", incident)
                .setParameter("missed", array(missed))
                .executeUpdate();
        return missed;
    }

    /// Queues a notice of planned work for each of the subscriptions. What still waits to be told of the same window
    /// is covered by it: it says how things are.
    public void queue(PlannedNotice notice, List<String> subscriptions) {
        with(notice, subscriptions, getSession().createNativeMutationQuery("""
                        with covered as (
                            update delivery d
                            set state = 'covered', ended_at = now(),
                                covered_by = delivery_id(:about, :episode, :fact, :stage, d.subscription)
                            where d.incident = :about and d.state = 'due' and d.subscription = any (:subscriptions)
                                and coalesce(d.leased_until, '-infinity') < now()
                            returning d.id, d.attempt, d.covered_by)
                        insert into delivery_step (delivery, step, attempt, at, covered_by)
                        select id, 'sent', attempt, now(), covered_by from covered""")).executeUpdate();
        with(notice, subscriptions, getSession().createNativeMutationQuery("""
                        with queued as (
                            insert into delivery (id, subscription, channel, kind, stage, incident, episode, number,
                                state, due_at, queued_at)
                            select delivery_id(:about, :episode, :fact, :stage, s.id), s.id, s.channel, :kind, :stage,
                                :about, :episode, :number, 'due', now(), now()
                            from subscription s where s.id = any (:subscriptions)
                            on conflict (id) do nothing
                            returning id)
                        insert into delivery_step (delivery, step, attempt, at)
                        select id, 'queued', 0, now() from queued"""))
                .setParameter("kind", word(notice.kind()))
                .setParameter("number", notice.number())
                .executeUpdate();
    }

    /// Learns how deliveries ended before the database was restored from a backup.
    ///
    /// @return those of which it did not know, whose subscriptions it has
    List<LostNotice> recover(List<LostNotice> lost) {
        var known = getSession()
                .createNativeQuery("""
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
                .setParameter("subscriptions", array(subscriptions));
    }

    private static String[] array(Collection<String> texts) {
        return texts.toArray(String[]::new);
    }
}

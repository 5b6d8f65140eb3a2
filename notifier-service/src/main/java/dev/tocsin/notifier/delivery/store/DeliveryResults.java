package dev.tocsin.notifier.delivery.store;

import static dev.tocsin.notifier.database.WordConverter.word;
import static dev.tocsin.notifier.delivery.store.DueRows.IS_DUE;

import dev.tocsin.notifier.database.Columns;
import dev.tocsin.notifier.delivery.Delivery;
import dev.tocsin.notifier.delivery.Delivery.Covered;
import dev.tocsin.notifier.delivery.Delivery.Delivered;
import dev.tocsin.notifier.delivery.Delivery.Due;
import dev.tocsin.notifier.delivery.Delivery.GivenUp;
import dev.tocsin.notifier.delivery.Lease;
import dev.tocsin.notifier.delivery.store.DeliveryStepEntity.DeliveryStep;
import dev.tocsin.notifier.subscription.SubscriptionEnded;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/// Keeps the results of attempts, and updates the deliveries that wait.
@ApplicationScoped
@Transactional
public class DeliveryResults {

    static final String SUBSCRIPTION_ENDED = "the subscription ended";

    private final Session session;
    private final MissedSubscribers missed;

    DeliveryResults(Session session, MissedSubscribers missed) {
        this.session = session;
        this.missed = missed;
    }

    /// The result of an attempt.
    ///
    /// @param reason why the delivery is to be tried again, or was given up; null otherwise
    /// @param missed whether the delivery was given up for a reason that operators may mend
    public record Attempted(
            Due attempt, Delivery next, @Nullable String reason, Instant at, boolean missed) {

        public Attempted(Due attempt, Delivery next, @Nullable String reason, Instant at) {
            this(attempt, next, reason, at, false);
        }
    }

    /// Keeps the results of attempts, all in one statement. The result of an attempt that outlived its lease is
    /// ignored once another attempt has begun, unless its receiver took the notice: then the delivery is delivered.
    public void settle(List<Attempted> attempts) {
        if (attempts.isEmpty()) {
            return;
        }
        var rows = attempts.stream().map(DeliveryResults::row).toList();
        session.createNativeMutationQuery("""
                        with ended as (
                            select id, attempt, state, step, reason, answer,
                                cast(next_at as timestamptz) as next_at, cast(at as timestamptz) as at
                            from unnest(:ids, :attempts, :states, :steps, :nextAts, :reasons, :answers, :ats)
                                as ended(id, attempt, state, step, next_at, reason, answer, at)),
                        settled as (
                            update delivery d
                            set state = e.state, leased_until = null, reason = e.reason,
                                due_at = coalesce(e.next_at, d.due_at), slow = d.slow or e.state = 'due',
                                ended_at = case when e.state <> 'due' then e.at end
                            from ended e
                            where d.id = e.id and (d.attempt = e.attempt or e.state = 'delivered') and %s
                            returning d.id, e.step, e.attempt, e.at, e.next_at, e.reason, e.answer)
                        insert into delivery_step (delivery, step, attempt, at, next_at, reason, answer)
                        select id, step, attempt, at, next_at, reason, answer from settled""".formatted(IS_DUE))
                .setParameter(
                        "ids", Columns.texts(attempts, each -> each.attempt().id()))
                .setParameter(
                        "attempts",
                        attempts.stream().map(each -> each.attempt().attempt()).toArray(Integer[]::new))
                .setParameter("states", Columns.texts(rows, row -> word(row.state())))
                .setParameter("steps", Columns.texts(rows, row -> word(row.step())))
                .setParameter("nextAts", Columns.texts(rows, row -> text(row.nextAt())))
                .setParameter("reasons", Columns.texts(attempts, Attempted::reason))
                .setParameter("answers", Columns.texts(rows, DeliveryRow::answer))
                .setParameter("ats", Columns.texts(attempts, each -> each.at().toString()))
                .executeUpdate();
        var repeated = attempts.stream()
                .filter(each -> each.next() instanceof Due || each.attempt().rung() > 1)
                .toList();
        if (!repeated.isEmpty()) {
            moveFollowers(repeated);
        }
        missed.note(
                ids(attempts, Attempted::missed),
                ids(attempts, each -> each.next() instanceof Delivered),
                attempts.getLast().at());
    }

    /// Deliveries that wait for one that is tried again later are due no sooner, so that no claim looks at them in
    /// vain; they are due at once when that one has ended.
    private void moveFollowers(List<Attempted> repeated) {
        session.createNativeMutationQuery("""
                        update delivery d
                        set due_at = case r.state when 'due' then greatest(d.due_at, r.due_at) else now() end
                        from delivery r cross join %s
                        where r.id = any (:ids) and d.position = due.position and %s and d.rung = 0""".formatted(DueRows.to("r.subscription", """
                                e.incident = r.incident and e.position > r.position and e.rung = 0 and not e.digest
                                    and e.due_at < cast(:held as timestamptz)
                                    and case r.state when 'due' then e.due_at < r.due_at else e.due_at > now() end"""), IS_DUE))
                .setParameter(
                        "ids", Columns.texts(repeated, each -> each.attempt().id()))
                .setParameter("held", Receivers.HELD.toString())
                .executeUpdate();
    }

    private static List<String> ids(List<Attempted> attempts, Predicate<Attempted> which) {
        return attempts.stream().filter(which).map(each -> each.attempt().id()).toList();
    }

    private static @Nullable String text(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }

    private record DeliveryRow(
            DeliveryState state,
            DeliveryStep step,
            @Nullable Instant nextAt,
            @Nullable String answer) {}

    private static DeliveryRow row(Attempted attempted) {
        return switch (attempted.next()) {
            case Due due -> new DeliveryRow(DeliveryState.DUE, DeliveryStep.RETRYING, due.dueAt(), null);
            case Delivered delivered ->
                new DeliveryRow(DeliveryState.DELIVERED, DeliveryStep.SENT, null, delivered.answer());
            case GivenUp _ -> new DeliveryRow(DeliveryState.GIVEN_UP, DeliveryStep.GIVEN_UP, null, null);
            case Covered _ -> throw new IllegalArgumentException("no attempt ends in being covered");
        };
    }

    /// Hands back claimed deliveries that were not tried, as if they had not been claimed. To hand one back twice does
    /// nothing, also if another instance has claimed it since.
    ///
    /// @param hang whether their receivers hang: the deliveries then wait for a while, in the slow lane
    public void handBack(List<Lease> untried, boolean hang) {
        session.createNativeMutationQuery("""
                        update delivery d
                        set attempt = d.attempt - 1, rung = d.rung - 1, leased_until = null, slow = d.slow or :hang,
                            due_at = case when :hang then now() + (5 + 25 * random()) * interval '1 s' else d.due_at end
                        from unnest(:ids, :attempts, :untils) as untried(id, attempt, until)
                        where d.id = untried.id and d.attempt = untried.attempt
                            and d.leased_until = cast(untried.until as timestamptz) and %s""".formatted(IS_DUE))
                .setParameter("ids", Columns.texts(untried, Lease::delivery))
                .setParameter("attempts", untried.stream().map(Lease::attempt).toArray(Integer[]::new))
                .setParameter(
                        "untils", Columns.texts(untried, lease -> lease.until().toString()))
                .setParameter("hang", hang)
                .executeUpdate();
    }

    /// Gives up the due deliveries to those of the subscribers who left. A delivery that is being sent now ends by
    /// itself, and is not claimed again.
    public void giveUpForThoseWhoLeft(Collection<String> subscriptions, Instant now) {
        session.createNativeMutationQuery("""
                        with given_up as (
                            update delivery d set state = 'given-up', reason = :reason, ended_at = :now
                            from subscription s cross join %s
                            where s.id = any (:subscriptions) and s.state not in ('confirmed', 'operator')
                                and d.position = due.position and %s
                                and coalesce(d.leased_until, '-infinity') < now()
                            returning d.id, d.attempt, d.reason)
                        insert into delivery_step (delivery, step, attempt, at, reason)
                        select id, 'given-up', attempt, :now, reason from given_up""".formatted(DueRows.to("s.id"), IS_DUE))
                .setParameter("subscriptions", Columns.texts(subscriptions))
                .setParameter("reason", SUBSCRIPTION_ENDED)
                .setParameter("now", now)
                .executeUpdate();
    }

    void giveUp(@Observes SubscriptionEnded ended) {
        session.flush();
        giveUpForThoseWhoLeft(List.of(ended.subscription()), ended.at());
    }
}

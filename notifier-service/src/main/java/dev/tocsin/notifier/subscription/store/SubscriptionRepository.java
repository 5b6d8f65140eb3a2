package dev.tocsin.notifier.subscription.store;

import dev.tocsin.contract.delivery.Channel;
import dev.tocsin.notifier.subscription.Asking.Next;
import dev.tocsin.notifier.subscription.SigningSecrets;
import dev.tocsin.notifier.subscription.Subscription;
import dev.tocsin.notifier.subscription.Subscription.State;
import dev.tocsin.notifier.subscription.SubscriptionEnded;
import dev.tocsin.notifier.subscription.alert.EndpointAlerts;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
@Transactional
public class SubscriptionRepository implements PanacheRepositoryBase<SubscriptionEntity, String> {

    /// One that is asked at this moment, by whoever holds the lease.
    ///
    /// @param asked how often, this time counted
    public record ToAsk(Subscription subscription, int asked) {}

    private static final Duration UNCONFIRMED_KEPT = Duration.ofDays(7);

    private final EndpointAlerts endpoints;
    private final Event<SubscriptionEnded> ended;
    private final Clock clock = Clock.systemUTC();

    SubscriptionRepository(EndpointAlerts endpoints, Event<SubscriptionEnded> ended) {
        this.endpoints = endpoints;
        this.ended = ended;
    }

    /// Keeps a pending subscription, to be asked at once; unless its address was asked `most` times within the last
    /// hour: then it stays unasked, and nobody is told why, because only the owner of the address may know.
    public void create(Subscription subscription, int most) {
        var now = subscription.createdAt();
        var lately = count(
                "lower(address) = lower(?1) and createdAt > ?2",
                subscription.address().text(),
                now.minus(Duration.ofHours(1)));
        persist(new SubscriptionEntity(subscription, lately < most ? now : null));
    }

    public Optional<Subscription> lookUp(String id) {
        return findByIdOptional(id).map(SubscriptionEntity::subscription);
    }

    /// @param after the id of the last one seen, or null
    public List<Subscription> oldestFirst(@Nullable String after, int most) {
        var order = Sort.by("createdAt").and("id");
        if (after == null) {
            return subscriptions(findAll(order).page(0, most).list());
        }
        var last = findById(after);
        return last == null
                ? List.of()
                : subscriptions(find("createdAt > ?1 or createdAt = ?1 and id > ?2", order, last.createdAt(), last.id())
                        .page(0, most)
                        .list());
    }

    private static List<Subscription> subscriptions(List<SubscriptionEntity> entities) {
        return entities.stream().map(SubscriptionEntity::subscription).toList();
    }

    /// Takes the next that wants to be asked, for as long as `lease`, by the database's clock.
    public Optional<ToAsk> takeToAsk(Duration lease) {
        return getSession()
                .createNativeQuery("""
                        update subscription s set asked = asked + 1, ask_at = now() + :lease * interval '1 ms'
                        from (select id from subscription where ask_at <= now() and state = 'pending'
                              order by ask_at limit 1 for update skip locked) next
                        where s.id = next.id returning s.*""", SubscriptionEntity.class)
                .setParameter("lease", lease.toMillis())
                .getResultStream()
                .map(taken -> new ToAsk(taken.subscription(), taken.asked()))
                .findFirst();
    }

    public boolean isAnyToAsk() {
        return count("state = ?1 and askAt <= instant", State.PENDING) > 0;
    }

    public void settle(String id, Next next, Instant now) {
        switch (next) {
            case Next.Confirm() -> confirm(id, now);
            case Next.Wait() -> ask(id, null, null);
            case Next.AskIn(var wait, var reason) -> ask(id, now.plus(wait), reason);
            case Next.Refuse(var reason) ->
                update(
                        "state = ?1, reason = ?2, askAt = null where id = ?3 and state = ?4",
                        State.REFUSED,
                        reason,
                        id,
                        State.PENDING);
        }
    }

    /// Where the mailbox has a confirmed subscription already, that one hears of what this one asked for too, and this
    /// one ends: a mailbox gets each notice once.
    ///
    /// @return false when it was not pending: confirmed before, or ended
    public boolean confirm(String id, Instant now) {
        var pending = findById(id, LockModeType.PESSIMISTIC_WRITE);
        if (pending == null || pending.subscription().state() != State.PENDING) {
            return false;
        }
        var other = confirmedOfSameMailbox(pending);
        if (other.isPresent()) {
            pending.join(other.get());
            return true;
        }
        return update(
                        "state = ?1, confirmedAt = ?2, askAt = null, reason = null where id = ?3 and state = ?4",
                        State.CONFIRMED,
                        now,
                        id,
                        State.PENDING)
                == 1;
    }

    /// Whether it is confirmed, or the one is to which it was joined.
    public boolean isHeard(String id) {
        return count("""
                        state = ?2 and (id = ?1
                            or id = (select s.joinedTo from SubscriptionEntity s where s.id = ?1))""", id, State.CONFIRMED) > 0;
    }

    /// Two that are confirmed at once wait for one another.
    private Optional<SubscriptionEntity> confirmedOfSameMailbox(SubscriptionEntity pending) {
        if (!pending.isMail()) {
            return Optional.empty();
        }
        getSession()
                .createNativeQuery(
                        "select true from pg_advisory_xact_lock(hashtextextended(lower(:address), 0))", Boolean.class)
                .setParameter("address", pending.address())
                .getSingleResult();
        return find(
                        "lower(address) = lower(?1) and channel = ?2 and state = ?3",
                        Sort.by("createdAt").and("id"),
                        pending.address(),
                        Channel.EMAIL,
                        State.CONFIRMED)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional();
    }

    /// Ends it, in whatever state it is; does nothing when it has ended before.
    public void leave(String id, String reason) {
        endpoints.ended(id);
        if (update("state = ?1, reason = ?2, askAt = null where id = ?3 and state <> ?1", State.LEFT, reason, id)
                == 1) {
            ended.fire(new SubscriptionEnded(id, clock.instant()));
        }
    }

    public void rotate(String id, SigningSecrets secrets) {
        var old = secrets.old();
        update(
                "secret = ?1, oldSecret = ?2, oldSecretUntil = ?3 where id = ?4",
                secrets.current().text(),
                old == null ? null : old.text(),
                secrets.oldUntil(),
                id);
    }

    /// Nobody's address is kept who did not want to hear.
    @Scheduled(every = "24h", delayed = "10m")
    void forgetUnconfirmed() {
        delete(
                "state in ?1 and createdAt < ?2",
                List.of(State.PENDING, State.REFUSED),
                clock.instant().minus(UNCONFIRMED_KEPT));
    }

    private void ask(String id, @Nullable Instant at, @Nullable String reason) {
        update("askAt = ?1, reason = ?2 where id = ?3 and state = ?4", at, reason, id, State.PENDING);
    }
}

package dev.tocsin.notifier.subscription.store;

import static dev.tocsin.notifier.database.WordConverter.word;

import dev.tocsin.contract.delivery.Channel;
import dev.tocsin.notifier.database.OneColumn;
import dev.tocsin.notifier.subscription.Address;
import dev.tocsin.notifier.subscription.Address.MailAddress;
import dev.tocsin.notifier.subscription.Address.OperatorAddress;
import dev.tocsin.notifier.subscription.Address.SecretAddress;
import dev.tocsin.notifier.subscription.Address.WebhookAddress;
import dev.tocsin.notifier.subscription.Asking.Next;
import dev.tocsin.notifier.subscription.Choices;
import dev.tocsin.notifier.subscription.MailAddresses;
import dev.tocsin.notifier.subscription.SigningSecrets;
import dev.tocsin.notifier.subscription.Subscription;
import dev.tocsin.notifier.subscription.Subscription.SubscriptionState;
import dev.tocsin.notifier.subscription.SubscriptionEnded;
import dev.tocsin.notifier.subscription.alert.EndpointAlerts;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
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

    /// A subscription that the holder of the lease is asking now.
    ///
    /// @param asked the number of questions so far, this one included
    public record ToAsk(Subscription subscription, int asked) {}

    private static final Duration HOUR = Duration.ofHours(1);
    static final String ALL_PEOPLE = "people";
    private static final List<SubscriptionState> STANDING =
            List.of(SubscriptionState.PENDING, SubscriptionState.CONFIRMED);

    private static final String SAME_MAILBOX = "lower(address) = lower(?1) and channel = ?2 and state = ?3";
    private static final String SAME_ADDRESS = SAME_MAILBOX + " and address = ?1";

    private static final String ANOTHER_SECRET =
            "this address has a subscription with another secret; change it with its"
                    + " manage token, or subscribe with its secret";

    private final QuestionLimits limits;
    private final ErasedAddresses erased;
    private final EndpointAlerts endpoints;
    private final Event<SubscriptionEnded> ended;
    private final Clock clock = Clock.systemUTC();

    SubscriptionRepository(
            QuestionLimits limits, ErasedAddresses erased, EndpointAlerts endpoints, Event<SubscriptionEnded> ended) {
        this.limits = limits;
        this.erased = erased;
        this.endpoints = endpoints;
        this.ended = ended;
    }

    /// Keeps a pending subscription, to be asked at once. If its mailbox or endpoint was asked `most` times within an
    /// hour, it stays unasked, and nobody learns why, because only the owner of the address may know.
    ///
    /// @param mostInAll the number of people who may be asked within an hour; endpoints do not count
    /// @return false when as many people were asked: nothing is kept
    public boolean create(Subscription subscription, int most, int mostInAll) {
        var mayAsk = limits.take(limited(subscription.address()), most, HOUR);
        if (mayAsk && subscription.channel() != Channel.WEBHOOK && !limits.take(ALL_PEOPLE, mostInAll, HOUR)) {
            return false;
        }
        persist(new SubscriptionEntity(subscription, mayAsk ? subscription.createdAt() : null));
        return true;
    }

    private static String limited(Address address) {
        return switch (address) {
            case MailAddress mail -> "mail:" + MailAddresses.mailbox(mail);
            case WebhookAddress webhook -> "webhook:" + webhook.text();
            case SecretAddress secret -> word(secret.channel()) + ":" + secret.text();
            case OperatorAddress operator -> "operator:" + operator.text();
        };
    }

    /// Marks the confirmed subscription of a mailbox to be asked once more: its owner gets a link to change
    /// it. Counts like a question whether it wants notices, also where there is no such subscription.
    public void askForLink(MailAddress address, int most, Instant now) {
        if (limits.take(limited(address), most, HOUR)) {
            update(
                    "askAt = ?1, asked = 0 where lower(address) = lower(?2) and channel = ?3 and state = ?4",
                    now,
                    address.text(),
                    Channel.EMAIL,
                    SubscriptionState.CONFIRMED);
        }
    }

    /// Operators' channels are not found: nobody owns them.
    public Optional<Subscription> lookUp(String id) {
        return find("id = ?1 and operator is null", id).firstResultOptional().map(SubscriptionEntity::subscription);
    }

    /// Whether it is, or was, a channel of operators.
    public boolean isOfOperators(String id) {
        return count("id = ?1 and operator is not null", id) > 0;
    }

    /// The subscription, or the one that it was joined to.
    public Optional<Subscription> standing(String id) {
        return findByIdOptional(id)
                .map(found -> found.joinedTo() == null ? found : findById(found.joinedTo()))
                .map(SubscriptionEntity::subscription);
    }

    /// @return the changed subscription; empty when it has ended
    public Optional<Subscription> change(String id, Choices choices) {
        var found = findById(id, LockModeType.PESSIMISTIC_WRITE);
        if (found == null) {
            return Optional.empty();
        }
        getSession().refresh(found); // the caller's transaction may have read it before it was locked
        if (!STANDING.contains(found.subscription().state())) {
            return Optional.empty();
        }
        found.choose(choices);
        return Optional.of(found.subscription());
    }

    /// @param after the id of the last one seen, or null
    public List<Subscription> oldestFirst(@Nullable String after, int most) {
        var order = Sort.by("createdAt").and("id");
        if (after == null) {
            return subscriptions(find("operator is null", order).page(0, most).list());
        }
        var last = findById(after);
        return last == null
                ? List.of()
                : subscriptions(find(
                                "operator is null and (createdAt > ?1 or createdAt = ?1 and id > ?2)",
                                order,
                                last.createdAt(),
                                last.id())
                        .page(0, most)
                        .list());
    }

    /// The confirmed subscriptions of the channels, by id.
    ///
    /// @param after the id of the last one seen, or empty
    public List<Subscription> confirmed(List<Channel> channels, String after, int most) {
        return subscriptions(find(
                        "state = ?1 and channel in ?2 and id > ?3",
                        Sort.by("id"),
                        SubscriptionState.CONFIRMED,
                        channels,
                        after)
                .page(0, most)
                .list());
    }

    private static List<Subscription> subscriptions(List<SubscriptionEntity> entities) {
        return entities.stream().map(SubscriptionEntity::subscription).toList();
    }

    /// Takes the next subscription to ask, or to send a link to, for as long as `lease`, by the database's clock.
    public Optional<ToAsk> takeToAsk(Duration lease) {
        return getSession()
                .createNativeQuery("""
                        update subscription s set asked = asked + 1, ask_at = now() + :lease * interval '1 ms'
                        from (select id from subscription where ask_at <= now() and state in ('pending', 'confirmed')
                              order by ask_at limit 1 for update skip locked) next
                        where s.id = next.id returning s.*""", SubscriptionEntity.class)
                .setParameter("lease", lease.toMillis())
                .getResultStream()
                .map(taken -> new ToAsk(taken.subscription(), taken.asked()))
                .findFirst();
    }

    public boolean isAnyToAsk() {
        return count("state in ?1 and askAt <= instant", STANDING) > 0;
    }

    public void settle(String id, Next next, Instant now) {
        switch (next) {
            case Next.Confirm() -> confirm(id, now);
            case Next.Wait() -> ask(id, null, null);
            case Next.AskIn(var wait, var reason) -> ask(id, now.plus(wait), reason);
            case Next.Refuse(var reason) -> refuse(id, reason);
        }
    }

    /// Confirms a subscription. If its address has a confirmed one already, that one gets the choices of this one, and
    /// this one ends: an address gets each notice once.
    ///
    /// @return false when the subscription was not pending: confirmed before, or ended
    public boolean confirm(String id, Instant now) {
        var pending = findById(id, LockModeType.PESSIMISTIC_WRITE);
        if (pending == null || pending.subscription().state() != SubscriptionState.PENDING) {
            return false;
        }
        var standing = standingFor(pending);
        if (standing.isEmpty()) {
            return update(
                            "state = ?1, confirmedAt = ?2, askAt = null, reason = null where id = ?3 and state = ?4",
                            SubscriptionState.CONFIRMED,
                            now,
                            id,
                            SubscriptionState.PENDING)
                    == 1;
        }
        if (pending.mayChange(standing.get())) {
            pending.join(standing.get(), now);
        } else {
            refuse(id, ANOTHER_SECRET);
        }
        return true;
    }

    private void refuse(String id, String reason) {
        update(
                "state = ?1, reason = ?2, askAt = null where id = ?3 and state = ?4",
                SubscriptionState.REFUSED,
                reason,
                id,
                SubscriptionState.PENDING);
        update("askAt = null where id = ?1 and state = ?2", id, SubscriptionState.CONFIRMED);
    }

    /// Whether the subscription is confirmed, or the one that it was joined to.
    public boolean isHeard(String id) {
        return count("""
                        state = ?2 and (id = ?1
                            or id = (select s.joinedTo from SubscriptionEntity s where s.id = ?1))""", id, SubscriptionState.CONFIRMED) > 0;
    }

    /// The confirmed subscription of the same address and channel. Two confirmations at the same time wait for one
    /// another.
    private Optional<SubscriptionEntity> standingFor(SubscriptionEntity pending) {
        OneColumn.query(
                        getSession(),
                        "select true from pg_advisory_xact_lock(hashtextextended(lower(:address), 0))",
                        Boolean.class)
                .setParameter("address", pending.address())
                .getSingleResult();
        return find(
                        pending.channel() == Channel.EMAIL ? SAME_MAILBOX : SAME_ADDRESS,
                        Sort.by("createdAt").and("id"),
                        pending.address(),
                        pending.channel(),
                        SubscriptionState.CONFIRMED)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional();
    }

    /// Ends the subscription in any state; does nothing when it has ended before, and for operators' channels, which
    /// only the catalog ends. Its address is kept for some time, for the questions that its owner may have.
    public void leave(String id, String reason) {
        var now = clock.instant();
        endpoints.ended(id);
        if (update(
                        "state = ?1, reason = ?2, askAt = null, leftAt = ?4 where id = ?3 and state <> ?1 and operator is null",
                        SubscriptionState.LEFT,
                        reason,
                        id,
                        now)
                == 1) {
            ended.fire(new SubscriptionEnded(id, now));
        }
    }

    /// Ends the subscription and erases its address at once, also in ended subscriptions that were joined to it.
    public void leaveAndErase(String id, String reason) {
        leave(id, reason);
        erase("(id = :what or joined_to = :what) and operator is null", id, Integer.MAX_VALUE);
    }

    /// Erases the addresses of subscribers who left before `leftBefore`.
    ///
    /// @return the number of addresses that were erased
    public int eraseAddresses(Instant leftBefore, int most) {
        return erase("left_at < cast(:what as timestamptz) and operator is null", leftBefore.toString(), most);
    }

    /// @return the number of addresses that were erased
    private int erase(String which, String what, int most) {
        getSession().flush();
        getSession().clear();
        var found = getSession()
                .createNativeQuery("""
                        select id, address from subscription
                        where (%s) and state = 'left' and erased_at is null
                        order by id limit :most for update""".formatted(which), Addressed.class)
                .setParameter("what", what)
                .setParameter("most", most)
                .getResultList();
        getSession()
                .createNativeMutationQuery("""
                        update subscription s
                        set address = e.address, erased_at = now(), old_secret = null, headers = null,
                            secret = case when s.secret is not null then 'erased' end
                        from unnest(:ids, :addresses) as e(id, address) where s.id = e.id""")
                .setParameter("ids", found.stream().map(Addressed::id).toArray(String[]::new))
                .setParameter(
                        "addresses",
                        found.stream().map(each -> erased.of(each.address())).toArray(String[]::new))
                .executeUpdate();
        return found.size();
    }

    private record Addressed(String id, String address) {}

    public void rotate(String id, SigningSecrets secrets) {
        var old = secrets.old();
        update(
                "secret = ?1, oldSecret = ?2, oldSecretUntil = ?3 where id = ?4",
                secrets.current().text(),
                old == null ? null : old.text(),
                secrets.oldUntil(),
                id);
    }

    private void ask(String id, @Nullable Instant at, @Nullable String reason) {
        update("askAt = ?1 where id = ?2 and state in ?3", at, id, STANDING);
        update("reason = ?1 where id = ?2 and state = ?3", reason, id, SubscriptionState.PENDING);
    }
}

package dev.tocsin.notifier.subscription.store;

import dev.tocsin.notifier.subscription.Address;
import dev.tocsin.notifier.subscription.Address.MailAddress;
import dev.tocsin.notifier.subscription.Address.WebhookAddress;
import dev.tocsin.notifier.subscription.Asking.Next;
import dev.tocsin.notifier.subscription.SigningSecrets;
import dev.tocsin.notifier.subscription.Subscription;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
public class SubscriptionStore {

    /// One that is asked at this moment, by whoever holds the lease.
    ///
    /// @param asked how often, this time counted
    public record ToAsk(Subscription subscription, int asked) {}

    private final Jdbi jdbi;

    SubscriptionStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// Keeps a pending subscription, to be asked at once; unless its address was asked `most` times within the last
    /// hour: then it stays unasked, and nobody is told why, because only the owner of the address may know.
    public void create(Subscription subscription, int most) {
        var address = subscription.address();
        var scope = subscription.scope();
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into subscription (id, channel, state, address, regions, components, least_severity,
                            secret, created_at, ask_at)
                        select :id, :channel, 'pending', :address, :regions, :components, :leastSeverity::severity,
                            :secret, :now, case when count(*) < :most then now() end
                        from subscription
                        where lower(address) = lower(:address) and created_at > :since""")
                .bind("id", subscription.id())
                .bind("channel", name(address.channel()))
                .bind("address", address.text())
                .bindArray("regions", String.class, scope.regions())
                .bindArray("components", String.class, scope.components())
                .bind("leastSeverity", name(scope.leastSeverity()))
                .bind("secret", secret(address))
                .bind("most", most)
                .bind("now", subscription.createdAt())
                .bind("since", subscription.createdAt().minus(Duration.ofHours(1)))
                .execute());
    }

    public Optional<Subscription> find(String id) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from subscription where id = :id")
                .bind("id", id)
                .map((row, _) -> SubscriptionRow.read(row))
                .findOne());
    }

    /// Oldest first.
    ///
    /// @param after the id of the last one seen, or null
    public List<Subscription> list(@Nullable String after, int most) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select * from subscription
                        where :after is null or (created_at, id) >
                            (select created_at, id from subscription where id = :after)
                        order by created_at, id limit :most""")
                .bind("after", after)
                .bind("most", most)
                .map((row, _) -> SubscriptionRow.read(row))
                .list());
    }

    /// Takes the next that wants to be asked, for as long as `lease`.
    public Optional<ToAsk> takeToAsk(Duration lease) {
        return jdbi.inTransaction(handle -> handle.createQuery("""
                        update subscription s set asked = asked + 1, ask_at = now() + :lease * interval '1 ms'
                        from (select id from subscription where ask_at <= now() and state = 'pending'
                              order by ask_at limit 1 for update skip locked) due
                        where s.id = due.id returning s.*""")
                .bind("lease", lease.toMillis())
                .map((row, _) -> new ToAsk(SubscriptionRow.read(row), row.getInt("asked")))
                .findOne());
    }

    public void settle(String id, Next next, Instant now) {
        switch (next) {
            case Next.Confirm() -> confirm(id, now);
            case Next.Wait() -> ask(id, null, null);
            case Next.AskIn(var wait, var reason) -> ask(id, wait, reason);
            case Next.Refuse(var reason) -> become(id, "pending", "refused", reason);
        }
    }

    /// @return false when it was not pending: confirmed before, or ended
    public boolean confirm(String id, Instant now) {
        return jdbi.withHandle(handle ->
                handle.createUpdate("""
                                update subscription
                                set state = 'confirmed', confirmed_at = :now, ask_at = null, reason = null
                                where id = :id and state = 'pending'""").bind("id", id).bind("now", now).execute() == 1);
    }

    /// Ends it, in whatever state it is; does nothing when it has ended before.
    public void leave(String id, String reason) {
        become(id, "%", "left", reason);
    }

    public void rotate(String id, SigningSecrets secrets) {
        var old = secrets.old();
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update subscription set secret = :secret, old_secret = :old, old_secret_until = :until
                        where id = :id""")
                .bind("id", id)
                .bind("secret", secrets.current().text())
                .bind("old", old == null ? null : old.text())
                .bind("until", secrets.oldUntil())
                .execute());
    }

    /// Nobody's address is kept who did not want to hear.
    @Scheduled(every = "24h", delayed = "10m")
    void forgetUnconfirmed() {
        jdbi.useHandle(handle -> handle.execute("""
                delete from subscription
                where state in ('pending', 'refused') and created_at < now() - interval '7 days'"""));
    }

    private void ask(String id, @Nullable Duration wait, @Nullable String reason) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update subscription set ask_at = now() + :wait * interval '1 ms', reason = :reason
                        where id = :id and state = 'pending'""")
                .bind("id", id)
                .bind("wait", wait == null ? null : wait.toMillis())
                .bind("reason", reason)
                .execute());
    }

    private void become(String id, String from, String state, String reason) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update subscription set state = :state, reason = :reason, ask_at = null
                        where id = :id and state like :from and state <> :state""")
                .bind("id", id)
                .bind("from", from)
                .bind("state", state)
                .bind("reason", reason)
                .execute());
    }

    private static @Nullable String secret(Address address) {
        return switch (address) {
            case MailAddress _ -> null;
            case WebhookAddress webhook -> webhook.secrets().current().text();
        };
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}

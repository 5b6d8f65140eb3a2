package dev.tocsin.notifier.subscription.store;

import dev.tocsin.notifier.subscription.ConfirmationCode;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;

@ApplicationScoped
@Transactional
public class ConfirmationCodeRepository implements PanacheRepositoryBase<ConfirmationCodeEntity, String> {

    /// The result of a code that was typed in.
    public enum Redeemed {
        CONFIRMED,
        WRONG,
        /// The code has expired or was tried too often, or there never was one.
        USED_UP
    }

    private final SubscriptionRepository subscriptions;
    private final SecureRandom random = new SecureRandom();
    private final Clock clock = Clock.systemUTC();

    ConfirmationCodeRepository(SubscriptionRepository subscriptions) {
        this.subscriptions = subscriptions;
    }

    /// Issues a code, which replaces the one before.
    public ConfirmationCode issue(String subscription, Instant now) {
        var code = ConfirmationCode.random(random);
        getSession()
                .createNativeMutationQuery("""
                        insert into confirmation_code (subscription, hash, expires_at)
                        values (:subscription, :hash, :expiresAt)
                        on conflict (subscription) do update
                            set hash = excluded.hash, expires_at = excluded.expires_at, attempts = 0""")
                .setParameter("subscription", subscription)
                .setParameter("hash", code.hash(subscription))
                .setParameter("expiresAt", now.plus(ConfirmationCode.LIFE))
                .executeUpdate();
        return code;
    }

    /// Codes that are typed in at the same time wait for one another, so that each counts.
    public Redeemed redeem(String subscription, ConfirmationCode typed, Instant now) {
        var issued = findById(subscription, LockModeType.PESSIMISTIC_WRITE);
        if (issued == null || !issued.mayBeTried(now)) {
            return Redeemed.USED_UP;
        }
        if (!issued.isRight(typed)) {
            return issued.mayBeTried(now) ? Redeemed.WRONG : Redeemed.USED_UP;
        }
        delete(issued);
        return subscriptions.confirm(subscription, now) ? Redeemed.CONFIRMED : Redeemed.USED_UP;
    }

    @Scheduled(every = "1h", delayed = "10m")
    void forgetExpired() {
        delete("expiresAt < ?1", clock.instant());
    }
}

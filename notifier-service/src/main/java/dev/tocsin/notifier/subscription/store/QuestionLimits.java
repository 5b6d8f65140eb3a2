package dev.tocsin.notifier.subscription.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;

/// Limits how often somebody is asked something. One statement counts and decides, so that requests at the same time,
/// and of several instances, keep to the limit together.
@ApplicationScoped
@Transactional
class QuestionLimits implements PanacheRepositoryBase<QuestionLimitEntity, String> {

    private static final Duration KEPT = Duration.ofDays(1);

    /// @param who names the party that is asked; only a hash of it is kept
    /// @param window the time from the first question on, within which there may be `most`
    /// @return whether there may be one more, which is then counted
    boolean take(String who, int most, Duration window) {
        return most > 0
                && getSession()
                                .createNativeMutationQuery("""
                        insert into question_limit as l (who, since, asked) values (:who, now(), 1)
                        on conflict (who) do update set
                            since = case when l.since <= now() - :window * interval '1 ms' then now() else l.since end,
                            asked = case when l.since <= now() - :window * interval '1 ms' then 1 else l.asked + 1 end
                        where l.since <= now() - :window * interval '1 ms' or l.asked < :most""")
                                .setParameter("who", hash(who))
                                .setParameter("window", window.toMillis())
                                .setParameter("most", most)
                                .executeUpdate()
                        == 1;
    }

    @Scheduled(every = "24h", delayed = "10m")
    void forgetOld() {
        delete("since < ?1", Instant.now().minus(KEPT));
    }

    private static String hash(String who) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(who.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

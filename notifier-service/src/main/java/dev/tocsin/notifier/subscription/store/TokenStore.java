package dev.tocsin.notifier.subscription.store;

import dev.tocsin.notifier.subscription.Token;
import dev.tocsin.notifier.subscription.Token.Purpose;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

@ApplicationScoped
public class TokenStore {

    private final Jdbi jdbi;
    private final SecureRandom random = new SecureRandom();

    TokenStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    public Token issue(String subscription, Purpose purpose, Instant now) {
        var token = Token.random(random);
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into token (hash, subscription, purpose, expires_at)
                        values (:hash, :subscription, :purpose, :expiresAt)""")
                .bind("hash", token.hash())
                .bind("subscription", subscription)
                .bind("purpose", purpose.name().toLowerCase(Locale.ROOT))
                .bind("expiresAt", now.plus(purpose.life()))
                .execute());
        return token;
    }

    /// The id of the subscription for which the token was issued; empty when it was not, or has expired.
    public Optional<String> subscription(Token token, Purpose purpose, Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select subscription from token
                        where hash = :hash and purpose = :purpose and expires_at > :now""")
                .bind("hash", token.hash())
                .bind("purpose", purpose.name().toLowerCase(Locale.ROOT))
                .bind("now", now)
                .mapTo(String.class)
                .findOne());
    }

    @Scheduled(every = "24h", delayed = "10m")
    void forgetExpired() {
        jdbi.useHandle(handle -> handle.execute("delete from token where expires_at < now()"));
    }
}

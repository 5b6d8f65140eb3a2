package dev.tocsin.notifier.subscription.store;

import dev.tocsin.notifier.subscription.Token;
import dev.tocsin.notifier.subscription.Token.Purpose;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

@ApplicationScoped
@Transactional
public class TokenRepository implements PanacheRepositoryBase<TokenEntity, byte[]> {

    private final SecureRandom random = new SecureRandom();
    private final Clock clock = Clock.systemUTC();

    public Token issue(String subscription, Purpose purpose, Instant now) {
        var token = Token.random(random);
        persist(new TokenEntity(token, subscription, purpose, now.plus(purpose.life())));
        return token;
    }

    /// The id of the subscription for which the token was issued; empty when it was not, or has expired.
    public Optional<String> subscription(Token token, Purpose purpose, Instant now) {
        return find("hash = ?1 and purpose = ?2 and expiresAt > ?3", token.hash(), purpose, now)
                .firstResultOptional()
                .map(TokenEntity::subscription);
    }

    @Scheduled(every = "24h", delayed = "10m")
    void forgetExpired() {
        delete("expiresAt < ?1", clock.instant());
    }
}

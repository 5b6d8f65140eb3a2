package dev.tocsin.notifier.subscription.store;

import dev.tocsin.notifier.subscription.Token;
import dev.tocsin.notifier.subscription.Token.Purpose;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;

@ApplicationScoped
@Transactional
public class TokenRepository implements PanacheRepositoryBase<TokenEntity, byte[]> {

    private final TokenKeys keys;
    private final SecureRandom random = new SecureRandom();

    TokenRepository(TokenKeys keys) {
        this.keys = keys;
    }

    /// A derived token costs the database nothing.
    public Token issue(String subscription, Purpose purpose, Instant now) {
        return purpose.life()
                .map(life -> keep(subscription, purpose, now.plus(life)))
                .orElseGet(() -> keys.token(subscription, purpose));
    }

    private Token keep(String subscription, Purpose purpose, Instant expiresAt) {
        var token = Token.random(random);
        persist(new TokenEntity(token, subscription, purpose, expiresAt));
        return token;
    }

    /// The id of the subscription for which the token was issued; empty when it was not issued, or has expired. An
    /// older release kept each token, so that links in its mails are found as rows.
    public Optional<String> subscription(Token token, Purpose purpose, Instant now) {
        return keys.subscription(token, purpose)
                .or(() -> find("hash = ?1 and purpose = ?2 and expiresAt > ?3", token.hash(), purpose, now)
                        .firstResultOptional()
                        .map(TokenEntity::subscription));
    }
}

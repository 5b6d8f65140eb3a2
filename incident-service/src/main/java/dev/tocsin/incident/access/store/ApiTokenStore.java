package dev.tocsin.incident.access.store;

import dev.tocsin.contract.access.AccessTokenEvent;
import dev.tocsin.incident.access.ApiToken;
import dev.tocsin.incident.access.RandomSecret;
import dev.tocsin.support.access.AccessTokens;
import dev.tocsin.support.access.SecretHash;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Tokens of programs; the secrets themselves are nowhere.
@ApplicationScoped
public class ApiTokenStore {

    private final ApiTokenRepository tokens;
    private final Clock clock;

    ApiTokenStore(ApiTokenRepository tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    /// Those that are not revoked, by name.
    @Transactional
    public List<ApiToken> standing() {
        return tokens.standing().stream().map(ApiTokenEntity::token).toList();
    }

    /// Each token that was ever added, as the event that is its state.
    @Transactional
    public List<AccessTokenEvent> events() {
        return tokens.streamAll().map(ApiTokenEntity::event).toList();
    }

    /// @return the secret; none if the name is taken
    @Transactional
    public Optional<String> add(ApiToken token) {
        if (tokens.isTaken(token.name())) {
            return Optional.empty();
        }
        var secret = AccessTokens.PREFIX + RandomSecret.next();
        tokens.persist(new ApiTokenEntity(token, SecretHash.of(secret)));
        return Optional.of(secret);
    }

    /// @return the name of the token; none if there is no such token, or it was revoked before
    @Transactional
    public Optional<String> revoke(UUID id) {
        var token = tokens.findByIdOptional(id).filter(found -> found.revokedAt == null);
        token.ifPresent(found -> found.revokedAt = clock.instant());
        return token.map(found -> found.name);
    }
}

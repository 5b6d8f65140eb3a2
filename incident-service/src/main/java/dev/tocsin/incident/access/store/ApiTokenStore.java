package dev.tocsin.incident.access.store;

import static java.util.stream.Collectors.toMap;

import dev.tocsin.incident.access.ApiToken;
import dev.tocsin.incident.access.RandomSecret;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Map;
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

    /// Those that are not revoked, by the hash of their secret.
    @Transactional
    public Map<String, ApiToken> byHash() {
        return tokens.standing().stream().collect(toMap(token -> token.secretHash, ApiTokenEntity::token));
    }

    /// @return the secret; none if the name is taken
    @Transactional
    public Optional<String> add(ApiToken token) {
        if (tokens.isTaken(token.name())) {
            return Optional.empty();
        }
        var secret = ApiToken.PREFIX + RandomSecret.next();
        tokens.persist(new ApiTokenEntity(token, RandomSecret.hash(secret)));
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

package dev.tocsin.support.access;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.tocsin.contract.access.AccessTokenEvent;
import dev.tocsin.contract.access.AccessTokenEvent.TokenIssued;
import dev.tocsin.contract.access.AccessTokenEvent.TokenRevoked;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The tokens of programs, as their events say.
///
/// A revocation is for good, whichever event of the token comes after it. So instances may publish in any order.
///
/// One thread applies events; any thread may ask for a holder.
public final class AccessTokens {

    /// The beginning of every secret, so that people and programs recognise one that leaked.
    public static final String PREFIX = "tocsin_";

    private final Map<String, AccessTokenEvent> latest = new HashMap<>();
    private final Set<String> revoked = new HashSet<>();
    private final Map<String, TokenIssued> byHash = new ConcurrentHashMap<>();

    public static AccessTokens of(Collection<? extends AccessTokenEvent> events) {
        var tokens = new AccessTokens();
        events.forEach(tokens::apply);
        return tokens;
    }

    public void apply(AccessTokenEvent event) {
        var before = latest.put(event.id(), event);
        if (event.equals(before)) {
            return;
        }
        forget(before);
        switch (event) {
            case TokenRevoked _ -> revoked.add(event.id());
            case TokenIssued issued -> {
                if (!isRevoked(issued.id())) {
                    byHash.put(issued.secretHash(), issued);
                }
            }
        }
    }

    /// The latest record of this key holds no event that can be read.
    public void gone(String id) {
        forget(latest.remove(id));
    }

    private void forget(@Nullable AccessTokenEvent event) {
        if (event instanceof TokenIssued issued) {
            byHash.remove(issued.secretHash(), issued);
        }
    }

    /// The latest event of each token, by the token's id.
    public Map<String, AccessTokenEvent> latest() {
        return Map.copyOf(latest);
    }

    public boolean isRevoked(String id) {
        return revoked.contains(id);
    }

    /// The holder of this secret; empty when it is not known, was revoked or has expired.
    public Optional<TokenHolder> holder(String secret, Instant now) {
        return secret.startsWith(PREFIX)
                ? Optional.ofNullable(byHash.get(SecretHash.of(secret)))
                        .filter(token -> isValid(token.expiresAt(), now))
                        .map(AccessTokens::holder)
                : Optional.empty();
    }

    private static boolean isValid(@Nullable Instant expiresAt, Instant now) {
        return expiresAt == null || expiresAt.isAfter(now);
    }

    private static TokenHolder holder(TokenIssued token) {
        return new TokenHolder(
                "token/" + token.name(),
                token.permissions().stream().filter(Permissions.ALL::contains).collect(toUnmodifiableSet()));
    }
}

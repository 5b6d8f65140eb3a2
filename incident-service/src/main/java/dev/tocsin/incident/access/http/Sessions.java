package dev.tocsin.incident.access.http;

import dev.tocsin.incident.access.RandomSecret;
import dev.tocsin.incident.access.SignedIn;
import dev.tocsin.incident.access.store.SessionStore;
import dev.tocsin.support.access.OperatorToken;
import dev.tocsin.support.access.Role;
import dev.tocsin.support.access.SecretHash;
import dev.tocsin.support.kafka.Unavailability;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Sessions as the database knows them; while it is away, as they were last seen.
///
/// So a dashboard stays open while the database fails, and an operator can still sign in with the operator token, to a
/// session that this instance alone knows.
@ApplicationScoped
public class Sessions {

    /// The name of the identity's attribute that holds the session's secret.
    public static final String SECRET = "session";

    private static final int MOST_REMEMBERED = 1_000;

    /// After a failure, sessions that are remembered are not looked up for this time: a silent database takes long to
    /// fail.
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final SessionStore store;
    private final Clock clock;
    private final Duration lasting;
    private volatile Instant awayUntil = Instant.EPOCH;
    private final Map<String, SignedIn> remembered = Collections.synchronizedMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, SignedIn> eldest) {
            return size() > MOST_REMEMBERED;
        }
    });

    Sessions(
            SessionStore store,
            Clock clock,
            @ConfigProperty(name = "quarkus.http.auth.form.timeout") Duration lasting) {
        this.store = store;
        this.clock = clock;
        this.lasting = lasting;
    }

    /// @return the secret for the session's cookie
    String start(String account) {
        var secret = RandomSecret.next();
        var endsAt = clock.instant().plus(lasting);
        try {
            store.start(secret, account, endsAt);
        } catch (RuntimeException e) {
            failed(e);
            if (!OperatorToken.USER.equals(account)) {
                throw e;
            }
            remembered.put(SecretHash.of(secret), new SignedIn(account, Role.ADMIN, false, endsAt));
        }
        return secret;
    }

    Optional<SignedIn> owner(String secret) {
        var hash = SecretHash.of(secret);
        var known = remembered(hash);
        if (known.isPresent() && clock.instant().isBefore(awayUntil)) {
            return known;
        }
        try {
            var owner = store.owner(secret);
            owner.ifPresentOrElse(found -> remembered.put(hash, found), () -> remembered.remove(hash));
            return owner;
        } catch (RuntimeException e) {
            failed(e);
            if (known.isEmpty()) {
                throw e;
            }
            return known;
        }
    }

    private Optional<SignedIn> remembered(String hash) {
        return Optional.ofNullable(remembered.get(hash))
                .filter(known -> known.endsAt().isAfter(clock.instant()));
    }

    private void failed(RuntimeException failure) {
        if (!Unavailability.causes(failure)) {
            throw failure;
        }
        awayUntil = clock.instant().plus(PAUSE);
    }

    /// Fails while the database is away, for other instances would not know of it.
    public void end(String secret) {
        remembered.remove(SecretHash.of(secret));
        store.end(secret);
    }
}

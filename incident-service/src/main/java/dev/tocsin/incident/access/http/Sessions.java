package dev.tocsin.incident.access.http;

import dev.tocsin.incident.access.CustomerScope;
import dev.tocsin.incident.access.RandomSecret;
import dev.tocsin.incident.access.SignedIn;
import dev.tocsin.incident.access.store.SessionStore;
import dev.tocsin.incident.postgres.DatabaseGuard;
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

    private final SessionStore store;
    private final DatabaseGuard database;
    private final Clock clock;
    private final Duration lasting;
    private final Map<String, SignedIn> remembered = Collections.synchronizedMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, SignedIn> eldest) {
            return size() > MOST_REMEMBERED;
        }
    });

    Sessions(
            SessionStore store,
            DatabaseGuard database,
            Clock clock,
            @ConfigProperty(name = "quarkus.http.auth.form.timeout") Duration lasting) {
        this.store = store;
        this.database = database;
        this.clock = clock;
        this.lasting = lasting;
    }

    /// @return the secret for the session's cookie
    String start(String account) {
        var secret = RandomSecret.next();
        var endsAt = clock.instant().plus(lasting);
        if (OperatorToken.USER.equals(account)) {
            startOfOperator(secret, endsAt);
        } else {
            store.start(secret, account, endsAt);
        }
        return secret;
    }

    private void startOfOperator(String secret, Instant endsAt) {
        try {
            database.run(() -> store.start(secret, OperatorToken.USER, endsAt));
        } catch (RuntimeException e) {
            if (!Unavailability.causes(e)) {
                throw e;
            }
            remembered.put(
                    SecretHash.of(secret),
                    new SignedIn(OperatorToken.USER, Role.ADMIN, false, CustomerScope.NOTHING, endsAt));
        }
    }

    Optional<SignedIn> owner(String secret) {
        var hash = SecretHash.of(secret);
        var known = remembered(hash);
        var owner =
                known.isPresent() ? database.asEmpty(() -> store.owner(secret)).orElse(known) : store.owner(secret);
        owner.ifPresentOrElse(found -> remembered.put(hash, found), () -> remembered.remove(hash));
        return owner;
    }

    private Optional<SignedIn> remembered(String hash) {
        return Optional.ofNullable(remembered.get(hash))
                .filter(known -> known.endsAt().isAfter(clock.instant()));
    }

    /// Fails while the database is away, for other instances would not know of it.
    public void end(String secret) {
        remembered.remove(SecretHash.of(secret));
        store.end(secret);
    }
}

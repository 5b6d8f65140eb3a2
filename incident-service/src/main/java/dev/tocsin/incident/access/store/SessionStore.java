package dev.tocsin.incident.access.store;

import dev.tocsin.incident.access.CustomerScope;
import dev.tocsin.incident.access.SignedIn;
import dev.tocsin.support.access.OperatorToken;
import dev.tocsin.support.access.Role;
import dev.tocsin.support.access.SecretHash;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/// Sessions, which every instance of the service sees, and which end in all of them at once.
@ApplicationScoped
public class SessionStore {

    private final SessionRepository sessions;
    private final AccountRepository accounts;
    private final Clock clock;

    SessionStore(SessionRepository sessions, AccountRepository accounts, Clock clock) {
        this.sessions = sessions;
        this.accounts = accounts;
        this.clock = clock;
    }

    @Transactional
    public void start(String secret, String account, Instant endsAt) {
        sessions.persist(new SessionEntity(SecretHash.of(secret), account, clock.instant(), endsAt));
    }

    /// The owner of the session; empty when the session has ended.
    @Transactional
    public Optional<SignedIn> owner(String secret) {
        return sessions.findByIdOptional(SecretHash.of(secret))
                .filter(session -> session.endsAt.isAfter(clock.instant()))
                .flatMap(this::owner);
    }

    private Optional<SignedIn> owner(SessionEntity session) {
        return OperatorToken.USER.equals(session.account)
                ? Optional.of(new SignedIn(session.account, Role.ADMIN, false, CustomerScope.NOTHING, session.endsAt))
                : accounts.findByIdOptional(session.account)
                        .map(AccountEntity::account)
                        .map(account -> new SignedIn(
                                account.name(),
                                account.role(),
                                account.firstPassword(),
                                account.scope(),
                                session.endsAt));
    }

    @Transactional
    public void end(String secret) {
        var _ = sessions.deleteById(SecretHash.of(secret));
    }

    @Transactional
    public void endAllOf(String account) {
        sessions.endAllOf(account);
    }

    @Scheduled(every = "1h", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @Transactional
    void removeEnded() {
        sessions.removeEnded(clock.instant());
    }
}

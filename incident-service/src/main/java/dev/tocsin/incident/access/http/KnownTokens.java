package dev.tocsin.incident.access.http;

import dev.tocsin.incident.access.store.ApiTokenStore;
import dev.tocsin.incident.postgres.WhenClosing;
import dev.tocsin.support.access.AccessTokens;
import dev.tocsin.support.access.TokenHolder;
import dev.tocsin.support.access.TokenSource;
import dev.tocsin.support.kafka.Unavailability;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.Optional;
import org.jboss.logging.Logger;

/// The tokens of programs in memory, as the database had them a few seconds ago: no request waits for the database to
/// be recognised, and none is turned away while it is away.
@ApplicationScoped
public class KnownTokens implements TokenSource {

    private static final Logger LOG = Logger.getLogger(KnownTokens.class);

    private final ApiTokenStore store;
    private final Clock clock;
    private volatile AccessTokens tokens = new AccessTokens();

    KnownTokens(ApiTokenStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        refresh();
    }

    /// Within seconds, each instance learns of tokens that another one added or revoked.
    @Scheduled(
            every = "3s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = WhenClosing.class)
    public void refresh() {
        try {
            tokens = AccessTokens.of(store.events());
        } catch (RuntimeException e) {
            if (!Unavailability.causes(e)) {
                throw e;
            }
            LOG.debugf("The tokens stay as they were: %s", Unavailability.firstLine(e));
        }
    }

    @Override
    public Optional<TokenHolder> holder(String token) {
        return tokens.holder(token, clock.instant());
    }
}

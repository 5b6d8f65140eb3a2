package dev.tocsin.incident.postgres;

import dev.tocsin.support.kafka.Unavailability;
import io.quarkus.arc.Arc;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.faulttolerance.api.TypedGuard;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.util.TypeLiteral;
import java.sql.SQLTransientConnectionException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;
import org.jboss.logging.Logger;

/// Lets the operators' pages read the database only while it answers.
///
/// A silent database takes long to fail. So a read is left alone after a short time, and once one had no answer, the
/// next ones are not tried for a while.
@ApplicationScoped
public class DatabaseGuard {

    private static final String NAME = "database";
    private static final int MOST_SECONDS = 5;
    private static final int PAUSE_SECONDS = 10;
    private static final Logger LOG = Logger.getLogger(DatabaseGuard.class);

    private final TypedGuard<CompletionStage<Object>> guard;
    private final CircuitBreakerMaintenance breakers;

    DatabaseGuard(CircuitBreakerMaintenance breakers) {
        this.breakers = breakers;
        this.guard = TypedGuard.create(new TypeLiteral<CompletionStage<Object>>() {})
                .withDescription("reads of the database for operators' pages")
                .withThreadOffload(true)
                .withThreadOffloadExecutor(Thread::startVirtualThread)
                .withTimeout()
                .duration(MOST_SECONDS, ChronoUnit.SECONDS)
                .done()
                .withCircuitBreaker()
                .name(NAME)
                .requestVolumeThreshold(1)
                .failureRatio(1)
                .delay(PAUSE_SECONDS, ChronoUnit.SECONDS)
                .when(DatabaseGuard::isSilent)
                .done()
                .build();
    }

    /// False after a read without an answer, until one has an answer again.
    public boolean isAnswering() {
        return breakers.currentState(NAME) == CircuitBreakerState.CLOSED;
    }

    /// The content that was read; empty while the database does not answer, so that a page shows the rest.
    public <T> Optional<T> asEmpty(Supplier<T> read) {
        try {
            return Optional.of(read(read));
        } catch (RuntimeException e) {
            if (!isAway(e)) {
                throw e;
            }
            LOG.debugf("A page goes without what cannot be read: %s", Unavailability.firstLine(e));
            return Optional.empty();
        }
    }

    /// @throws ReadersBusy when the database does not answer in time, or did not a moment ago
    public <T> T read(Supplier<T> read) {
        try {
            @SuppressWarnings("unchecked")
            var result = (T) guard.get(() -> CompletableFuture.completedStage(inContext(read)))
                    .toCompletableFuture()
                    .join();
            return result;
        } catch (CompletionException e) {
            throw switch (e.getCause()) {
                case TimeoutException late -> silent(late);
                case CircuitBreakerOpenException late -> silent(late);
                case RuntimeException failure -> failure;
                case null, default -> e;
            };
        }
    }

    private static ReadersBusy silent(Exception late) {
        return new ReadersBusy(
                "The database does not answer", new SQLTransientConnectionException(late.getMessage(), late));
    }

    /// Like [#read], for a statement that changes something. Left alone, it may still have its effect later.
    ///
    /// @throws ReadersBusy when the database does not answer in time, or did not a moment ago
    public void run(Runnable work) {
        read(() -> {
            work.run();
            return true;
        });
    }

    /// In the caller's request, or in one of its own.
    private static Object inContext(Supplier<?> read) {
        var request = Arc.container().requestContext();
        if (request.isActive()) {
            return read.get();
        }
        request.activate();
        try {
            return read.get();
        } finally {
            request.terminate();
        }
    }

    /// A crowd of readers is refused at once, and says nothing about the database.
    private static boolean isSilent(Throwable failure) {
        return isAway(failure) && !(failure instanceof ReadersBusy busy && !busy.isOfDatabase());
    }

    private static boolean isAway(Throwable failure) {
        return failure instanceof TimeoutException || Unavailability.causes(failure);
    }
}

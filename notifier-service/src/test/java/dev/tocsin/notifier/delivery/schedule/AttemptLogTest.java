package dev.tocsin.notifier.delivery.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.notifier.Database;
import dev.tocsin.notifier.MailClaims;
import dev.tocsin.notifier.NotifierStack;
import dev.tocsin.notifier.delivery.Delivery.Due;
import dev.tocsin.notifier.delivery.schedule.AttemptLog.LoggedAttempt;
import dev.tocsin.notifier.delivery.store.DeliveryResults;
import dev.tocsin.notifier.delivery.store.Receivers;
import dev.tocsin.notifier.subscription.alert.EndpointAlerts;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(NotifierStack.class)
final class AttemptLogTest {

    private static final int ATTEMPTS = 3 * AttemptLog.MOST;

    @Inject
    Database database;

    @Inject
    DeliveryResults results;

    @Inject
    Receivers receivers;

    @Inject
    EndpointAlerts endpoints;

    private final AtomicInteger ended = new AtomicInteger();

    /// One batch is being written, as many results wait, and further attempts keep their places.
    @Test
    void attemptsDoNotEndWhileTheirResultsCannotBeKept() {
        try (var log = new AttemptLog(results, receivers, endpoints, Clock.systemUTC())) {
            QuarkusTransaction.requiringNew().run(() -> {
                database.execute("lock table delivery_step in exclusive mode");
                for (var number = 0; number < ATTEMPTS; number++) {
                    var attempt = new Due("attempt-" + number, 1, 1, Instant.now());
                    Thread.startVirtualThread(() -> end(attempt, log));
                }
                await().during(Duration.ofMillis(500))
                        .untilAsserted(() -> assertThat(ended).hasValueLessThanOrEqualTo(2 * AttemptLog.MOST));
            });

            await().untilAsserted(() -> assertThat(ended).hasValue(ATTEMPTS));
        }
    }

    private void end(Due attempt, AttemptLog log) {
        log.add(new LoggedAttempt("nobody", MailClaims.delivered(attempt, Instant.now()), null));
        ended.incrementAndGet();
    }
}

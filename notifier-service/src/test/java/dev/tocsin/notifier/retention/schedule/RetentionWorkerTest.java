package dev.tocsin.notifier.retention.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.notifier.Database;
import dev.tocsin.notifier.NotifierStack;
import dev.tocsin.notifier.StoresAlone;
import dev.tocsin.notifier.retention.store.OldRows;
import dev.tocsin.support.operator.OperatorAlerts;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(StoresAlone.class)
@WithTestResource(NotifierStack.class)
final class RetentionWorkerTest {

    private static final int STEPS = 20;

    @Inject
    Database database;

    @Inject
    OldRows rows;

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Alerts alerts = new Alerts();
    private final Time time = new Time();

    private static final class Time extends Clock {

        private Instant now = Instant.now();

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private static final class Alerts implements OperatorAlerts {

        private final List<String> raised = new ArrayList<>();

        @Override
        public void raise(String subject, String why) {
            raised.add(why);
        }

        @Override
        public void clear(String subject, String why) {
            raised.clear();
        }
    }

    private record Settings(
            Duration deliveries, Duration incidents, Duration maintenance, Duration addresses, Duration every)
            implements RetentionSettings {}

    @BeforeEach
    @AfterEach
    void clear() {
        database.clear();
    }

    @Test
    void itRemovesAgainAndAgainAndCounts() {
        var worker = worker();
        expiredToken(1);
        round(worker);
        assertThat(removedTokens()).as("at the start there is other work").isZero();

        time.now = time.now.plus(Duration.ofMinutes(10));
        round(worker);
        assertThat(removedTokens()).isEqualTo(1);

        expiredToken(2);
        round(worker);
        assertThat(removedTokens()).as("before the next hour").isEqualTo(1);

        time.now = time.now.plus(Duration.ofHours(1));
        round(worker);
        assertThat(removedTokens()).isEqualTo(2);
    }

    @Test
    void operatorsHearOfItWhenItCannotAndWhenItCanAgain() {
        var worker = worker();
        time.now = time.now.plus(Duration.ofMinutes(10));
        database.execute("alter table token rename to token_elsewhere");
        try {
            round(worker);
        } finally {
            database.execute("alter table token_elsewhere rename to token");
        }
        assertThat(alerts.raised)
                .singleElement()
                .satisfies(why -> assertThat(why).contains("cannot be removed", "\"token\" does not exist"));

        time.now = time.now.plus(Duration.ofHours(1));
        round(worker);
        assertThat(alerts.raised).isEmpty();
    }

    private RetentionWorker worker() {
        var kept = Duration.ofDays(400);
        return new RetentionWorker(
                rows, new Settings(kept, kept, kept, Duration.ofDays(30), Duration.ofHours(1)), alerts, metrics, time);
    }

    private static void round(RetentionWorker worker) {
        for (var step = 0; step < STEPS; step++) {
            worker.step();
        }
    }

    private double removedTokens() {
        var counter =
                metrics.find("tocsin.retention.removed").tag("table", "token").counter();
        return counter == null ? 0 : counter.count();
    }

    private void expiredToken(int number) {
        var subscriber = database.subscription("minor", List.of(), List.of());
        database.execute("""
                insert into token (hash, subscription, purpose, expires_at)
                values (sha256('token %d'), '%s', 'manage', now() - interval '1 minute')""".formatted(number, subscriber));
    }
}

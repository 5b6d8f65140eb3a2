package dev.tocsin.notifier.silence.store;

import dev.tocsin.contract.incident.PublicIncidentSnapshot;
import dev.tocsin.notifier.Database;
import dev.tocsin.notifier.Story;
import dev.tocsin.notifier.delivery.store.FanOut;
import dev.tocsin.notifier.silence.Silence;
import dev.tocsin.notifier.silence.SilenceRecurrence;
import dev.tocsin.notifier.silence.SilenceScope;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// What the tests of silences share: incidents happen under silences, on a real PostgreSQL.
abstract class SilenceFixture {

    static final int PARTITION = 4;
    static final Duration HOUR = Duration.ofHours(1);
    static final List<String> ALL = List.of();
    private static final AtomicInteger SILENCES = new AtomicInteger();

    @Inject
    Database database;

    @Inject
    FanOut fanOut;

    @Inject
    SilenceRepository silences;

    @Inject
    SilencePeriodRepository periods;

    final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    final Instant later = now.plus(HOUR);
    final Story story = Story.at(now);

    @BeforeEach
    @AfterEach
    void clear() {
        database.clear();
    }

    Silence make(SilenceScope scope, Instant endsAt, @Nullable SilenceRecurrence recurrence) {
        var silence = new Silence(
                "silence-" + SILENCES.incrementAndGet(), scope, "a test", "jo", now, now, endsAt, recurrence, null);
        silences.make(silence);
        return silence;
    }

    /// What the worker and the intake do then.
    void endsPass(Instant time) {
        periods.end(time);
        periods.release();
        catchUp(time);
    }

    void handle(PublicIncidentSnapshot... events) {
        handle(List.of(events));
    }

    void handle(List<PublicIncidentSnapshot> events) {
        events.forEach(event -> fanOut.handle(event, PARTITION, now));
    }

    void catchUp(Instant time) {
        fanOut.catchUp(List.of(PARTITION), time);
    }

    String subscription(List<String> regions, List<String> components) {
        return database.subscription("minor", regions, components);
    }

    List<String> told(String subscription) {
        return database.deliveries(subscription, "kind || ' ' || number");
    }
}

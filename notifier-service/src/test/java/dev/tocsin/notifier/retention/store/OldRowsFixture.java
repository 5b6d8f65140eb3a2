package dev.tocsin.notifier.retention.store;

import dev.tocsin.contract.incident.PublicIncidentSnapshot;
import dev.tocsin.notifier.Database;
import dev.tocsin.notifier.MailClaims;
import dev.tocsin.notifier.Story;
import dev.tocsin.notifier.delivery.store.FanOut;
import dev.tocsin.notifier.retention.RetentionPeriods;
import dev.tocsin.notifier.retention.Round;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// What the tests of retention share: incidents of long ago on a real PostgreSQL, and rounds of removal.
abstract class OldRowsFixture {

    static final int PARTITION = 5;
    private static final Duration KEPT = Duration.ofDays(400);
    private static final RetentionPeriods PERIODS = new RetentionPeriods(KEPT, KEPT, KEPT, Duration.ofDays(30));

    @Inject
    Database database;

    @Inject
    OldRows rows;

    @Inject
    FanOut fanOut;

    @Inject
    MailClaims mails;

    final Instant now = Instant.now();
    final Instant longAgo = now.minus(Duration.ofDays(500));
    final Story old = Story.at(longAgo);

    @BeforeEach
    @AfterEach
    void clear() {
        database.clear();
    }

    Map<String, Integer> removeAll() {
        return removeAll(new ArrayList<>());
    }

    Map<String, Integer> removeAll(List<Integer> batches) {
        var round = Optional.of(Round.begin(Instant.now()));
        Map<String, Integer> removed = Map.of();
        while (round.isPresent()) {
            var current = round.get();
            var batch = rows.remove(current.kind(), current.from(), PERIODS.before(current.kind(), current.began()))
                    .orElseThrow();
            batches.add(batch.removed().getOrDefault("delivery", 0));
            batches.add(batch.removed().getOrDefault("incident_told", 0));
            removed = current.with(batch);
            round = current.after(batch);
        }
        return removed;
    }

    String subscriber() {
        return database.subscription("minor", List.of(), List.of());
    }

    /// As if it happened then; each notice is sent at once.
    void play(List<PublicIncidentSnapshot> events, Instant at) {
        for (var event : events) {
            fanOut.handle(event, PARTITION, at);
            mails.deliverAll(at);
        }
        database.execute("update delivery_step set published = true");
    }

    /// What was sent now was sent long ago.
    void age() {
        database.execute(
                "update delivery set queued_at = queued_at - interval '500 days', ended_at = least(ended_at, queued_at - interval '500 days')");
    }
}

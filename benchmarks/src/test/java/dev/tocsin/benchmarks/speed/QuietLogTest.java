package dev.tocsin.benchmarks.speed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.health.ClockTicked;
import dev.tocsin.contract.health.HealthObserved;
import dev.tocsin.contract.status.CellStatusEvent;
import dev.tocsin.contract.status.StatusChanged;
import dev.tocsin.engine.detection.Detection;
import dev.tocsin.engine.detection.PartitionMemory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class QuietLogTest {

    private static final Instant NOON = Instant.parse("2006-04-11T12:00:00Z");

    @Test
    void isOfWholeRoundsAndAtLeastThree() {
        assertThat(QuietLog.of(100, 12, 1_000, NOON).healthEvents()).isEqualTo(1_200);
        assertThat(QuietLog.of(100, 12, 1, NOON).rounds()).isEqualTo(3);
        assertThat(QuietLog.of(100, 12, 1_000, NOON).begin()).isEqualTo(NOON.minusSeconds(120));
    }

    @Test
    void itsTimesNeverGoBackAndEveryPartitionTicks() {
        var last = new AtomicReference<>(Instant.EPOCH);
        var ticks = new ArrayList<Integer>();
        var observed = new ArrayList<HealthObserved>();

        QuietLog.of(50, 3, 1, NOON).write((partition, appendedAt, event) -> {
            assertThat(appendedAt).isAfterOrEqualTo(last.getAndSet(appendedAt));
            switch (event) {
                case ClockTicked tick -> ticks.add(tick.partition());
                case HealthObserved one -> observed.add(one);
                default -> {}
            }
        });

        assertThat(observed).hasSize(450);
        assertThat(ticks).hasSize(3 * 44).containsOnly(0, 1, 2);
    }

    /// What it holds counts, and little of it changes anything: else something other than quiet days is measured.
    @Test
    void detectionFindsWhatIsSaidOfIt() {
        var detection = new Detection(new PartitionMemory(0));
        var changes = new ArrayList<CellStatusEvent>();

        QuietLog.of(1_000, 1, 45_000, NOON).write((_, appendedAt, event) -> {
            var findings = detection.take(appendedAt, event);
            changes.addAll(findings.changes());
        });

        assertThat(changes)
                .filteredOn(change -> change
                                instanceof
                                StatusChanged(
                                        var _,
                                        var _,
                                        Verdict verdict,
                                        var _,
                                        var _,
                                        var _,
                                        var _,
                                        var _,
                                        var _,
                                        var _,
                                        var _)
                        && verdict.isBad())
                .extracting(CellStatusEvent::key)
                .containsExactly("component-50@region-0");
        assertThat(changes).hasSizeLessThan(1_100);
    }
}

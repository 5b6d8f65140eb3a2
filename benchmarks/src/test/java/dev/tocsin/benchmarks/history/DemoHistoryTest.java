package dev.tocsin.benchmarks.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.benchmarks.simulation.Simulation;
import dev.tocsin.benchmarks.simulation.Truth.TrueCell;
import dev.tocsin.benchmarks.simulation.Truth.TrueFault;
import dev.tocsin.contract.Cell;
import dev.tocsin.contract.incident.Suspect.Confidence;
import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.engine.catalog.file.CatalogFile;
import dev.tocsin.engine.catalog.file.CatalogReading.Invalid;
import dev.tocsin.engine.catalog.file.CatalogReading.Valid;
import dev.tocsin.engine.replay.Recorded;
import dev.tocsin.engine.replay.ReplayResult;
import dev.tocsin.engine.replay.ReplayResult.ReplayedIncident;
import dev.tocsin.engine.replay.ReplayResult.ReplayedOutage;
import dev.tocsin.standalone.RunPorts;
import dev.tocsin.standalone.catalog.SampleCatalog;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoHistoryTest {

    private static final Instant TODAY = Instant.parse("2026-11-26T12:00:00Z");
    private static final String YAML = SampleCatalog.PAST.yaml(new RunPorts(0));

    private static final ReplayResult NINETY_DAYS = played(history(2006, 90));

    /// Until all cells are found well again, and have been for a while.
    private static final Duration LATE = Duration.ofMinutes(75);

    private static DemoHistory history(long seed, int days) {
        return new DemoHistory(seed, YAML, catalog(), TODAY, days);
    }

    private static Catalog catalog() {
        return switch (CatalogFile.read(YAML.getBytes(StandardCharsets.UTF_8))) {
            case Valid(var catalog, var _, var _) -> catalog;
            case Invalid invalid -> throw new IllegalStateException(invalid.text());
        };
    }

    private static ReplayResult played(DemoHistory history) {
        var strides = new Strides(history.from(), new Unread());
        Simulation.play(history.world(), () -> TODAY, strides::take);
        return strides.end();
    }

    /// Nobody reads it.
    private static final class Unread implements Tape {

        @Override
        public void write(Recorded recorded) {}

        @Override
        public void awaitDetection(Instant time) {}
    }

    @Test
    void eachStoryIsOneIncidentWhereItWasAndNothingElseIs() {
        assertThat(NINETY_DAYS.incidents()).hasSizeBetween(8, 14);
        areOf(history(2006, 90), NINETY_DAYS);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void itIsSoForOtherSeedsAndFewerDays(long seed) {
        var history = history(seed, 14);

        var played = played(history);

        areOf(history, played);
    }

    private static void areOf(DemoHistory history, ReplayResult played) {
        var told = history.world().truth().faults();
        assertThat(played.incidents()).hasSameSizeAs(told);
        for (var number = 0; number < told.size(); number++) {
            isOf(told.get(number), played.incidents().get(number));
        }
    }

    /// What fails now and then may reopen.
    private static void isOf(TrueFault told, ReplayedIncident found) {
        assertThat(found.resolvedAt())
                .as(found.title())
                .isNotNull()
                .isBefore(told.until().plus(LATE));
        assertThat(found.outages()).as(found.title()).isNotEmpty().allSatisfy(outage -> {
            assertThat(outage.region()).isEqualTo(told.regions().getFirst());
            assertThat(outage.cells()).allMatch(cells(told)::contains);
            assertThat(outage.root()).isEqualTo(told.root());
        });
    }

    private static List<Cell> cells(TrueFault told) {
        return told.cells().stream().map(TrueCell::cell).toList();
    }

    @Test
    void thePatchOf2006IsConfirmedAsTheCauseOfTheThirdOutageOfTheCache() {
        var ofCache = NINETY_DAYS.incidents().stream()
                .filter(DemoHistoryTest::beganInTheCache)
                .toList();

        assertThat(ofCache).hasSize(3);
        assertThat(ofCache.getLast().suspects()).first().satisfies(suspect -> {
            assertThat(suspect.title()).isEqualTo(PublishedPostmortem.OF_THE_PATCH.change());
            assertThat(suspect.confidence()).isEqualTo(Confidence.CONFIRMED);
        });
    }

    private static boolean beganInTheCache(ReplayedIncident incident) {
        return incident.outages().stream()
                .map(ReplayedOutage::root)
                .anyMatch(root -> root != null && root.component().equals("cache"));
    }

    @Test
    void theSameSeedIsTheSamePast() {
        assertThat(written(history(3, 5))).isEqualTo(written(history(3, 5)));
    }

    private static List<Recorded> written(DemoHistory history) {
        var written = new ArrayList<Recorded>();
        Simulation.play(history.world(), () -> TODAY, written::add);
        return written;
    }
}

package dev.tocsin.benchmarks.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.benchmarks.replay.file.RecordingReader;
import dev.tocsin.contract.Cell;
import dev.tocsin.contract.change.ChangeHeld;
import dev.tocsin.contract.health.VantagePointSetAside;
import dev.tocsin.contract.health.VantagePointTakenBack;
import dev.tocsin.contract.incident.Suspect;
import dev.tocsin.contract.incident.Suspect.Confidence;
import dev.tocsin.contract.incident.Suspect.ScorePart;
import dev.tocsin.engine.catalog.file.CatalogFile;
import dev.tocsin.engine.catalog.file.CatalogReading.Valid;
import dev.tocsin.engine.replay.Recast;
import dev.tocsin.engine.replay.Replay;
import dev.tocsin.engine.replay.ReplayResult;
import dev.tocsin.engine.replay.ReplayResult.ReplayedIncident;
import dev.tocsin.engine.replay.ReplayResult.ReplayedOutage;
import dev.tocsin.engine.replay.ReplaySettings;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Recordings of what was once decided wrongly. Three vantage points ask each 30 s, and nothing fails by chance;
/// minutes count from eight o'clock. [VariedCasesTest] varies them.
class RecordedCasesTest {

    private static final Instant EIGHT = Instant.parse("2026-01-05T08:00:00Z");

    @Test
    void aVantagePointThatAgreesWithTheOneThatIsLeftIsTakenBack() {
        var found = replayed("set-aside-for-ever");

        assertThat(found.oversight())
                .satisfiesExactly(
                        aside -> assertThat(aside).isInstanceOfSatisfying(VantagePointSetAside.class, event -> {
                            assertThat(event.vantagePoint()).isEqualTo("vp-c");
                            assertThat(event.time()).isBetween(minute(5), minute(6));
                        }),
                        back -> assertThat(back).isInstanceOfSatisfying(VantagePointTakenBack.class, event -> {
                            assertThat(event.vantagePoint()).isEqualTo("vp-c");
                            assertThat(event.time()).isBetween(minute(17), minute(18));
                        }));
        assertThat(found.incidents()).singleElement().satisfies(incident -> {
            assertThat(incident.openedAt()).isBetween(minute(40), minute(41));
            assertThat(incident.outages()).flatExtracting(ReplayedOutage::cells).containsExactly(Cell.of("x@r1"));
            assertThat(incident.resolvedAt()).isNotNull();
        });
    }

    @Test
    void aRootThatRecoversBeforeWhatNeedsItStaysTheRoot() {
        var found = replayed("root-lost-in-recovery");

        assertThat(found.incidents()).singleElement().satisfies(incident -> {
            assertThat(incident.outages()).extracting(ReplayedOutage::id).containsExactlyInAnyOrder("global-1", "r1-1");
            assertThat(incident.outages()).extracting(ReplayedOutage::root).containsOnly(Cell.of("base@global"));
            assertThat(incident.suspects())
                    .extracting(Suspect::subject)
                    .containsExactly("base@global", "change-of-base");
        });
    }

    @Test
    void aChangeOfAllThatNeedsAnInferredRootIsTheFirstSuspectIsHeldAndIsConfirmed() {
        var found = replayed("change-below-inferred-root");

        var incident = only(found);
        assertThat(incident.outages()).extracting(ReplayedOutage::root).containsExactly(Cell.of("store@r1"));
        assertThat(incident.suspects().getFirst().subject()).isEqualTo("change-of-both");
        assertThat(incident.suspects().getFirst().confidence()).isEqualTo(Confidence.CONFIRMED);
        assertThat(found.held()).extracting(ChangeHeld::change).containsExactly("change-of-both");
        assertThat(found.held().getFirst().time()).isBetween(minute(11), minute(12));
    }

    @Test
    void outagesOfOneCauseNameEachOtherOnceTheirRootsAreKnown() {
        var found = replayed("siblings-before-their-root");

        assertThat(found.outages())
                .extracting(ReplayedOutage::root)
                .containsExactlyInAnyOrder(Cell.of("network@r1"), Cell.of("network@r2"));
        if (found.incidents().size() > 1) {
            assertThat(found.incidents()).hasSize(2);
            var one = found.incidents().getFirst();
            var other = found.incidents().getLast();
            assertThat(one.linked()).containsExactly(other.id());
            assertThat(other.linked()).containsExactly(one.id());
        }
    }

    @Test
    void inABrownOutNobodyIsSetAside() {
        var found = replayed("brown-out-sets-aside");

        assertThat(found.oversight()).isEmpty();
        assertThat(found.incidents()).hasSize(1);
    }

    @Test
    void aChangeAtARootInAnotherRegionScoresForItsRegionAndIsHeldThere() {
        var found = replayed("root-in-another-region");

        var incident = only(found);
        assertThat(incident.outages()).extracting(ReplayedOutage::root).containsOnly(Cell.of("dns@dc"));
        var change = incident.suspects().stream()
                .filter(suspect -> suspect.subject().equals("change-of-dns"))
                .findFirst()
                .orElseThrow();
        assertThat(change.confidence()).isEqualTo(Confidence.LIKELY);
        assertThat(change.parts())
                .filteredOn(part -> part.name().equals("regions"))
                .extracting(ScorePart::value)
                .containsExactly(0.2);
        assertThat(found.held()).hasSize(2).allSatisfy(held -> {
            assertThat(held.change()).isEqualTo("change-of-dns");
            assertThat(held.regions()).containsExactly("dc");
            assertThat(held.reason()).contains("after it was applied in DC");
        });
    }

    private static ReplayedIncident only(ReplayResult found) {
        assertThat(found.incidents()).hasSize(1);
        return found.incidents().getFirst();
    }

    private static Instant minute(long minute) {
        return EIGHT.plus(Duration.ofMinutes(minute));
    }

    private static ReplayResult replayed(String name) {
        var recording = resource(name + ".jsonl.gz");
        var catalog = (Valid) CatalogFile.read(resource(name + ".yaml"));
        var recast = Recast.with(
                catalog.catalog(), catalog.digest(), ReplaySettings.parse(List.of()), PlacedRecords::partitionOf);
        var replay = new Replay(RecordingReader.ticksOf(recording));
        try (var reader = RecordingReader.open(recording)) {
            for (var recorded = reader.next(); recorded.isPresent(); recorded = reader.next()) {
                recast.of(recorded.get()).forEach(replay::take);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return replay.result();
    }

    private static Path resource(String name) {
        try {
            return Path.of(Objects.requireNonNull(RecordedCasesTest.class.getResource(name), name)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}

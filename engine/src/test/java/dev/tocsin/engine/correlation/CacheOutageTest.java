package dev.tocsin.engine.correlation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Severity;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.incident.CellImpact;
import dev.tocsin.contract.incident.IncidentEvent.OutageEnded;
import dev.tocsin.contract.incident.IncidentEvent.OutageStarted;
import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.contract.incident.SuspectedRoot;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// The case to keep in mind: a patch to the cache takes North America down.
class CacheOutageTest {

    private static final Cell CACHE = Cell.of("cache@na");

    @Test
    void aBrokenCacheIsOneIncidentInItsRegion() {
        var story = Story.of(CatalogBuilder.harbour());

        story.down("login@na", "search@na")
                .afterSeconds(2)
                .down("api@na", "cache@na")
                .afterSeconds(20);

        assertThat(story.kinds()).containsExactly("Opened", "OutageStarted", "SuspectNamed");
        assertThat(story.onlyIncident().regions()).containsExactly("na");
    }

    @Test
    void theCacheIsSuspectedAndTheOthersAreImpactedBecauseOfIt() {
        var story = Story.of(CatalogBuilder.harbour());

        story.down("login@na", "search@na")
                .afterSeconds(2)
                .down("api@na", "cache@na")
                .afterSeconds(20);

        var started = story.events(OutageStarted.class).getFirst();
        assertThat(started.root()).isEqualTo(new SuspectedRoot(CACHE, true));
        assertThat(started.cells())
                .extracting(CellImpact::cell, CellImpact::because)
                .containsExactlyInAnyOrder(
                        tuple(CACHE, null),
                        tuple(Cell.of("login@na"), CACHE),
                        tuple(Cell.of("api@na"), CACHE),
                        tuple(Cell.of("search@na"), CACHE));
    }

    @Test
    void customersReadWhatIsDownAndWhere() {
        var story = Story.of(CatalogBuilder.harbour());

        story.down("login@na", "search@na", "api@na", "cache@na").afterSeconds(20);

        var head = story.events().getFirst().incident();
        assertThat(head.title()).isEqualTo("Log in, API and Search are down in North America");
        assertThat(head.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(story.onlyIncident().state()).isEqualTo(IncidentState.IDENTIFIED);
    }

    @Test
    void healingEndsItAfterTwoMinutes() {
        var story = Story.of(CatalogBuilder.harbour());
        story.down("login@na", "cache@na").afterSeconds(60);

        story.up("cache@na").afterSeconds(10).up("login@na");
        var healed = story.now;
        story.afterSeconds(119);
        var monitoring = story.onlyIncident().state();
        story.afterSeconds(1);

        assertThat(monitoring).isEqualTo(IncidentState.MONITORING);
        assertThat(story.kinds()).endsWith("OutageEnded", "Resolved");
        assertThat(story.events(OutageEnded.class).getFirst().endedAt()).isEqualTo(healed);
        assertThat(story.onlyIncident().state()).isEqualTo(IncidentState.RESOLVED);
    }

    @Test
    void everyEventIsNumberedWithoutGaps() {
        var story = Story.of(CatalogBuilder.harbour());

        story.down("login@na", "cache@na")
                .afterSeconds(60)
                .up("login@na", "cache@na")
                .afterSeconds(200);

        assertThat(story.events())
                .extracting(event -> event.incident().number())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, story.told.size()).boxed().toList());
        assertThat(story.onlyIncident().ofThisEpisode().getFirst().impacts().values())
                .allSatisfy(impact -> assertThat(impact.now().verdict()).isEqualTo(Verdict.UP));
    }
}

package dev.tocsin.engine.correlation;

import static dev.tocsin.engine.correlation.CatalogBuilder.emptyCatalog;
import static dev.tocsin.engine.correlation.CatalogBuilder.harbour;
import static dev.tocsin.engine.correlation.CatalogBuilder.twoChains;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.incident.CellImpact;
import dev.tocsin.contract.incident.IncidentEvent.ImpactChanged;
import dev.tocsin.contract.incident.IncidentEvent.SuspectNamed;
import dev.tocsin.contract.incident.Suspect;
import dev.tocsin.contract.incident.SuspectedRoot;
import dev.tocsin.engine.correlation.TraceEntry.Rule;
import dev.tocsin.engine.lifecycle.Incident;
import dev.tocsin.engine.lifecycle.Outage;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Which cell is the suspected root of an outage, and which change is suspected.
class CorrelatorSuspectsTest {

    @Test
    void aMoreUpstreamCellThatTurnsBadLaterBecomesTheRoot() {
        var story = Story.of(harbour());
        story.down("login@na", "api@na").afterSeconds(30);

        story.down("cache@na").afterSeconds(1);

        var changed = story.events(ImpactChanged.class).getLast();
        assertThat(changed.root()).isEqualTo(new SuspectedRoot(Cell.of("cache@na"), true));
        assertThat(changed.cells())
                .extracting(CellImpact::cell)
                .containsExactlyInAnyOrder(Cell.of("cache@na"), Cell.of("login@na"), Cell.of("api@na"));
        assertThat(story.events(SuspectNamed.class)
                        .getLast()
                        .suspects()
                        .getFirst()
                        .subject())
                .isEqualTo("cache@na");
    }

    @Test
    void healingFromTheRootOnBlamesNobodyElse() {
        var story = Story.of(harbour());
        story.down("login@na", "api@na", "cache@na").afterSeconds(30);

        story.up("cache@na")
                .afterSeconds(5)
                .up("api@na")
                .afterSeconds(5)
                .up("login@na")
                .afterSeconds(5);

        assertThat(story.events(ImpactChanged.class))
                .extracting(ImpactChanged::root)
                .containsOnly(new SuspectedRoot(Cell.of("cache@na"), true));
        assertThat(story.events(SuspectNamed.class)).hasSize(1);
    }

    @Test
    void anUnwatchedCellIsNotBlamedWhileOneThatNeedsItIsUp() {
        var story = Story.of(emptyCatalog()
                .region("na", "North America", 1)
                .unwatched("network")
                .component("web", "network")
                .component("mail", "network")
                .component("search", "network"));

        story.down("web@na", "mail@na").afterSeconds(60);

        assertThat(story.onlyIncident().ofThisEpisode().getFirst().root()).isNull();
    }

    @Test
    void anUnwatchedCellIsNotBlamedWhereMuchElseIsBad() {
        var story = Story.of(emptyCatalog()
                .region("na", "North America", 1)
                .unwatched("network")
                .component("web", "network")
                .component("mail", "network")
                .component("a")
                .component("b")
                .component("c"));

        story.down("web@na", "mail@na", "a@na").afterSeconds(60);

        assertThat(story.onlyIncident().ofThisEpisode().getFirst().root()).isNull();
    }

    @Test
    void whatNobodyWatchesIsInferredThroughWhatNobodyWatches() {
        var story = Story.of(emptyCatalog()
                .region("na", "North America", 1)
                .unwatched("power")
                .unwatched("network", "power")
                .component("web", "network")
                .component("mail", "power")
                .component("a")
                .component("b")
                .component("c")
                .component("d")
                .component("e")
                .component("f"));

        story.down("web@na", "mail@na").afterSeconds(60);

        assertThat(story.onlyIncident().ofThisEpisode().getFirst().root())
                .isEqualTo(new SuspectedRoot(Cell.of("power@na"), false));
    }

    @Test
    void anInferredRootStaysTheRootWhenSomeOfWhatNeedsItRecovers() {
        var story = Story.of(
                twoChains().unwatched("network").component("calls", "network").component("chat", "network"));
        story.down("calls@na", "chat@na").afterSeconds(30);

        story.up("calls@na").afterSeconds(10).degraded("chat@na").afterSeconds(5);

        assertThat(outageIn(story, "na").rootCell()).isEqualTo(Cell.of("network@na"));
    }

    @Test
    void aBadCellOfAnotherRegionIsTheRootOfBoth() {
        var story = Story.of(emptyCatalog()
                .region("na", "North America", 1)
                .region("eu", "Europe", 1)
                .component("billing")
                .component("login", "billing@eu")
                .component("a", "b")
                .component("b")
                .component("c", "d")
                .component("d"));

        story.down("billing@eu", "login@na").afterSeconds(60);

        assertThat(story.onlyIncident().standing())
                .hasSize(2)
                .allSatisfy(outage -> assertThat(outage.rootCell()).isEqualTo(Cell.of("billing@eu")));
    }

    @Test
    void aRootOfAnotherRegionStaysTheRootWhenItRecoversFirst() {
        var story = Story.of(sharedStore());
        story.down("store@eu", "web@na", "mail@na").afterSeconds(30);

        story.up("store@eu")
                .after(Duration.ofMinutes(20))
                .degraded("web@na")
                .afterSeconds(5)
                .up("web@na");

        assertThat(outageIn(story, "na").rootCell()).isEqualTo(Cell.of("store@eu"));
    }

    @Test
    void aRootThatIsFoundAfterWhatNeedsItInOtherRegionsIsTheirRootAndTheyNameEachOther() {
        var story = Story.of(sharedStore());
        story.down("web@na", "mail@eu").afterSeconds(30);
        assertThat(story.incidents()).hasSize(2);

        story.down("store@eu").afterSeconds(5);

        assertThat(outageIn(story, "na").rootCell()).isEqualTo(Cell.of("store@eu"));
        assertThat(outageIn(story, "eu").rootCell()).isEqualTo(Cell.of("store@eu"));
        var one = story.incidents().getFirst();
        var other = story.incidents().getLast();
        assertThat(one.linked()).containsExactly(other.id());
        assertThat(other.linked()).containsExactly(one.id());
        assertThat(story.rules()).contains(Rule.LINKED);
    }

    @Test
    void aPatchOfTheRootEightMinutesBeforeIsLikely() {
        var story = Story.of(harbour()).applied("patch-17", "cache", "na").after(Duration.ofMinutes(8));

        story.down("login@na", "cache@na").afterSeconds(30);

        assertThat(story.events(SuspectNamed.class).getFirst().suspects())
                .filteredOn(suspect -> suspect.subject().equals("patch-17"))
                .singleElement()
                .satisfies(suspect -> {
                    assertThat(suspect.confidence()).isEqualTo(Suspect.Confidence.LIKELY);
                    assertThat(suspect.parts().stream()
                                    .mapToDouble(Suspect.ScorePart::value)
                                    .sum())
                            .isEqualTo(suspect.score());
                });
    }

    @Test
    void aChangeElsewhereOrLongAgoIsNotSuspected() {
        var story = Story.of(harbour())
                .applied("old", "cache", "na")
                .after(Duration.ofMinutes(61))
                .applied("elsewhere", "cache", "eu")
                .applied("downstream", "login", "na");

        story.down("login@na", "cache@na").afterSeconds(30);

        assertThat(story.onlyIncident().suspects()).extracting(Suspect::subject).containsExactly("cache@na");
    }

    /// Three in each region that need a cell of Europe.
    private static CatalogBuilder sharedStore() {
        return emptyCatalog()
                .region("na", "North America", 20_000)
                .region("eu", "Europe", 80_000)
                .component("store")
                .component("web", "store@eu")
                .component("mail", "store@eu")
                .component("billing")
                .component("ledger")
                .component("alone");
    }

    private static Outage outageIn(Story story, String region) {
        return story.incidents().stream()
                .flatMap(Incident::standing)
                .filter(outage -> outage.region().equals(region))
                .findFirst()
                .orElseThrow();
    }
}

package dev.tocsin.engine.correlation;

import static dev.tocsin.engine.correlation.CatalogBuilder.emptyCatalog;
import static dev.tocsin.engine.correlation.CatalogBuilder.harbour;
import static dev.tocsin.engine.correlation.CatalogBuilder.twoChains;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.incident.IncidentEvent.Linked;
import dev.tocsin.contract.incident.SuspectedRoot;
import dev.tocsin.engine.lifecycle.Incident;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Which failures are one incident, and which incidents are linked.
class CorrelatorTest {

    @Test
    void unrelatedFailuresOfARegionAreTwoIncidents() {
        var story = Story.of(twoChains());

        story.down("store@na", "queue@na").afterSeconds(60);

        assertThat(story.incidents()).hasSize(2);
    }

    @Test
    void aCellAboutWhichTheGraphSaysNothingJoins() {
        var story = Story.of(twoChains());

        story.down("store@na", "alone@na").afterSeconds(60);

        assertThat(story.onlyIncident().ofThisEpisode().getFirst().impacts()).hasSize(2);
    }

    @Test
    void whatNeedsTheSameUnwatchedCellJoins() {
        var story = Story.of(emptyCatalog()
                .region("na", "North America", 1)
                .unwatched("network")
                .component("web", "network")
                .component("mail", "network")
                .component("a", "b")
                .component("b")
                .component("c")
                .component("d")
                .component("e"));

        story.down("web@na", "mail@na").afterSeconds(60);

        assertThat(story.onlyIncident().ofThisEpisode().getFirst().root())
                .isEqualTo(new SuspectedRoot(Cell.of("network@na"), false));
    }

    @Test
    void whenAThirdOfTheRegionIsBadAllOfItBelongsTogether() {
        var story = Story.of(twoChains());

        story.down("store@na", "queue@na", "ledger@na").afterSeconds(60);

        assertThat(story.onlyIncident().ofThisEpisode().getFirst().impacts()).hasSize(3);
    }

    @Test
    void anOnsetFarAwayJoinsOnlyByAPath() {
        var withoutPath = Story.of(twoChains()).down("store@na").after(Duration.ofMinutes(10));
        var withPath = Story.of(twoChains()).down("store@na").after(Duration.ofMinutes(10));

        withoutPath.down("alone@na").afterSeconds(30);
        withPath.down("web@na").afterSeconds(30);

        assertThat(withoutPath.incidents()).hasSize(2);
        assertThat(withPath.incidents()).hasSize(1);
    }

    @Test
    void aCellThatFitsTwoJoinsTheOlderAndLinksThem() {
        var story = Story.of(twoChains());
        story.down("store@na").afterSeconds(30).down("queue@na").afterSeconds(30);

        story.down("alone@na");

        var older = incidentWith(story, "store@na");
        var younger = incidentWith(story, "queue@na");
        assertThat(older.standingOutageOf(Cell.of("alone@na"))).isPresent();
        assertThat(older.linked()).containsExactly(younger.id());
        assertThat(younger.linked()).containsExactly(older.id());
    }

    @Test
    void theSameComponentInAnotherRegionIsAnotherOutageOfTheIncident() {
        var story = Story.of(harbour());

        story.down("login@na").afterSeconds(60).down("login@eu").afterSeconds(60);

        assertThat(story.onlyIncident().standing()).extracting("id").containsExactly("na-1", "eu-1");
    }

    @Test
    void anotherComponentInAnotherRegionIsAnotherIncident() {
        var story = Story.of(twoChains());

        story.down("store@na", "queue@eu").afterSeconds(60);

        assertThat(story.incidents()).hasSize(2);
    }

    @Test
    void causesOfTheirOwnInTwoRegionsAreTwoIncidentsThoughTheyHitTheSameComponent() {
        var story = Story.of(twoChainsOfOneProduct());

        story.down("store@na", "web@na", "queue@eu", "web@eu").afterSeconds(60);

        assertThat(story.incidents()).hasSize(2);
    }

    @Test
    void siblingsOpenInTheSameOrderWhicheverPartitionIsReadFirst() {
        var one = Story.of(harbour()).down("login@na", "login@eu").afterSeconds(60);
        var other = Story.of(harbour()).down("login@eu", "login@na").afterSeconds(60);

        assertThat(one.events()).isEqualTo(other.events());
    }

    @Test
    void incidentsOfOneCauseNameEachOtherAsSoonAsTheSecondRootIsKnown() {
        var story = Story.of(harbour());
        story.down("search@na", "login@na")
                .afterSeconds(25)
                .down("cache@eu", "login@eu")
                .afterSeconds(25);
        assertThat(story.incidents())
                .hasSize(2)
                .allSatisfy(incident -> assertThat(incident.linked()).isEmpty());

        story.down("cache@na").afterSeconds(2);

        assertThat(story.events(Linked.class)).hasSize(2);
    }

    @Test
    void laterLinksAreTold() {
        var story = Story.of(twoChains());
        story.down("store@na").afterSeconds(30).down("queue@na").afterSeconds(30);

        story.down("alone@na").afterSeconds(1);

        assertThat(story.events(Linked.class))
                .extracting(linked -> linked.incident().id())
                .hasSize(2)
                .doesNotHaveDuplicates();
    }

    private static CatalogBuilder twoChainsOfOneProduct() {
        return emptyCatalog()
                .region("na", "North America", 20_000)
                .region("eu", "Europe", 80_000)
                .component("web", "store", "queue")
                .component("store")
                .component("queue");
    }

    private static Incident incidentWith(Story story, String cell) {
        return story.incidents().stream()
                .filter(incident -> incident.standingOutageOf(Cell.of(cell)).isPresent())
                .findFirst()
                .orElseThrow();
    }
}

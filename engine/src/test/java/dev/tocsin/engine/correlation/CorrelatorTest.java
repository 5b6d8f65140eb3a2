package dev.tocsin.engine.correlation;

import static dev.tocsin.engine.correlation.CatalogBuilder.emptyCatalog;
import static dev.tocsin.engine.correlation.CatalogBuilder.harbour;
import static dev.tocsin.engine.correlation.CatalogBuilder.twoChains;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Severity;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.Weight;
import dev.tocsin.contract.catalog.ComponentDefined;
import dev.tocsin.contract.incident.CellImpact;
import dev.tocsin.contract.incident.IncidentEvent.ImpactChanged;
import dev.tocsin.contract.incident.IncidentEvent.Linked;
import dev.tocsin.contract.incident.IncidentEvent.OutageStarted;
import dev.tocsin.contract.incident.IncidentEvent.SuspectNamed;
import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.contract.incident.Suspect;
import dev.tocsin.contract.incident.SuspectedRoot;
import dev.tocsin.engine.correlation.TraceEntry.Rule;
import dev.tocsin.engine.lifecycle.Incident;
import dev.tocsin.engine.lifecycle.Outage;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Each rule of the design by an example.
class CorrelatorTest {

    @Test
    void aHoldWaitsForTheClocksOfItsRegionSoThatWhatDetectionFindsLateOpensTogether() {
        var story = Story.of(harbour()).livesIn(7, "cache@na");
        var broken = story.now;

        story.down("login@na").afterSeconds(40);
        assertThat(story.events()).isEmpty();
        story.foundDown("cache@na", broken.plusSeconds(1)).partitionComesTo(7, story.now);

        assertThat(story.onlyIncident().standing().findFirst().orElseThrow().rootCell())
                .isEqualTo(Cell.of("cache@na"));
        assertThat(story.kinds()).startsWith("Opened", "OutageStarted");
    }

    @Test
    void aClockThatStandsKeepsTheOthersWaitingForAMinuteOnly() {
        var story = Story.of(harbour()).livesIn(7, "cache@na");

        story.down("login@na").afterSeconds(59);
        assertThat(story.events()).isEmpty();
        story.afterSeconds(2);

        assertThat(story.kinds()).startsWith("Opened", "OutageStarted");
    }

    @Test
    void aBadCellWaitsForItsHold() {
        var story = Story.of(harbour());

        story.down("cache@na").afterSeconds(19);

        assertThat(story.kinds()).isEmpty();
        assertThat(story.rules()).containsExactly(Rule.HOLD_BEGAN);
    }

    @Test
    void upAgainBeforeTheHoldEndsOpensNothingAndTheTraceSaysSo() {
        var story = Story.of(harbour());

        story.down("cache@na").afterSeconds(19).up("cache@na").afterSeconds(60);

        assertThat(story.kinds()).isEmpty();
        assertThat(story.rules()).containsExactly(Rule.HOLD_BEGAN, Rule.UP_BEFORE_HOLD);
    }

    @Test
    void theHoldIsAsLongAsTheLongestIntervalOfWhatTheCellNeeds() {
        var story = Story.of(harbour().check("database@na", 45_000));

        story.down("login@na").afterSeconds(44);
        var before = story.kinds().size();
        story.afterSeconds(1);

        assertThat(before).isZero();
        assertThat(story.kinds()).startsWith("Opened");
    }

    @Test
    void noHoldIsLongerThanAMinute() {
        var story = Story.of(harbour().check("cache@na", 3_600_000));

        story.down("cache@na").afterSeconds(60);

        assertThat(story.kinds()).startsWith("Opened");
    }

    @Test
    void aHoldDoesNotEndWhileItsClockStandsStill() {
        var story = Story.of(harbour()).clockStops("na");

        story.down("cache@na").afterSeconds(300);
        var whileItStood = story.kinds();
        story.clockGoesOn("na").afterSeconds(1);

        assertThat(whileItStood).isEmpty();
        assertThat(story.kinds()).startsWith("Opened");
    }

    @Test
    void whatBelongsTogetherArrivesTogether() {
        var story = Story.of(harbour());

        story.down("login@na").afterSeconds(19).down("cache@na").afterSeconds(1);

        var started = story.events(OutageStarted.class).getFirst();
        assertThat(started.allCells()).isEqualTo(2);
        assertThat(started.root()).isEqualTo(new SuspectedRoot(Cell.of("cache@na"), true));
    }

    @Test
    void aCellOfWhichNothingIsKnownOpensNothing() {
        var story = Story.of(harbour());

        story.unknown("login@na", "cache@na", "api@na").afterSeconds(300);

        assertThat(story.kinds()).isEmpty();
    }

    @Test
    void aCellThatTurnsUnknownWhileItWaitsOpensOnlyWhenItIsBadAgain() {
        var story = Story.of(harbour());

        story.down("cache@na").afterSeconds(5).unknown("cache@na").afterSeconds(60);
        var whileUnknown = story.kinds();
        story.down("cache@na");

        assertThat(whileUnknown).isEmpty();
        assertThat(story.kinds()).startsWith("Opened");
    }

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

    @Test
    void whatCustomersDoNotSeeIsInternal() {
        var story = Story.of(harbour());

        story.down("cache@na").afterSeconds(30);

        assertThat(story.onlyIncident().assessment().severity()).isEqualTo(Severity.INTERNAL);
        assertThat(story.onlyIncident().assessment().title()).isEqualTo("Cache is down in North America");
    }

    @Test
    void aWeightyComponentDownForFewIsMajorAndDegradedIsMinor() {
        var fewCustomers = emptyCatalog()
                .region("na", "North America", 10)
                .region("eu", "Europe", 90)
                .component("login", "Log in", Weight.HIGH, true)
                .component("search", "Search", Weight.HIGH, true);

        var down = Story.of(fewCustomers).down("login@na").afterSeconds(30);
        var degraded = Story.of(fewCustomers).degraded("login@na").afterSeconds(30);

        assertThat(down.onlyIncident().assessment().severity()).isEqualTo(Severity.MAJOR);
        assertThat(degraded.onlyIncident().assessment().severity()).isEqualTo(Severity.MINOR);
        assertThat(degraded.onlyIncident().assessment().title()).isEqualTo("Log in is degraded in North America");
    }

    @Test
    void aBadCellThatTurnsUnknownKeepsItsImpactAndIsNotUp() {
        var story = Story.of(harbour());
        story.down("cache@na").afterSeconds(30);

        story.unknown("cache@na").after(Duration.ofMinutes(10));

        assertThat(story.onlyIncident().isOpen()).isTrue();
        assertThat(story.onlyIncident().ofThisEpisode().getFirst().impacts().values())
                .extracting(impact -> impact.now().verdict())
                .containsExactly(Verdict.DOWN);
    }

    @Test
    void anUnstableCellIsNotUp() {
        var story = Story.of(harbour());
        story.down("cache@na").afterSeconds(30);

        story.upButUnstable("cache@na").after(Duration.ofMinutes(10));

        assertThat(story.onlyIncident().isOpen()).isTrue();
    }

    @Test
    void anOutageDoesNotEndWhileAClockOfItStandsStill() {
        var story = Story.of(harbour());
        story.down("cache@na").afterSeconds(30).up("cache@na").afterSeconds(1).clockStops("na");

        story.after(Duration.ofMinutes(10));
        var state = story.onlyIncident().state();
        story.clockGoesOn("na").afterSeconds(1);

        assertThat(state).isEqualTo(IncidentState.MONITORING);
        assertThat(story.onlyIncident().state()).isEqualTo(IncidentState.RESOLVED);
    }

    @Test
    void badAgainWithinTheEndHoldIsTheSameOutage() {
        var story = Story.of(harbour());
        story.down("cache@na").afterSeconds(30).up("cache@na").afterSeconds(100);

        story.down("cache@na").afterSeconds(100);

        assertThat(story.onlyIncident().outages()).hasSize(1);
        assertThat(story.onlyIncident().state()).isNotEqualTo(IncidentState.MONITORING);
        assertThat(story.kinds()).doesNotContain("OutageEnded");
    }

    @Test
    void theSameTroubleSoonAfterItsEndReopensItWithTheLongerHold() {
        var story = Story.of(harbour());
        story.down("cache@na").afterSeconds(30).up("cache@na").afterSeconds(121);

        story.down("cache@na").afterSeconds(30).up("cache@na").after(Duration.ofMinutes(14));
        var beforeTheLongerHold = story.onlyIncident().isOpen();
        story.after(Duration.ofMinutes(1));

        assertThat(story.onlyIncident().episode()).isEqualTo(2);
        assertThat(beforeTheLongerHold).isTrue();
        assertThat(story.kinds())
                .containsSubsequence("Opened", "Resolved", "Reopened", "OutageStarted", "OutageEnded", "Resolved");
        assertThat(story.onlyIncident().outages()).extracting("id").containsExactly("na-1", "na-2");
    }

    @Test
    void theSameTroubleLaterIsANewIncident() {
        var story = Story.of(harbour());
        story.down("cache@na").afterSeconds(30).up("cache@na").afterSeconds(121);

        story.after(Duration.ofMinutes(16)).down("cache@na").afterSeconds(30);

        assertThat(story.incidents()).hasSize(2);
    }

    @Test
    void whatHealsInOneRegionEndsThereAloneWhileTheIncidentGoesOn() {
        var story = Story.of(harbour());
        story.down("login@na", "login@eu").afterSeconds(60);

        story.up("login@eu").after(Duration.ofMinutes(3));

        assertThat(story.onlyIncident().standing()).extracting("region").containsExactly("na");
        assertThat(story.kinds()).contains("OutageEnded").doesNotContain("Resolved");
    }

    @Test
    void aCellThatIsNotWatchedAnyMoreLeavesItsOutage() {
        var story = Story.of(harbour());
        story.down("login@na", "cache@na").afterSeconds(30);

        story.unwatched("login@na").afterSeconds(1);

        assertThat(story.events(ImpactChanged.class).getLast().left()).containsExactly(Cell.of("login@na"));
    }

    @Test
    void aComponentThatLeavesTheCatalogLeavesItsOutageWhichEndsWithoutCells() {
        var story = Story.of(harbour());
        story.down("cache@na").afterSeconds(30);

        story.withoutComponent("cache", 2);

        assertThat(story.kinds()).endsWith("OutageEnded", "Resolved");
    }

    @Test
    void impactIsToldOnceASecond() {
        var story = Story.of(harbour());
        story.down("cache@na").afterSeconds(30);

        story.down("login@na", "api@na", "search@na").afterSeconds(1);

        assertThat(story.events(ImpactChanged.class)).hasSize(2);
        assertThat(story.events(ImpactChanged.class).getLast().cells()).hasSize(2);
    }

    @Test
    void moreThanFiveHundredCellsComeInSeveralEvents() {
        var wide = emptyCatalog().region("na", "North America", 1).component("root");
        for (var i = 0; i < 1_200; i++) {
            wide.component("leaf-" + i, "root");
        }
        var story = Story.of(wide);

        for (var i = 0; i < 1_200; i++) {
            story.down("leaf-%d@na".formatted(i));
        }
        story.down("root@na").afterSeconds(25);

        assertThat(story.events(OutageStarted.class)).singleElement().satisfies(started -> {
            assertThat(started.cells()).hasSize(500);
            assertThat(started.allCells()).isEqualTo(1_201);
        });
        assertThat(story.events(ImpactChanged.class))
                .extracting(changed -> changed.cells().size())
                .containsExactly(500, 201);
        assertThat(story.told().getLast().snapshot().cells()).hasSize(200);
    }

    @Test
    void aRecoveredCellOfWhichNothingIsKnownHoldsTheEndBack() {
        var story = Story.of(harbour())
                .down("cache@na")
                .afterSeconds(30)
                .up("cache@na")
                .afterSeconds(60);

        story.unknown("cache@na").after(Duration.ofMinutes(10));
        var whileUnknown = story.onlyIncident().isOpen();
        story.up("cache@na").afterSeconds(121);

        assertThat(whileUnknown).isTrue();
        assertThat(story.onlyIncident().isOpen()).isFalse();
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
    void anInferredRootStaysTheRootWhenSomeOfWhatNeedsItRecovers() {
        var story = Story.of(
                twoChains().unwatched("network").component("calls", "network").component("chat", "network"));
        story.down("calls@na", "chat@na").afterSeconds(30);

        story.up("calls@na").afterSeconds(10).degraded("chat@na").afterSeconds(5);

        assertThat(outageIn(story, "na").rootCell()).isEqualTo(Cell.of("network@na"));
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

    @Test
    void causesOfTheirOwnInTwoRegionsAreTwoIncidentsThoughTheyHitTheSameComponent() {
        var story = Story.of(twoChainsOfOneProduct());

        story.down("store@na", "web@na", "queue@eu", "web@eu").afterSeconds(60);

        assertThat(story.incidents()).hasSize(2);
    }

    private static CatalogBuilder twoChainsOfOneProduct() {
        return emptyCatalog()
                .region("na", "North America", 20_000)
                .region("eu", "Europe", 80_000)
                .component("web", "store", "queue")
                .component("store")
                .component("queue");
    }

    @Test
    void siblingsOpenInTheSameOrderWhicheverPartitionIsReadFirst() {
        var one = Story.of(harbour()).down("login@na", "login@eu").afterSeconds(60);
        var other = Story.of(harbour()).down("login@eu", "login@na").afterSeconds(60);

        assertThat(one.events()).isEqualTo(other.events());
    }

    @Test
    void whatTheCatalogHidesNowIsToldSo() {
        var story = Story.of(harbour()).down("login@na").afterSeconds(30);
        var login = story.state.graph().catalog().component("login").orElseThrow();

        story.withComponent(
                        new ComponentDefined(
                                2,
                                story.now,
                                "login",
                                login.name(),
                                null,
                                null,
                                Weight.LOW,
                                false,
                                login.position(),
                                login.regions(),
                                login.needs(),
                                login.needsCells(),
                                null),
                        2)
                .afterSeconds(2);

        assertThat(story.events(ImpactChanged.class).getLast().cells())
                .singleElement()
                .satisfies(impact -> assertThat(impact.isPublic()).isFalse());
        assertThat(story.rules()).contains(Rule.EDITED);
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

    private static Incident incidentWith(Story story, String cell) {
        return story.incidents().stream()
                .filter(incident -> incident.standingOutageOf(Cell.of(cell)).isPresent())
                .findFirst()
                .orElseThrow();
    }
}

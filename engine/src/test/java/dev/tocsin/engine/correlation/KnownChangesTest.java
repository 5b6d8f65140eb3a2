package dev.tocsin.engine.correlation;

import static dev.tocsin.engine.correlation.CatalogBuilder.harbour;
import static dev.tocsin.engine.correlation.CatalogBuilder.twoChains;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.change.ChangeHeld;
import dev.tocsin.contract.incident.IncidentEvent.SuspectConfirmed;
import dev.tocsin.contract.incident.Suspect;
import dev.tocsin.contract.incident.Suspect.Confidence;
import dev.tocsin.contract.incident.Suspect.ScorePart;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Which change is to blame, and when that is certain.
class KnownChangesTest {

    private static Story patchedAndBroken() {
        return Story.of(harbour())
                .applied("patch-17", "cache", "na")
                .after(Duration.ofMinutes(8))
                .down("login@na", "cache@na")
                .after(Duration.ofMinutes(5));
    }

    @Test
    void takingItBackAndRecoveryConfirmIt() {
        var story = patchedAndBroken();

        story.reverted("patch-17").afterSeconds(120).up("cache@na", "login@na").afterSeconds(10);

        assertThat(story.events(SuspectConfirmed.class))
                .singleElement()
                .satisfies(
                        confirmed -> assertThat(confirmed.suspect().subject()).isEqualTo("patch-17"));
    }

    @Test
    void recoveryLongAfterConfirmsNothing() {
        var story = patchedAndBroken();

        story.reverted("patch-17")
                .after(Duration.ofMinutes(11))
                .up("cache@na", "login@na")
                .afterSeconds(10);

        assertThat(story.events(SuspectConfirmed.class)).isEmpty();
        assertThat(confidence(story, "patch-17")).isEqualTo(Confidence.LIKELY);
    }

    @Test
    void recoveryBeforeItWasTakenBackConfirmsNothing() {
        var story = patchedAndBroken();

        story.up("cache@na")
                .afterSeconds(30)
                .reverted("patch-17")
                .up("login@na")
                .afterSeconds(10);

        assertThat(story.events(SuspectConfirmed.class)).isEmpty();
    }

    @Test
    void whatElseWasDoneOnThePathMeanwhileConfirmsNothing() {
        var anotherChange = patchedAndBroken().applied("fix-18", "cache", "na");
        var plannedWork = patchedAndBroken().window("repair", Duration.ofHours(1), "cache@na");
        var elsewhere = patchedAndBroken().applied("fix-19", "cache", "eu");

        for (var story : List.of(anotherChange, plannedWork, elsewhere)) {
            story.afterSeconds(10)
                    .reverted("patch-17")
                    .afterSeconds(60)
                    .up("cache@na", "login@na")
                    .afterSeconds(10);
        }

        assertThat(anotherChange.events(SuspectConfirmed.class)).isEmpty();
        assertThat(plannedWork.events(SuspectConfirmed.class)).isEmpty();
        assertThat(elsewhere.events(SuspectConfirmed.class)).hasSize(1);
    }

    @Test
    void everyScoreSaysItsParts() {
        var suspect = suspect(patchedAndBroken(), "patch-17");

        assertThat(suspect.parts())
                .extracting(ScorePart::name)
                .containsExactly("time", "distance", "regions", "record");
        assertThat(suspect.parts())
                .extracting(ScorePart::why)
                .containsExactly(
                        "applied 8 min before the onset",
                        "touches cache@na itself",
                        "regions: applied in 1, bad 1, both 1",
                        "no earlier patch is known");
    }

    @Test
    void slowBurnLooksBackADay() {
        var story = Story.of(harbour()).applied("leak-3", "cache", "na").after(Duration.ofHours(5));

        story.degraded("cache@na").afterSeconds(30);

        assertThat(story.onlyIncident().suspects()).extracting(Suspect::subject).contains("leak-3");
    }

    @Test
    void slowBurnLooksBackADayThoughItEndsInFailure() {
        var story = Story.of(harbour()).applied("leak-3", "cache", "na").after(Duration.ofHours(5));

        story.degraded("cache@na").afterSeconds(30).down("cache@na", "login@na").afterSeconds(30);

        assertThat(story.onlyIncident().suspects()).extracting(Suspect::subject).contains("leak-3");
    }

    @Test
    void aRegionThatBreaksWithinMinutesOfAChangeSaysSoOnce() {
        var story = Story.of(harbour()).applied("patch-17", "cache").after(Duration.ofMinutes(2));

        story.down("cache@na", "login@na")
                .after(Duration.ofMinutes(5))
                .down("search@na")
                .after(Duration.ofMinutes(1));

        var incident = story.onlyIncident();
        assertThat(story.held)
                .singleElement()
                .satisfies(held ->
                        assertThat(held.reason()).isEqualTo("North America broke 2 min after it was applied there"))
                .extracting(ChangeHeld::change, ChangeHeld::regions, ChangeHeld::incident)
                .containsExactly("patch-17", List.of("na"), incident.id());
    }

    @Test
    void aChangeOfAllThatNeedsAnInferredRootIsConfirmedAndOneOfSomeIsNot() {
        var both = brokenBelowAnUnwatchedRoot("calls", "chat");
        var one = brokenBelowAnUnwatchedRoot("calls");

        for (var story : List.of(both, one)) {
            story.reverted("deploy").afterSeconds(60).up("calls@na", "chat@na").afterSeconds(10);
        }

        assertThat(both.onlyIncident().suspects().getFirst().subject()).isEqualTo("deploy");
        assertThat(confidence(both, "deploy")).isEqualTo(Confidence.CONFIRMED);
        assertThat(confidence(one, "deploy")).isNotEqualTo(Confidence.CONFIRMED);
        assertThat(both.held).extracting(ChangeHeld::change).containsExactly("deploy");
    }

    @Test
    void theRegionOfTheRootCountsForAChangeThere() {
        var story = Story.of(twoChains().component("calls", "store@eu").component("chat", "store@eu"))
                .applied("patch-17", "store", "eu")
                .after(Duration.ofMinutes(8))
                .down("store@eu", "calls@na", "chat@na")
                .afterSeconds(30);

        assertThat(story.held)
                .hasSize(2)
                .allSatisfy(held -> assertThat(held.regions()).containsExactly("eu"));
        assertThat(story.held)
                .extracting(ChangeHeld::reason)
                .contains("North America broke 8 min after it was applied in Europe, on which it depends");
        assertThat(story.onlyIncident().suspects())
                .filteredOn(suspect -> suspect.subject().equals("patch-17"))
                .flatExtracting(Suspect::parts)
                .contains(new ScorePart("regions", 0.2, "applied in the region of store@eu, and in 0 others"));
    }

    private static Story brokenBelowAnUnwatchedRoot(String... changed) {
        return Story.of(twoChains()
                        .unwatched("network")
                        .component("calls", "network")
                        .component("chat", "network"))
                .applied("deploy", List.of(changed), "na")
                .after(Duration.ofMinutes(2))
                .down("calls@na", "chat@na")
                .after(Duration.ofMinutes(5));
    }

    @Test
    void aChangeAnHourOldStopsNoRollout() {
        var story = Story.of(harbour()).applied("patch-17", "cache", "na").after(Duration.ofMinutes(20));

        story.down("cache@na").afterSeconds(30);

        assertThat(story.held).isEmpty();
    }

    private static Confidence confidence(Story story, String subject) {
        return suspect(story, subject).confidence();
    }

    private static Suspect suspect(Story story, String subject) {
        return story.onlyIncident().suspects().stream()
                .filter(suspect -> suspect.subject().equals(subject))
                .findFirst()
                .orElseThrow();
    }
}

package dev.tocsin.engine.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Json;
import dev.tocsin.contract.Severity;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.Weight;
import dev.tocsin.contract.incident.IncidentEvent.Acknowledged;
import dev.tocsin.contract.incident.IncidentEvent.ImpactCorrected;
import dev.tocsin.contract.incident.IncidentEvent.Linked;
import dev.tocsin.contract.incident.IncidentEvent.OutageEnded;
import dev.tocsin.contract.incident.IncidentEvent.PostmortemPublished;
import dev.tocsin.contract.incident.IncidentEvent.Reopened;
import dev.tocsin.contract.incident.IncidentEvent.Resolved;
import dev.tocsin.contract.incident.IncidentEvent.Unacknowledged;
import dev.tocsin.contract.incident.IncidentEvent.UpdatePosted;
import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.contract.incident.Reach;
import dev.tocsin.contract.incident.Suspect;
import dev.tocsin.contract.incident.Suspect.Confidence;
import dev.tocsin.contract.incident.Suspect.SuspectKind;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The steps that each state may take. Those that it may not take do not compile.
final class IncidentTest {

    private static final Instant NOON = Instant.parse("2006-02-09T12:00:00Z");
    private static final Instant LATER = NOON.plusSeconds(60);
    private static final Cell CACHE = new Cell("cache", "na");
    private static final Outage OUTAGE =
            Outage.of("na", List.of(Impact.of(CACHE, Verdict.DOWN, NOON, true, Weight.HIGH)));

    private static final OpenIncident OPEN =
            OpenIncident.of("0c8e1r5t7y3u", NOON).withNew(OUTAGE);

    @Test
    void isInvestigatedUntilSomethingIsLikelyToBlame() {
        var possible = open(OPEN.suspect(List.of(suspect(Confidence.POSSIBLE)), LATER));
        var likely = open(possible.suspect(List.of(suspect(Confidence.LIKELY)), LATER));

        assertThat(OPEN.state()).isEqualTo(IncidentState.INVESTIGATING);
        assertThat(possible.state()).isEqualTo(IncidentState.INVESTIGATING);
        assertThat(likely.state()).isEqualTo(IncidentState.IDENTIFIED);
    }

    @Test
    void isMonitoredWhileAllItsCellsAreUp() {
        var up = OPEN.with(OPEN.outage("na-1").turned(CACHE, Verdict.UP, LATER, true, LATER));

        assertThat(up.state()).isEqualTo(IncidentState.MONITORING);
    }

    @Test
    void outagesAreNumberedByRegion() {
        var two = OPEN.withNew(OUTAGE);

        assertThat(two.outages()).extracting(Outage::id).containsExactly("na-1", "na-2");
        assertThat(two.nextOutageIn("eu")).isEqualTo("eu-1");
    }

    @Test
    void isAcknowledgedByAPerson() {
        var step = OPEN.acknowledge("dana", LATER);

        assertThat(step.event()).isEqualTo(new Acknowledged(step.incident().head(), LATER, "dana"));
        assertThat(step.incident().acknowledgedBy()).isEqualTo("dana");
        assertThat(step.incident().number()).isEqualTo(1);
    }

    @Test
    void anAcknowledgementIsTakenBack() {
        var acknowledged = (OpenIncident) OPEN.acknowledge("dana", LATER).incident();

        var step = acknowledged.unacknowledge("maria", LATER);

        assertThat(step.event()).isEqualTo(new Unacknowledged(step.incident().head(), LATER, "maria"));
        assertThat(step.incident().acknowledgedBy()).isNull();
    }

    @Test
    void anEventIsNeverEarlierThanTheOneBefore() {
        var late = OPEN.acknowledge("dana", LATER).incident();

        assertThat(late.post("dana", "We are on it.", null, NOON).event().time())
                .isEqualTo(LATER);
    }

    @Test
    void aCorrectionHoldsUntilTheMachineFindsWorse() {
        var minor = OPEN.assessed(new Assessment("Cache is slow", Severity.MINOR, new Reach(1, 1)));
        var corrected = open(minor.correct("Nothing much", Severity.INTERNAL, "dana", "a test", LATER));
        var worse = corrected.assessed(new Assessment("Cache is down", Severity.MAJOR, new Reach(1, 1)));

        assertThat(corrected.assessment().title()).isEqualTo("Nothing much");
        assertThat(corrected.correctionOvertaken(LATER)).isEmpty();
        assertThat(worse.correctionOvertaken(LATER)).hasValueSatisfying(step -> {
            assertThat(step.event())
                    .isInstanceOfSatisfying(
                            ImpactCorrected.class,
                            event -> assertThat(event.by()).isNull());
            assertThat(step.incident().assessment().title()).isEqualTo("Cache is down");
        });
    }

    @Test
    void isLinkedToAnotherOnce() {
        var linked = open(OPEN.link("another", LATER));

        assertThat(OPEN.link("another", LATER).event()).isInstanceOf(Linked.class);
        assertThat(linked.linkedTo("another").linked()).containsExactly("another");
    }

    @Test
    void anOutageEndsAndTheIncidentIsStillOpen() {
        var step = OPEN.end(OPEN.outage("na-1"), LATER, LATER);

        assertThat(step.event()).isInstanceOf(OutageEnded.class);
        assertThat(step.incident()).isInstanceOf(OpenIncident.class);
        assertThat(step.incident().standing()).isEmpty();
    }

    @Test
    void whatStillStandsEndsWhenItIsResolved() {
        var step = OPEN.resolve("dana", "it is harmless", LATER);

        assertThat(step.event()).isEqualTo(new Resolved(step.incident().head(), LATER, "dana", "it is harmless", null));
        assertThat(step.incident()).isInstanceOf(ResolvedIncident.class);
        assertThat(step.incident().state()).isEqualTo(IncidentState.RESOLVED);
        assertThat(step.incident().resolvedAt()).isEqualTo(LATER);
        assertThat(step.incident().outages()).noneMatch(Outage::stands);
    }

    @Test
    void mergedItIsOverAndNamesWhereItGoesOn() {
        var step = OPEN.mergeInto("another", "dana", LATER);

        assertThat(step.event()).isEqualTo(new Resolved(step.incident().head(), LATER, "dana", null, "another"));
        assertThat(step.incident()).isInstanceOfSatisfying(MergedIncident.class, merged -> {
            assertThat(merged.into()).isEqualTo("another");
            assertThat(merged.linked()).containsExactly("another");
            assertThat(merged.state()).isEqualTo(IncidentState.RESOLVED);
        });
    }

    @Test
    void onceItIsOverItHasAPostmortemWhichIsReplacedByTheNext() {
        var step = resolved().publishPostmortem("dana", "A patch.", "Taken back.", "Staging first.", LATER);
        var again = ((ResolvedIncident) step.incident())
                .publishPostmortem("dana", "Another patch.", "Taken back.", "Staging first.", LATER.plusSeconds(1));

        assertThat(step.event()).isInstanceOf(PostmortemPublished.class);
        assertThat(step.incident().state()).isEqualTo(IncidentState.POSTMORTEM);
        assertThat(again.incident().state()).isEqualTo(IncidentState.POSTMORTEM);
    }

    @Test
    void theNextEpisodeBeginsWithWhatPeopleDidAndWithoutWhatTheMachineFound() {
        var suspected = open(OPEN.suspect(List.of(suspect(Confidence.LIKELY)), NOON));
        var acknowledged = open(suspected.acknowledge("dana", NOON));
        var over = (ResolvedIncident) acknowledged.resolve(null, null, NOON).incident();

        var next = over.nextEpisode();

        assertThat(next.episode()).isEqualTo(2);
        assertThat(next.acknowledgedBy()).isEqualTo("dana");
        assertThat(next.suspects()).isEmpty();
        assertThat(next.ofThisEpisode()).isEmpty();
        assertThat(next.reopen(LATER, LATER).event()).isInstanceOf(Reopened.class);
        assertThat(next.reopen(LATER, LATER).incident().number()).isEqualTo(4);
    }

    @Test
    void updatesArePostedInEachState() {
        for (var incident : List.of(
                OPEN, resolved(), OPEN.mergeInto("another", "dana", LATER).incident())) {
            var step = incident.post("dana", "What we know.", null, LATER);

            assertThat(step.event()).isInstanceOf(UpdatePosted.class);
            assertThat(step.incident()).hasSameClassAs(incident);
        }
    }

    @Test
    void aDocumentIsReadAsTheStateThatWasWritten() throws JsonProcessingException {
        var told = resolved().publishPostmortem("dana", "A patch.", "Taken back.", "Staging first.", LATER);
        for (var incident : List.of(
                OPEN,
                resolved(),
                told.incident(),
                OPEN.mergeInto("another", "dana", LATER).incident())) {
            var document = Json.mapper().writeValueAsString(incident);

            assertThat(Json.mapper().readValue(document, Incident.class)).isEqualTo(incident);
        }
    }

    @Test
    void aMergedIncidentKeepsThePostmortemThatAReleaseBeforeAllowed() throws JsonProcessingException {
        ObjectNode document = Json.mapper()
                .valueToTree(OPEN.mergeInto("another", "dana", LATER).incident());
        document.withObject("handling").put("postmortemAt", LATER.toString());

        var read = Json.mapper().treeToValue(document, Incident.class);

        assertThat(read.state()).isEqualTo(IncidentState.POSTMORTEM);
        assertThat(read.post("dana", "What we know.", null, LATER).incident().state())
                .isEqualTo(IncidentState.POSTMORTEM);
    }

    private static ResolvedIncident resolved() {
        return (ResolvedIncident) OPEN.resolve(null, null, LATER).incident();
    }

    private static OpenIncident open(StoryStep step) {
        return (OpenIncident) step.incident();
    }

    private static Suspect suspect(Confidence confidence) {
        return new Suspect(SuspectKind.CHANGE, "deploy-1", "Patch the cache", confidence, 0.8, List.of());
    }
}

package dev.tocsin.engine.correlation;

import static dev.tocsin.engine.correlation.CatalogBuilder.harbour;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Severity;
import dev.tocsin.contract.incident.IncidentEvent;
import dev.tocsin.contract.incident.IncidentEvent.ImpactChanged;
import dev.tocsin.contract.incident.IncidentEvent.ImpactCorrected;
import dev.tocsin.contract.incident.IncidentEvent.Opened;
import dev.tocsin.contract.incident.IncidentEvent.OutageStarted;
import dev.tocsin.contract.incident.IncidentEvent.Resolved;
import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.engine.correlation.Command.Acknowledge;
import dev.tocsin.engine.correlation.Command.CorrectImpact;
import dev.tocsin.engine.correlation.Command.Merge;
import dev.tocsin.engine.correlation.Command.PublishPostmortem;
import dev.tocsin.engine.correlation.Command.Resolve;
import dev.tocsin.engine.correlation.Command.Split;
import dev.tocsin.engine.correlation.TraceEntry.Rule;
import dev.tocsin.engine.lifecycle.Incident;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What people do to incidents, and what the machine makes of it.
class OperatorsTest {

    @Test
    void resolvingByHandMutesWhatIsBadUntilItWasUpOnce() {
        var story = Story.of(harbour()).down("cache@na").afterSeconds(30);
        var id = story.onlyIncident().id();

        story.order(new Resolve(id, "dana", "known, and harmless", story.now)).after(Duration.ofMinutes(20));
        var whileMuted = story.kinds();
        story.up("cache@na").afterSeconds(30).down("cache@na").afterSeconds(30);

        assertThat(whileMuted).endsWith("Resolved");
        assertThat(story.events(Resolved.class).getFirst().reason()).isEqualTo("known, and harmless");
        assertThat(story.events(Opened.class)).hasSize(2);
    }

    @Test
    void resolvingWhileCellsAreBadWantsAReason() {
        var story = Story.of(harbour()).down("cache@na").afterSeconds(30);

        story.order(new Resolve(story.onlyIncident().id(), "dana", " ", story.now));

        assertThat(story.refusal)
                .isEqualTo("is required while anything is down: 1 of its cells are not up, such as cache@na");
        assertThat(story.onlyIncident().isOpen()).isTrue();
    }

    @Test
    void aMergeSendsOneClosingThatNamesTheOtherWhichTakesTheOutages() {
        var story = Story.of(CatalogBuilder.twoChains())
                .down("store@na", "queue@na")
                .afterSeconds(60);
        var into = incidentWith(story, "store@na");
        var absorbed = incidentWith(story, "queue@na");

        story.order(new Merge(absorbed.id(), into.id(), "dana", story.now)).afterSeconds(60);
        var merged = incidentWith(story, "queue@na").id();
        story.up("store@na", "queue@na").after(Duration.ofMinutes(3));

        assertThat(story.refusal).isNull();
        assertThat(merged).isEqualTo(into.id());
        assertThat(closings(story, absorbed.id())).singleElement().satisfies(closing -> {
            assertThat(closing.mergedInto()).isEqualTo(into.id());
            assertThat(closing.incident().regions()).containsExactly("na");
        });
        assertThat(closings(story, into.id())).hasSize(1);
        assertThat(story.events(OutageStarted.class).getLast().incident().id()).isEqualTo(into.id());
    }

    @Test
    void whatWasMergedDoesNotReopen() {
        var story = Story.of(CatalogBuilder.twoChains())
                .down("store@na", "queue@na")
                .afterSeconds(60);
        var into = incidentWith(story, "store@na").id();
        var absorbed = incidentWith(story, "queue@na").id();
        story.order(new Merge(absorbed, into, "dana", story.now));
        story.up("store@na", "queue@na").after(Duration.ofMinutes(3));

        story.down("queue@na").afterSeconds(30);

        assertThat(incidentWith(story, "queue@na").id()).isEqualTo(into);
        assertThat(incidentWith(story, "queue@na").episode()).isEqualTo(2);
    }

    @Test
    void whatCustomersReadIsNotMergedIntoWhatTheyCannotRead() {
        var story = Story.of(CatalogBuilder.twoChains())
                .down("store@na", "queue@na")
                .afterSeconds(60);
        var into = incidentWith(story, "store@na").id();
        var absorbed = incidentWith(story, "queue@na").id();
        story.order(new CorrectImpact(into, "dana", null, Severity.INTERNAL, "only our own", story.now));

        story.order(new Merge(absorbed, into, "dana", story.now));

        assertThat(story.refusal)
                .isEqualTo("must be one that customers can read, as they can read %s; %s stays internal"
                        .formatted(absorbed, into));
        assertThat(story.state.incident(absorbed).isOpen()).isTrue();
    }

    @Test
    void anInternalIncidentThatBecomesPublicTakesAPublicOne() {
        var story = Story.of(harbour()).down("database@na").afterSeconds(60);
        var into = story.onlyIncident().id();
        story.down("login@eu").afterSeconds(60);
        var absorbed = incidentWith(story, "login@eu").id();

        story.order(new Merge(absorbed, into, "dana", story.now));

        assertThat(story.refusal).isNull();
        assertThat(story.state.incident(into).assessment().severity()).isNotEqualTo(Severity.INTERNAL);
    }

    @Test
    void aSplitOpensANewIncidentWithTheseCells() {
        var story =
                Story.of(harbour()).down("login@na", "cache@na", "search@na").afterSeconds(30);
        var whole = story.onlyIncident().id();

        story.order(new Split(whole, List.of(Cell.of("search@na")), "dana", story.now))
                .afterSeconds(5);
        var part = incidentWith(story, "search@na");
        story.up("search@na").after(Duration.ofMinutes(3));

        assertThat(part.id()).isNotEqualTo(whole);
        assertThat(part.linked()).containsExactly(whole);
        assertThat(story.state.incident(part.id()).state()).isEqualTo(IncidentState.RESOLVED);
        assertThat(story.state.incident(whole).isOpen()).isTrue();
        assertThat(story.state.incident(whole).linked()).containsExactly(part.id());
        assertThat(story.events(ImpactChanged.class).getFirst().left()).containsExactly(Cell.of("search@na"));
    }

    @Test
    void splittingOffAllOfItOrStrangersIsRefused() {
        var story = Story.of(harbour()).down("cache@na").afterSeconds(30);
        var id = story.onlyIncident().id();

        story.order(new Split(id, List.of(Cell.of("cache@na")), "dana", story.now));
        var all = story.refusal;
        story.order(new Split(id, List.of(Cell.of("api@eu")), "dana", story.now));

        assertThat(all).isEqualTo("must leave at least one cell in this incident");
        assertThat(story.refusal).isEqualTo("names api@eu, which is in none of its ongoing outages");
        assertThat(story.incidents()).hasSize(1);
    }

    @Test
    void aCorrectionStandsUntilTheMachineFindsWorse() {
        var story = Story.of(harbour()).degraded("login@na").afterSeconds(30);
        var id = story.onlyIncident().id();

        story.order(
                new CorrectImpact(id, "dana", "Some logins are slow", Severity.INTERNAL, "only our own", story.now));
        var corrected = story.onlyIncident().assessment();
        story.degraded("api@na").afterSeconds(5);
        var stillCorrected = story.onlyIncident().assessment();
        story.down("login@na").afterSeconds(5);

        assertThat(corrected.title()).isEqualTo("Some logins are slow");
        assertThat(corrected.severity()).isEqualTo(Severity.INTERNAL);
        assertThat(stillCorrected.severity()).isEqualTo(Severity.INTERNAL);
        assertThat(story.onlyIncident().assessment().severity()).isEqualTo(Severity.CRITICAL);
        assertThat(story.events(ImpactCorrected.class))
                .extracting(ImpactCorrected::by)
                .containsExactly("dana", null);
        assertThat(story.rules()).contains(Rule.ORDERED, Rule.CORRECTION_ENDED);
    }

    @Test
    void anIncidentThatIsOverIsNeitherAcknowledgedNorCorrected() {
        var story = Story.of(harbour()).down("cache@na").afterSeconds(30);
        var id = story.onlyIncident().id();
        story.order(new Resolve(id, "dana", "known, and harmless", story.now));

        story.order(new Acknowledge(id, "dana", story.now));
        var acknowledging = story.refusal;
        story.order(new CorrectImpact(id, "dana", "Something else", null, "it was", story.now));

        assertThat(acknowledging).isEqualTo("incident %s is over".formatted(id));
        assertThat(story.refusal).isEqualTo("incident %s is over".formatted(id));
        assertThat(story.onlyIncident().acknowledgedBy()).isNull();
    }

    @Test
    void thePostmortemOfAMergedIncidentIsPublishedInTheOther() {
        var story = Story.of(CatalogBuilder.twoChains())
                .down("store@na", "queue@na")
                .afterSeconds(60);
        var into = incidentWith(story, "store@na").id();
        var absorbed = incidentWith(story, "queue@na").id();
        story.order(new Merge(absorbed, into, "dana", story.now));

        story.order(new PublishPostmortem(absorbed, "dana", "A patch.", "It was taken back.", "Staging.", story.now));

        assertThat(story.refusal)
                .isEqualTo(
                        "incident %s was merged into %s: its postmortem is published there".formatted(absorbed, into));
    }

    @Test
    void whatIsNotKnownIsRefused() {
        var story = Story.of(harbour()).order(new Resolve("0123456789ab", "dana", "why not", Story.NOON));

        assertThat(story.refusal).isEqualTo("there is no incident 0123456789ab, or it ended long ago");
    }

    private static List<Resolved> closings(Story story, String incident) {
        return story.events(Resolved.class).stream()
                .filter(closing -> ((IncidentEvent) closing).incident().id().equals(incident))
                .toList();
    }

    private static Incident incidentWith(Story story, String cell) {
        return story.incidents().stream()
                .filter(incident -> incident.standingOutageOf(Cell.of(cell)).isPresent())
                .findFirst()
                .orElseThrow();
    }
}

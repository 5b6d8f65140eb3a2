package dev.tocsin.engine.correlation;

import static dev.tocsin.engine.correlation.CatalogBuilder.harbour;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Json;
import dev.tocsin.contract.Severity;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.incident.IncidentEvent.Opened;
import dev.tocsin.contract.incident.IncidentEvent.OutageStarted;
import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.engine.correlation.Command.Open;
import dev.tocsin.engine.correlation.Command.PostUpdate;
import dev.tocsin.engine.correlation.Command.Resolve;
import dev.tocsin.engine.lifecycle.Incident;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Incidents that a person opens, and what becomes of them.
class HandOpenerTest {

    private static final String ID = "0123456789ab";

    @Test
    void itIsOpenedWithItsCellsAndItsFirstUpdate() {
        var story = Story.of(harbour());

        story.order(open(story, "login@na", "login@eu"));

        assertThat(story.kinds()).startsWith("Opened", "OutageStarted", "OutageStarted", "UpdatePosted");
        assertThat(story.events(Opened.class).getFirst().by()).isEqualTo("dana");
        assertThat(story.events(OutageStarted.class))
                .extracting(OutageStarted::region)
                .containsExactly("eu", "na");
        assertThat(story.onlyIncident().assessment().title()).isEqualTo("Log in is down in Europe and North America");
        assertThat(story.onlyIncident().assessment().severity()).isEqualTo(Severity.CRITICAL);
        assertThat(story.onlyIncident().state()).isEqualTo(IncidentState.INVESTIGATING);
        assertThat(story.onlyIncident().story().updates())
                .singleElement()
                .satisfies(update -> assertThat(update.text()).isEqualTo("We are on it."));
    }

    @Test
    void theTitleAndTheSeverityOfThePersonStand() {
        var story = Story.of(harbour()).order(open(story(), "Exports are late", Severity.MINOR, "login@na"));

        var found = story.after(Duration.ofMinutes(10)).onlyIncident().assessment();

        assertThat(found.title()).isEqualTo("Exports are late");
        assertThat(found.severity()).isEqualTo(Severity.MINOR);
    }

    @Test
    void itDoesNotEndByItselfWhileNoCheckHasShownTheTrouble() {
        var story = Story.of(harbour()).order(open(story(), "login@na"));

        story.after(Duration.ofHours(3));
        var stillOpen = story.onlyIncident().isOpen();
        story.order(new Resolve(ID, "dana", "it was the network of a customer", story.now));

        assertThat(stillOpen).isTrue();
        assertThat(story.onlyIncident().isOpen()).isFalse();
        assertThat(story.state.cell(Cell.of("login@na")).muted()).isFalse();
    }

    @Test
    void aCellThatFailsLaterIsItsOwnAndEndsItWithItsRecovery() {
        var story = Story.of(harbour()).order(open(story(), "login@na"));

        story.after(Duration.ofHours(1)).down("login@na").afterSeconds(60);
        var whileDown = story.incidents();
        story.up("login@na").after(Duration.ofMinutes(5));

        assertThat(whileDown).hasSize(1);
        assertThat(story.onlyIncident().state()).isEqualTo(IncidentState.RESOLVED);
        assertThat(story.events(Opened.class)).hasSize(1);
    }

    @Test
    void aCellThatNeedsItJoinsAndItsRecoveryAloneEndsNothing() {
        var story = Story.of(harbour()).order(open(story(), "cache@na"));

        story.after(Duration.ofHours(1)).down("search@na").afterSeconds(60);
        var joined = story.onlyIncident().standingOutageOf(Cell.of("search@na"));
        story.up("search@na").after(Duration.ofMinutes(30));

        assertThat(joined).isPresent();
        assertThat(story.onlyIncident().isOpen()).isTrue();
    }

    @Test
    void aCellThatIsBadAlreadyEntersAsTheChecksFoundIt() {
        var story = Story.of(harbour()).degraded("login@na").afterSeconds(5);

        story.order(open(story, "login@na")).afterSeconds(60);

        assertThat(story.onlyIncident().outages().getFirst().statedCells()).isEmpty();
        assertThat(story.onlyIncident().assessment().title()).isEqualTo("Log in is degraded in North America");
    }

    @Test
    void theEndOfAWatchTakesNoStatedCellAway() {
        var story = Story.of(harbour()).order(open(story(), "login@na", "api@na"));

        story.unwatched("login@na").afterSeconds(30);

        assertThat(story.onlyIncident().standingOutageOf(Cell.of("login@na"))).isPresent();
    }

    @Test
    void theSameRequestAgainChangesNothing() {
        var story = Story.of(harbour()).order(open(story(), "login@na"));
        var before = story.state;

        story.order(open(story, "login@na"));

        assertThat(story.refusal).isEqualTo("incident %s was opened already".formatted(ID));
        assertThat(story.state).isEqualTo(before);
    }

    @Test
    void cellsThatAreElsewhereOrNowhereAreRefused() {
        var story = Story.of(harbour()).down("cache@na").afterSeconds(30);
        var other = story.onlyIncident().id();

        var refusals = Stream.of(open(story, "cache@na", "login@eu"), open(story, "fax@na"), open(story))
                .map(command -> story.order(command).refusal)
                .toList();

        assertThat(refusals)
                .containsExactly(
                        "names cache@na, which is a part of the open incident %s already".formatted(other),
                        "names fax@na, which is not in the catalog",
                        "must name at least one");
        assertThat(story.incidents()).hasSize(1);
    }

    @Test
    void anIncidentOfCellsThatAreUpCannotBeExpressed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Open(
                        ID, "dana", null, null, List.of(Cell.of("login@na")), Verdict.UP, "x", null, Story.NOON));
    }

    @Test
    void itIsStoredAndReadAsItIs() throws Exception {
        var story = Story.of(harbour()).order(open(story(), "login@na"));
        story.order(new PostUpdate(ID, "dana", "Still on it.", null, story.now));

        var json = Json.mapper().writeValueAsString(story.onlyIncident());
        var again = Json.mapper().readValue(json, Incident.class);

        assertThat(again.outages()).isEqualTo(story.onlyIncident().outages());
        assertThat(json).contains("\"byHand\":true");
    }

    private static Story story() {
        return Story.of(harbour());
    }

    private static Open open(Story story, String... cells) {
        return open(story, null, null, cells);
    }

    private static Open open(Story story, @Nullable String title, @Nullable Severity severity, String... cells) {
        return new Open(
                ID,
                "dana",
                title,
                severity,
                Stream.of(cells).map(Cell::of).toList(),
                Verdict.DOWN,
                "We are on it.",
                null,
                story.now);
    }
}

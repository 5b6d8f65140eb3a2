package dev.tocsin.incident.trust.story;

import static dev.tocsin.incident.trust.live.Harbour.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Severity;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.incident.IncidentEvent;
import dev.tocsin.contract.incident.IncidentEvent.Acknowledged;
import dev.tocsin.contract.incident.IncidentEvent.Opened;
import dev.tocsin.contract.incident.IncidentEvent.OutageEnded;
import dev.tocsin.contract.incident.IncidentEvent.OutageStarted;
import dev.tocsin.contract.incident.IncidentEvent.PostmortemPublished;
import dev.tocsin.contract.incident.IncidentEvent.Reopened;
import dev.tocsin.contract.incident.IncidentEvent.Resolved;
import dev.tocsin.contract.incident.IncidentEvent.SuspectNamed;
import dev.tocsin.contract.incident.IncidentEvent.UpdateEdited;
import dev.tocsin.contract.incident.IncidentEvent.UpdatePosted;
import dev.tocsin.contract.incident.IncidentEvent.UpdateWithdrawn;
import dev.tocsin.contract.incident.IncidentHead;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.incident.trust.live.Audience;
import dev.tocsin.incident.trust.live.Harbour;
import dev.tocsin.incident.trust.live.Views;
import dev.tocsin.incident.trust.story.Story.Postmortem;
import dev.tocsin.incident.trust.story.Story.StoryEntry;
import dev.tocsin.incident.trust.story.UpdateRevision.Withdrawn;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StoryTest {

    private static final IncidentSnapshot OUTAGE = Harbour.cacheOutage(8, IncidentState.POSTMORTEM, NOON);

    private static final List<IncidentEvent> EVENTS = List.of(
            new Opened(head(1, IncidentState.INVESTIGATING), NOON, NOON, List.of(), null),
            started(2),
            new Acknowledged(head(3, IncidentState.INVESTIGATING), NOON.plusSeconds(3), "maria"),
            new SuspectNamed(head(4, IncidentState.IDENTIFIED), NOON.plusSeconds(4), OUTAGE.suspects()),
            new UpdatePosted(
                    head(5, IncidentState.IDENTIFIED),
                    NOON.plusSeconds(5),
                    "maria",
                    "We take back *patch 7*.",
                    NOON.plusSeconds(1800)),
            new OutageEnded(
                    head(6, IncidentState.MONITORING), NOON.plusSeconds(600), "na-1", "na", NOON.plusSeconds(500)),
            new Resolved(head(7, IncidentState.RESOLVED), NOON.plusSeconds(700), null, null, null),
            new PostmortemPublished(
                    head(8, IncidentState.POSTMORTEM),
                    NOON.plusSeconds(9000),
                    "maria",
                    "A patch.",
                    "Taken back.",
                    "Patches in one region first."));

    @Test
    void customersReadWhatTouchesThemAndNothingInternal() {
        var story = Story.of(EVENTS, OUTAGE, Views.atNoon(), Audience.PUBLIC);

        assertThat(story.entries().reversed())
                .extracting(StoryEntry::text)
                .containsExactly(
                        "We are investigating a problem in North America.",
                        "Log in and API are affected in North America.",
                        "We have found a likely cause and are investigating.",
                        "We take back *patch 7*.",
                        "The affected components in North America have recovered.",
                        "Resolved.",
                        "The postmortem is published.");
        assertThat(story.entries()).extracting(StoryEntry::author).containsOnlyNulls();
        assertThat(story.toString()).doesNotContainIgnoringCase("cache", "patch-7", "maria");
    }

    @Test
    void aReopeningByHandIsNotSaidToBeANewFailure() {
        assertThat(reopening("maria", "it goes on"))
                .isEqualTo("We have reopened this incident: the problem in North America is not over.");
        assertThat(reopening(null, null)).isEqualTo("The problem in North America has come back.");
    }

    private static String reopening(@Nullable String by, @Nullable String reason) {
        var reopened = new Reopened(
                head(8, IncidentState.INVESTIGATING), NOON.plusSeconds(900), NOON.plusSeconds(900), by, reason);
        return Story.of(List.of(reopened), OUTAGE, Views.atNoon(), Audience.PUBLIC)
                .entries()
                .getFirst()
                .text();
    }

    @Test
    void eachEntrySaysTheStateThatItBrought() {
        var story = Story.of(EVENTS, OUTAGE, Views.atNoon(), Audience.PUBLIC);

        assertThat(story.entries().reversed())
                .extracting(StoryEntry::state)
                .containsExactly(
                        IncidentState.INVESTIGATING,
                        IncidentState.INVESTIGATING,
                        IncidentState.IDENTIFIED,
                        IncidentState.IDENTIFIED,
                        IncidentState.MONITORING,
                        IncidentState.RESOLVED,
                        IncidentState.POSTMORTEM);
    }

    @Test
    void thePostmortemIsToldWhole() {
        assertThat(Story.of(EVENTS, OUTAGE, Views.atNoon(), Audience.PUBLIC).postmortem())
                .isEqualTo(new Postmortem(
                        NOON.plusSeconds(9000), "A patch.", "Taken back.", "Patches in one region first."));
    }

    @Test
    void theNextUpdateStandsWithTheLatest() {
        var update = Story.of(EVENTS, OUTAGE, Views.atNoon(), Audience.PUBLIC).latestUpdate();

        assertThat(update).extracting(StoryEntry::nextUpdateBy).isEqualTo(NOON.plusSeconds(1800));
    }

    @Test
    void theWorstOfEachCellIsKnownAfterItsEnd() {
        assertThat(Story.of(EVENTS, OUTAGE, Views.atNoon(), Audience.PUBLIC).worst())
                .containsEntry(Harbour.LOGIN_NA, Verdict.DOWN)
                .doesNotContainKey(Harbour.CACHE_NA);
    }

    @Test
    void operatorsReadWhoDidWhat() {
        var story = Story.of(EVENTS, OUTAGE, Views.atNoon(), Audience.OPERATORS);

        assertThat(story.entries()).hasSize(EVENTS.size());
        assertThat(story.entries().get(5))
                .extracting(StoryEntry::text, StoryEntry::author)
                .containsExactly("Acknowledged by maria", "maria");
    }

    @Test
    void anEditedUpdateReadsAnewForAllAndSaysWhen() {
        var edited = new UpdateEdited(
                head(9, IncidentState.POSTMORTEM), NOON.plusSeconds(9100), "lee", 5, "We revert *patch 7*.");

        var story = Story.of(after(edited), later(9), Views.atNoon(), Audience.PUBLIC);

        assertThat(story.entries())
                .filteredOn(StoryEntry::isUpdate)
                .singleElement()
                .satisfies(update -> {
                    assertThat(update.text()).isEqualTo("We revert *patch 7*.");
                    assertThat(update.editedAt()).isEqualTo(NOON.plusSeconds(9100));
                });
        assertThat(story.toString()).doesNotContain("lee", "maria");
    }

    @Test
    void aWithdrawnUpdateIsForOperatorsOnly() {
        var withdrawn = new UpdateWithdrawn(
                head(9, IncidentState.POSTMORTEM), NOON.plusSeconds(9100), "lee", 5, "the wrong patch");

        var read = Story.of(after(withdrawn), later(9), Views.atNoon(), Audience.PUBLIC);
        var worked = Story.of(after(withdrawn), later(9), Views.atNoon(), Audience.OPERATORS);

        assertThat(read.toString()).doesNotContain("We take back", "the wrong patch");
        assertThat(read.latestUpdate()).isNull();
        assertThat(worked.entries())
                .filteredOn(StoryEntry::isUpdate)
                .singleElement()
                .satisfies(update -> {
                    assertThat(update.text()).isEqualTo("We take back *patch 7*.");
                    assertThat(update.withdrawn())
                            .isEqualTo(new Withdrawn(NOON.plusSeconds(9100), "lee", "the wrong patch"));
                });
        assertThat(worked.latestUpdate()).isNull();
    }

    private static List<IncidentEvent> after(IncidentEvent next) {
        return Stream.concat(EVENTS.stream(), Stream.of(next)).toList();
    }

    private static IncidentSnapshot later(long number) {
        return Harbour.cacheOutage(number, IncidentState.POSTMORTEM, NOON);
    }

    @Test
    void whatCameAfterWhatIsShownIsNotToldYet() {
        var earlier = Harbour.cacheOutage(5, IncidentState.IDENTIFIED, NOON);

        var story = Story.of(EVENTS, earlier, Views.atNoon(), Audience.PUBLIC);

        assertThat(story.entries().getFirst().text()).isEqualTo("We take back *patch 7*.");
        assertThat(story.postmortem()).isNull();
    }

    @Test
    void whatIsNotKeptIsTakenFromTheTimeline() {
        var story = Story.of(EVENTS.subList(6, 8), OUTAGE, Views.atNoon(), Audience.PUBLIC);

        assertThat(story.entries())
                .extracting(StoryEntry::number)
                .startsWith(8L, 7L)
                .hasSizeGreaterThan(2);
    }

    @Test
    void veryManyUpdatesAreAllTold() {
        var updates = LongStream.rangeClosed(1, 500)
                .<IncidentEvent>mapToObj(number -> new UpdatePosted(
                        head(number, IncidentState.IDENTIFIED), NOON.plusSeconds(number), "maria", "…", null))
                .toList();

        var story = Story.of(
                updates, Harbour.cacheOutage(500, IncidentState.IDENTIFIED, NOON), Views.atNoon(), Audience.PUBLIC);

        assertThat(story.entries()).hasSize(500);
    }

    private static OutageStarted started(long number) {
        return new OutageStarted(
                head(number, IncidentState.INVESTIGATING),
                NOON.plusSeconds(1),
                "na-1",
                "na",
                NOON,
                null,
                Harbour.cacheOutage(1, IncidentState.IDENTIFIED, NOON).cells(),
                3,
                OUTAGE.reach());
    }

    private static IncidentHead head(long number, IncidentState state) {
        return new IncidentHead(
                Harbour.INCIDENT, number, 1, "Log in is down in North America", state, Severity.MAJOR, List.of("na"));
    }
}

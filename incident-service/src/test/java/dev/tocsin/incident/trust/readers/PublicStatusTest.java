package dev.tocsin.incident.trust.readers;

import static dev.tocsin.incident.trust.live.Harbour.LOGIN_NA;
import static dev.tocsin.incident.trust.live.Harbour.NOON;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.tocsin.contract.Event;
import dev.tocsin.contract.Json;
import dev.tocsin.contract.Severity;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.Weight;
import dev.tocsin.contract.catalog.ComponentDefined;
import dev.tocsin.contract.incident.IncidentHead;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowState;
import dev.tocsin.incident.trust.live.Harbour;
import dev.tocsin.incident.trust.live.LiveView;
import dev.tocsin.incident.trust.readers.Shapes.AffectedComponent;
import dev.tocsin.incident.trust.readers.Shapes.ApiComponent;
import dev.tocsin.incident.trust.story.Story;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PublicStatusTest {

    private static final Event LOGIN_DOWN = Harbour.status(LOGIN_NA, 2, Verdict.DOWN, NOON);

    @Test
    void greenIsOperational() {
        var status = PublicStatus.of(Stories.green(), Story::ofTimeline, NOON);

        assertThat(status.level()).isEqualTo(new Level("none", "All Systems Operational"));
        assertThat(status.components())
                .extracting(ApiComponent::name)
                .containsExactly(
                        "Europe",
                        "Log in (Europe)",
                        "API (Europe)",
                        "North America",
                        "Log in (North America)",
                        "API (North America)");
        assertThat(status.components())
                .allMatch(component -> component.id().matches("[0-9a-z]{12}"))
                .allMatch(component -> component.status() == ComponentStatus.OPERATIONAL);
    }

    @Test
    void aRegionInTroubleIsAGroupInTrouble() {
        var status = PublicStatus.of(Stories.broken(), Story::ofTimeline, NOON);

        assertThat(status.level()).isEqualTo(new Level("major", "Partial System Outage"));
        assertThat(status.components())
                .extracting(component -> component.name() + " " + component.status())
                .containsExactly(
                        "Europe OPERATIONAL",
                        "Log in (Europe) OPERATIONAL",
                        "API (Europe) OPERATIONAL",
                        "North America PARTIAL_OUTAGE",
                        "Log in (North America) MAJOR_OUTAGE",
                        "API (North America) DEGRADED_PERFORMANCE");
        assertThat(status.unresolved())
                .singleElement()
                .satisfies(incident -> assertThat(
                                incident.incidentUpdates().getFirst().affectedComponents())
                        .extracting(AffectedComponent::name)
                        .containsExactly(
                                "North America - Log in (North America)", "North America - API (North America)"));
    }

    /// As exporters of metrics do, for which a component is its name and a later one of the same name replaces it.
    @Test
    void whoeverKeysByNameSeesTheRegionThatIsDown() throws IOException {
        assertThat(downByName(Stories.green(LOGIN_DOWN))).containsExactly("Log in (North America)");
    }

    @Test
    void ofTwoComponentsOfOneNameInARegionTheSecondHasItsIdBehindIt() throws IOException {
        assertThat(downByName(sameNames())).containsExactly("Log in (North America) [login@na]");
    }

    private static List<String> downByName(LiveView view) throws IOException {
        var summary = Json.mapper()
                .readTree(Json.mapper()
                        .writeValueAsBytes(
                                PublicStatus.of(view, Story::ofTimeline, NOON).summary()));
        var statuses = new HashMap<String, String>();
        summary.get("components")
                .forEach(component -> statuses.put(
                        component.get("name").asText(), component.get("status").asText()));

        assertThat(statuses).hasSize(summary.get("components").size());
        return statuses.entrySet().stream()
                .filter(status -> status.getValue().equals("major_outage"))
                .map(Map.Entry::getKey)
                .toList();
    }

    @Test
    void whatIsResolvedIsAmongTheNewestAndNotAmongTheUnresolved() {
        var status = PublicStatus.of(Stories.resolved(), Story::ofTimeline, NOON);

        assertThat(status.unresolved()).isEmpty();
        assertThat(status.newest())
                .singleElement()
                .satisfies(incident -> assertThat(incident.resolvedAt()).isNotNull());
    }

    @Test
    void theWholeStoryIsTheGoldenFile() throws IOException {
        var status = PublicStatus.of(Stories.postmortem(), Story::ofTimeline, NOON);

        var written = List.of(status.summary(), status.newestIncidents(), status.upcomingMaintenances());

        assertThat(Json.mapper().readTree(pretty(written)))
                .isEqualTo(Json.mapper().readTree(golden("story.json")));
    }

    @Test
    void whatIsInternalIsNowhere() throws JsonProcessingException {
        var internal = Harbour.cacheOutage(4, IncidentState.IDENTIFIED, NOON);
        var view = Stories.green(internal(internal), Stories.window(1, WindowState.SCHEDULED, "Patching"));

        var written = pretty(PublicStatus.of(view, Story::ofTimeline, NOON));

        assertThat(written).doesNotContainIgnoringCase("cache").doesNotContain(Harbour.INCIDENT);
    }

    @Test
    void whatCannotBeSeenIsNeverOperational() {
        var stale = PublicStatus.of(Stories.green(), Story::ofTimeline, NOON.plusSeconds(60));
        var unknown = PublicStatus.of(
                Stories.green(Harbour.status(LOGIN_NA, 2, Verdict.UNKNOWN, NOON)), Story::ofTimeline, NOON);
        var empty = PublicStatus.of(LiveView.EMPTY, Story::ofTimeline, NOON);

        assertThat(stale.level()).isEqualTo(new Level("minor", "We cannot confirm the current status"));
        assertThat(stale.components()).noneMatch(component -> component.status() == ComponentStatus.OPERATIONAL);
        assertThat(unknown.level().indicator()).isEqualTo("minor");
        assertThat(unknown.level().description()).contains("we have no data for Log in – North America");
        assertThat(empty.level()).isEqualTo(new Level("minor", "Nothing is monitored yet"));
        assertThat(empty.components()).isEmpty();
    }

    @Test
    void aBeatOfTheHeartChangesNothing() {
        var before = PublicStatus.of(Stories.green(), Story::ofTimeline, NOON);

        var after = PublicStatus.of(Stories.green(Harbour.heartbeat(NOON)), Story::ofTimeline, NOON.plusSeconds(1));

        assertThat(after).isEqualTo(before);
    }

    @Test
    void aCancelledWindowIsCompletedAndSaysSo() {
        var status = PublicStatus.of(
                Stories.green(Stories.window(2, WindowState.CANCELLED, "Patching")), Story::ofTimeline, NOON);

        assertThat(status.upcomingMaintenances().scheduledMaintenances()).isEmpty();
        assertThat(status.newestMaintenances().scheduledMaintenances())
                .singleElement()
                .satisfies(work -> {
                    assertThat(work.incident().status()).isEqualTo("completed");
                    assertThat(work.incident().incidentUpdates().getFirst().body())
                            .isEqualTo("The work was cancelled.");
                });
    }

    @Test
    void hostileTextIsOnlyText() throws IOException {
        var status = PublicStatus.of(Stories.hostile(), Story::ofTimeline, NOON);

        var read = Json.mapper().readTree(Json.mapper().writeValueAsBytes(status.summary()));

        var name = read.at("/incidents/0/name").asText();
        assertThat(name).contains("<script>alert(1)</script>", "😀", "שלום");
        assertThat(name.chars().filter(one -> one < ' ' && one != '\n')).isEmpty();
        assertThat(name).doesNotContain("\u202E").doesNotContain("\u2067").doesNotContain("\uD83D alone");
        assertThat(read.at("/incidents/0/incident_updates/0/body").asText()).isEqualTo(Stories.LONG);
    }

    /// The catalog calls both of its public components `Log in`.
    private static LiveView sameNames() {
        var time = NOON.minusSeconds(60);
        var events = new ArrayList<Event>();
        for (var entry : Harbour.catalog(2, time)) {
            events.add(
                    entry instanceof ComponentDefined component && component.isPublic()
                            ? Harbour.component(
                                    2, time, component.id(), "Log in", "Product", true, Weight.HIGH, 0, List.of())
                            : entry);
        }
        events.add(LOGIN_DOWN);
        return Stories.green(events.toArray(Event[]::new));
    }

    private static IncidentSnapshot internal(IncidentSnapshot incident) {
        var head = incident.incident();
        return new IncidentSnapshot(
                new IncidentHead(head.id(), 5, 1, "Cache is down", head.state(), Severity.INTERNAL, head.regions()),
                incident.time(),
                incident.startedAt(),
                null,
                null,
                incident.outages(),
                incident.suspects(),
                incident.reach(),
                incident.byRegion(),
                incident.byComponent(),
                incident.cells(),
                1,
                incident.timeline(),
                incident.links(),
                incident.related(),
                null,
                null);
    }

    private static String pretty(Object value) throws JsonProcessingException {
        return Json.mapper().writer(SerializationFeature.INDENT_OUTPUT).writeValueAsString(value);
    }

    private static String golden(String name) throws IOException {
        try (var file = PublicStatusTest.class.getResourceAsStream(name)) {
            return file == null ? "" : new String(file.readAllBytes(), UTF_8);
        }
    }
}

package dev.tocsin.incident.trust.live;

import static dev.tocsin.incident.trust.live.Harbour.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tocsin.contract.Json;
import dev.tocsin.contract.Severity;
import dev.tocsin.contract.incident.IncidentHead;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.contract.incident.IncidentSnapshot.Count;
import dev.tocsin.contract.incident.IncidentSnapshot.TimelineEntry;
import dev.tocsin.contract.incident.IncidentState;
import org.junit.jupiter.api.Test;

class PublicIncidentTest {

    private final IncidentSnapshot incident = Harbour.cacheOutage(4, IncidentState.IDENTIFIED, NOON);
    private final IncidentSnapshot seen =
            PublicIncident.of(incident, Views.atNoon().catalog()).orElseThrow();

    @Test
    void namesNothingInternalAnywhere() throws JsonProcessingException {
        assertThat(Json.mapper().writeValueAsString(incident)).containsIgnoringCase("cache@na");

        assertThat(Json.mapper().writeValueAsString(seen).replace(Harbour.INCIDENT, ""))
                .doesNotContainIgnoringCase("cache")
                .doesNotContainIgnoringCase("patch")
                .doesNotContainIgnoringCase("maria");
    }

    @Test
    void countsOnlyWhatIsPublic() {
        assertThat(seen.allCells()).isEqualTo(2);
        assertThat(seen.byRegion()).containsExactly(new Count("na", 2, 2));
        assertThat(seen.byComponent()).extracting(Count::id).containsExactly("api", "login");
        assertThat(seen.outages())
                .singleElement()
                .satisfies(outage -> assertThat(outage.cells()).isEqualTo(2));
    }

    @Test
    void tellsWhatPeopleWroteAndTheTurningPoints() {
        assertThat(seen.timeline())
                .extracting(TimelineEntry::text)
                .containsExactly("We are on it.", "We are investigating a problem in North America.");
    }

    @Test
    void anInternalIncidentIsNotSeenAtAll() {
        var head = incident.incident();
        var internal = new IncidentSnapshot(
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

        assertThat(PublicIncident.of(internal, Views.atNoon().catalog())).isEmpty();
    }

    @Test
    void whatTouchesNothingPublicIsNotSeenThoughAnOperatorCallsItGrave() {
        var internal = new IncidentSnapshot(
                incident.incident(),
                incident.time(),
                incident.startedAt(),
                null,
                null,
                incident.outages(),
                incident.suspects(),
                incident.reach(),
                incident.byRegion(),
                incident.byComponent(),
                incident.cells().stream().filter(cell -> !cell.isPublic()).toList(),
                1,
                incident.timeline(),
                incident.links(),
                incident.related(),
                null,
                null);

        assertThat(PublicIncident.of(internal, Views.atNoon().catalog())).isEmpty();
    }
}

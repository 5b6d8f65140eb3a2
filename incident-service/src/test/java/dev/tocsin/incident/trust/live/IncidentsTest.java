package dev.tocsin.incident.trust.live;

import static dev.tocsin.incident.trust.live.Harbour.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.contract.incident.IncidentState;
import org.junit.jupiter.api.Test;

class IncidentsTest {

    /// A cell, the headline, mails and the incident's page then name the same time.
    @Test
    void anIncidentBeganWithItsFirstOnsetAndNotWhenItOpened() {
        var outage = Harbour.cacheOutage(4, IncidentState.IDENTIFIED, NOON);

        assertThat(Incidents.began(opened(outage))).isEqualTo(NOON);
        assertThat(Incidents.began(outage)).isEqualTo(NOON);
    }

    private static IncidentSnapshot opened(IncidentSnapshot like) {
        return new IncidentSnapshot(
                like.incident(),
                like.time(),
                NOON.plusSeconds(40),
                like.resolvedAt(),
                like.acknowledgedBy(),
                like.outages(),
                like.suspects(),
                like.reach(),
                like.byRegion(),
                like.byComponent(),
                like.cells(),
                like.allCells(),
                like.timeline(),
                like.links(),
                like.related(),
                null,
                null);
    }
}

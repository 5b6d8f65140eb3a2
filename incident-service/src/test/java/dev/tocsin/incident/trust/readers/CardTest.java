package dev.tocsin.incident.trust.readers;

import static dev.tocsin.incident.trust.live.Harbour.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.engine.uptime.Status;
import dev.tocsin.incident.trust.live.Audience;
import dev.tocsin.incident.trust.live.Harbour;
import dev.tocsin.incident.trust.live.Incidents;
import dev.tocsin.incident.trust.live.Views;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class CardTest {

    @Test
    void saysOfWhatTimeItIsAndStaysTheSameForAMinute() {
        var cells = PublicCells.of(Stories.green(), null, true);

        var card = cells.card(StatusScope.EVERYTHING, NOON);

        assertThat(card.sentence()).isEqualTo("All systems are up");
        assertThat(card.note()).startsWith("As of ").endsWith("UTC");
        assertThat(cells.card(StatusScope.EVERYTHING, NOON.plusSeconds(20))).isEqualTo(card);
        assertThat(cells.card(StatusScope.EVERYTHING, NOON.plusSeconds(60))).isNotEqualTo(card);
    }

    @Test
    void anIncidentHasItsStateAndNothingInternal() {
        var card = card(IncidentState.IDENTIFIED);

        assertThat(card.name()).isEqualTo("Harbour CRM");
        assertThat(card.status()).isEqualTo(Status.DOWN);
        assertThat(card.sentence()).isEqualTo("Log in and API are down in North America");
        assertThat(card.note()).startsWith("Identified · ");
        assertThat(card.toString()).doesNotContainIgnoringCase("cache").doesNotContain("patch-7");
        assertThat(card(IncidentState.RESOLVED).status()).isEqualTo(Status.UP);
    }

    private static Card card(IncidentState state) {
        var view = Views.atNoon(Harbour.cacheOutage(1, state, NOON));
        return Card.of(
                Incidents.one(view, Audience.PUBLIC, Harbour.INCIDENT).orElseThrow(), "Harbour CRM", ZoneOffset.UTC);
    }
}

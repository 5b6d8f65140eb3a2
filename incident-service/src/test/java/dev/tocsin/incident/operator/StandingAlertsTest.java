package dev.tocsin.incident.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.operator.OperatorAlertEvent.AlertCleared;
import dev.tocsin.contract.operator.OperatorAlertEvent.AlertRaised;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StandingAlertsTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final StandingAlerts alerts = new StandingAlerts();

    @Test
    void anAlertIsToldOnceForEachTimeThatItBeginsAndEnds() {
        assertThat(alerts.raise("blind", "We do not see.", NOON))
                .contains(new AlertRaised("blind", NOON, "We do not see."));
        assertThat(alerts.raise("blind", "We still do not see.", NOON.plusSeconds(1)))
                .isEmpty();
        assertThat(alerts.clear("blind", "We see.", NOON.plusSeconds(2)))
                .contains(new AlertCleared("blind", NOON, NOON.plusSeconds(2), "We see."));
        assertThat(alerts.clear("blind", "We see.", NOON.plusSeconds(3))).isEmpty();
        assertThat(alerts.raise("blind", "Again.", NOON.plusSeconds(4))).isPresent();
    }

    @Test
    void whatAnotherInstanceToldIsNotToldAgain() {
        alerts.told(new AlertRaised("blind", NOON, "We do not see."));

        assertThat(alerts.raise("blind", "We do not see.", NOON.plusSeconds(1))).isEmpty();
    }

    @Test
    void anEndThatIsReadLateDoesNotEndTheNextBeginning() {
        alerts.raise("blind", "First.", NOON);
        alerts.clear("blind", "Over.", NOON.plusSeconds(1));
        alerts.raise("blind", "Second.", NOON.plusSeconds(2));

        alerts.told(new AlertCleared("blind", NOON, NOON.plusSeconds(1), "Over."));

        assertThat(alerts.clear("blind", "Over.", NOON.plusSeconds(3))).isPresent();
    }
}

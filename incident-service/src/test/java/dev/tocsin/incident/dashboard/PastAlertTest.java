package dev.tocsin.incident.dashboard;

import static dev.tocsin.incident.trust.live.Harbour.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Event;
import dev.tocsin.contract.operator.OperatorAlertEvent.AlertCleared;
import dev.tocsin.contract.operator.OperatorAlertEvent.AlertRaised;
import java.util.List;
import org.junit.jupiter.api.Test;

class PastAlertTest {

    private static final List<Event> EVENTS = List.of(
            raised("blind", 0, "Few results arrive."),
            raised("blind", 1, "The same, from another instance."),
            cleared("blind", 0, 60),
            cleared("blind", 0, 61),
            cleared("kafka", 10, 70),
            raised("blind", 100, "Again."),
            cleared("blind", 100, 160),
            raised("outbox", 200, "Still."));

    @Test
    void theLatestStandsFirstAndEachOnce() {
        assertThat(PastAlert.of(EVENTS, "", 10))
                .containsExactly(
                        past("blind", 100, 160, "Again."),
                        past("kafka", 10, 70, ""),
                        past("blind", 0, 60, "Few results arrive."));
    }

    @Test
    void thoseOfASubjectAreFoundAndAFewAreEnough() {
        assertThat(PastAlert.of(EVENTS, "blind", 10)).hasSize(2);
        assertThat(PastAlert.of(EVENTS, "", 1)).containsExactly(past("blind", 100, 160, "Again."));
    }

    private static AlertRaised raised(String subject, int second, String why) {
        return new AlertRaised(subject, NOON.plusSeconds(second), why);
    }

    private static AlertCleared cleared(String subject, int raised, int second) {
        return new AlertCleared(subject, NOON.plusSeconds(raised), NOON.plusSeconds(second), "It is over.");
    }

    private static PastAlert past(String subject, int raised, int second, String why) {
        return new PastAlert(subject, NOON.plusSeconds(raised), NOON.plusSeconds(second), why, "It is over.");
    }
}

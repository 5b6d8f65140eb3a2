package dev.tocsin.engine.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Severity;
import dev.tocsin.contract.incident.IncidentEvent.ImpactChanged;
import dev.tocsin.contract.incident.IncidentHead;
import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.contract.incident.Reach;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TimelineTextTest {

    @Test
    void aTextIsCutBetweenCharacters() {
        assertThat(TimelineText.cut("abc", 3)).isEqualTo("abc");
        assertThat(TimelineText.cut("abcd", 3)).isEqualTo("ab…");
        assertThat(TimelineText.cut("a😀cd", 3)).isEqualTo("a…");
    }

    /// They may have been split off, taken away by a person, or have left the catalog.
    @Test
    void cellsThatLeaveAnOutageAreNoLongerPartOfIt() {
        var head = new IncidentHead(
                "4f7k2m9q0x1z",
                5,
                1,
                "Log in is down in North America",
                IncidentState.INVESTIGATING,
                Severity.CRITICAL,
                List.of("na"));
        var changed = new ImpactChanged(
                head,
                Instant.EPOCH,
                "na-1",
                "na",
                null,
                List.of(),
                List.of(Cell.of("login@na"), Cell.of("api@na")),
                new Reach(0, 0));

        assertThat(TimelineText.of(changed).text())
                .isEqualTo("Outage na-1 changed: 0 cells bad, 0 recovered, 2 no longer part of it");
    }
}

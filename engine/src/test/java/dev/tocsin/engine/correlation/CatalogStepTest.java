package dev.tocsin.engine.correlation;

import static dev.tocsin.engine.correlation.CatalogBuilder.harbour;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Cell;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// The catalog is edited while outages stand, and detection hears of it a little later.
class CatalogStepTest {

    @Test
    void whatDetectionStillTellsOfACellThatLeftTheCatalogJoinsNothing() {
        var story = Story.of(harbour()).down("cache@na").afterSeconds(30).withoutComponent("search", 2);

        story.down("search@na").afterSeconds(90);

        var outage = story.onlyIncident().standing().findFirst().orElseThrow();
        assertThat(outage.impacts().keySet()).containsExactly(Cell.of("cache@na"));
        story.unwatched("search@na").up("cache@na").after(Duration.ofMinutes(3));
        assertThat(story.kinds()).endsWith("OutageEnded", "Resolved");
    }
}

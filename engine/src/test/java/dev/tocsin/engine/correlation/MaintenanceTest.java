package dev.tocsin.engine.correlation;

import static dev.tocsin.engine.correlation.CatalogBuilder.harbour;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.incident.IncidentEvent.Opened;
import dev.tocsin.contract.incident.Suspect;
import dev.tocsin.contract.incident.Suspect.SuspectKind;
import dev.tocsin.engine.correlation.TraceEntry.Rule;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Planned work marks; it hides nothing.
class MaintenanceTest {

    @Test
    void aCellInItsWindowOpensNothingAndTheTraceSaysSo() {
        var story = Story.of(harbour()).window("patching", Duration.ofHours(1), "cache@na");

        story.afterSeconds(5)
                .down("cache@na")
                .after(Duration.ofMinutes(30))
                .up("cache@na")
                .after(Duration.ofHours(1));

        assertThat(story.kinds()).isEmpty();
        assertThat(story.rules()).contains(Rule.EXCUSED);
    }

    @Test
    void stillBadAtTheWindowsEndOpensThenWithTheTrueOnset() {
        var story = Story.of(harbour()).window("patching", Duration.ofMinutes(10), "cache@na");
        var windowEnds = story.now.plus(Duration.ofMinutes(10));
        story.afterSeconds(60);
        var onset = story.now;

        story.down("cache@na").after(Duration.ofMinutes(20));

        assertThat(story.events(Opened.class)).singleElement().satisfies(opened -> {
            assertThat(opened.time()).isEqualTo(windowEnds);
            assertThat(opened.onset()).isEqualTo(onset);
        });
        assertThat(story.onlyIncident().suspects().getFirst().kind()).isEqualTo(SuspectKind.MAINTENANCE);
    }

    @Test
    void whatNeedsItOutsideTheWindowOpensAsUsualWithTheWindowAsFirstSuspect() {
        var story = Story.of(harbour()).window("patching", Duration.ofHours(1), "cache@na");

        story.afterSeconds(60).down("cache@na", "login@na", "search@na").afterSeconds(30);

        var incident = story.onlyIncident();
        assertThat(incident.ofThisEpisode().getFirst().impacts().keySet())
                .containsExactly(Cell.of("login@na"), Cell.of("search@na"));
        assertThat(incident.ofThisEpisode().getFirst().rootCell()).isEqualTo(Cell.of("cache@na"));
        assertThat(incident.suspects())
                .extracting(Suspect::subject)
                .startsWith("patching")
                .contains("cache@na");
    }

    @Test
    void aWindowBegunDuringAnIncidentChangesNothingForIt() {
        var story = Story.of(harbour()).down("cache@na").afterSeconds(30);
        var told = story.kinds();

        story.window("repair", Duration.ofMinutes(5), "cache@na").after(Duration.ofMinutes(6));
        var duringAndAfter = story.kinds();
        story.up("cache@na").after(Duration.ofMinutes(3));

        assertThat(duringAndAfter).isEqualTo(told);
        assertThat(story.kinds()).endsWith("OutageEnded", "Resolved");
    }
}

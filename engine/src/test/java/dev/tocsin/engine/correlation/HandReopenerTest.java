package dev.tocsin.engine.correlation;

import static dev.tocsin.engine.correlation.CatalogBuilder.harbour;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Severity;
import dev.tocsin.contract.incident.IncidentEvent.OutageStarted;
import dev.tocsin.contract.incident.IncidentEvent.Reopened;
import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.engine.correlation.Command.CorrectImpact;
import dev.tocsin.engine.correlation.Command.Merge;
import dev.tocsin.engine.correlation.Command.Reopen;
import dev.tocsin.engine.correlation.Command.Resolve;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Incidents that a person reopens.
class HandReopenerTest {

    private final Story story = Story.of(harbour()).down("login@na").afterSeconds(30);
    private final String id = story.onlyIncident().id();

    @Test
    void theNextEpisodeBeginsWithTheCellsOfTheLast() {
        story.up("login@na").after(Duration.ofMinutes(5));
        var over = story.onlyIncident().isOpen();

        story.order(reopen());

        assertThat(over).isFalse();
        assertThat(story.kinds()).containsSubsequence("Resolved", "Reopened", "OutageStarted");
        assertThat(story.events(Reopened.class)).singleElement().satisfies(event -> {
            assertThat(event.by()).isEqualTo("dana");
            assertThat(event.reason()).isEqualTo("it goes on");
        });
        assertThat(story.onlyIncident().episode()).isEqualTo(2);
        assertThat(story.onlyIncident().state()).isEqualTo(IncidentState.INVESTIGATING);
        assertThat(story.onlyIncident().standingOutageOf(Cell.of("login@na"))).isPresent();
        assertThat(story.onlyIncident().assessment().title()).isEqualTo("Log in is down in North America");
        assertThat(story.told().getLast().publicSnapshot(story.catalog())).isPresent();
    }

    @Test
    void itEndsByHandUnlessItsCellsFailAndRecover() {
        story.up("login@na").after(Duration.ofMinutes(5)).order(reopen()).after(Duration.ofHours(1));
        var stillOpen = story.onlyIncident().isOpen();

        story.down("login@na").afterSeconds(60).up("login@na").after(Duration.ofMinutes(20));

        assertThat(stillOpen).isTrue();
        assertThat(story.onlyIncident().isOpen()).isFalse();
        assertThat(story.onlyIncident().episode()).isEqualTo(2);
    }

    @Test
    void aCellThatStayedBadCountsAsTheChecksFindIt() {
        story.order(new Resolve(id, "dana", "a drill", story.now)).afterSeconds(10);

        story.order(reopen());
        var stated = story.onlyIncident().standing().flatMap(outage -> outage.statedCells());
        assertThat(stated).isEmpty();
        story.up("login@na").after(Duration.ofMinutes(20));

        assertThat(story.onlyIncident().isOpen()).isFalse();
        assertThat(story.events(OutageStarted.class)).hasSize(2);
    }

    @Test
    void aCorrectionOfTheLastEpisodeStays() {
        story.order(new CorrectImpact(id, "dana", "Some logins fail", Severity.MINOR, "few", story.now))
                .up("login@na")
                .after(Duration.ofMinutes(5));

        story.order(reopen());

        assertThat(story.onlyIncident().assessment().title()).isEqualTo("Some logins fail");
        assertThat(story.onlyIncident().assessment().severity()).isEqualTo(Severity.MINOR);
    }

    @Test
    void itIsRefusedLaterThanAFailureWouldReopenIt() {
        story.up("login@na").after(Duration.ofMinutes(30)).order(reopen());

        assertThat(story.refusal)
                .isEqualTo("incident %s ended more than 15 minutes ago; open a new one instead".formatted(id));
        assertThat(story.onlyIncident().episode()).isEqualTo(1);
    }

    @Test
    void anOpenOneIsNotReopened() {
        story.order(reopen());

        assertThat(story.refusal).isEqualTo("incident %s is open".formatted(id));
    }

    @Test
    void aMergedOneNamesTheOther() {
        story.afterSeconds(600).down("database@eu").afterSeconds(60);
        var other = story.incidents().stream()
                .filter(incident -> !incident.id().equals(id))
                .findFirst()
                .orElseThrow()
                .id();
        story.order(new Merge(id, other, "dana", story.now)).order(reopen());

        assertThat(story.refusal).isEqualTo("incident %s was merged into %s, which continues it".formatted(id, other));
    }

    private Reopen reopen() {
        return new Reopen(id, "dana", "it goes on", story.now);
    }
}

package dev.tocsin.engine.correlation;

import static dev.tocsin.engine.correlation.CatalogBuilder.harbour;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Severity;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.incident.IncidentEvent.ImpactChanged;
import dev.tocsin.contract.incident.IncidentEvent.ImpactCorrected;
import dev.tocsin.contract.incident.IncidentEvent.OutageStarted;
import dev.tocsin.engine.correlation.Command.CorrectCells;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Cells that a person adds to an incident, or takes away from it.
class CellCorrectionTest {

    private final Story story =
            Story.of(harbour()).down("login@na").degraded("search@na").afterSeconds(30);
    private final String id = story.onlyIncident().id();

    @Test
    void anAddedCellJoinsTheOutageOfItsRegion() {
        correct(List.of("api@na"), List.of());
        story.afterSeconds(5);

        assertThat(story.onlyIncident().outages()).hasSize(1);
        assertThat(story.onlyIncident().outages().getFirst().statedCells()).containsExactly(Cell.of("api@na"));
        assertThat(story.events(ImpactCorrected.class))
                .singleElement()
                .satisfies(event -> assertThat(event.added()).containsExactly(Cell.of("api@na")));
        assertThat(story.events(ImpactChanged.class).getLast().cells())
                .anyMatch(impact -> impact.cell().equals(Cell.of("api@na")));
    }

    @Test
    void inAnotherRegionItIsAnOutageOfItsOwn() {
        correct(List.of("login@eu"), List.of());

        assertThat(story.events(OutageStarted.class))
                .extracting(OutageStarted::region)
                .containsExactly("na", "eu");
        assertThat(story.onlyIncident().regions()).containsExactly("eu", "na");
    }

    @Test
    void theIncidentGoesOnWhileTheAddedCellIsStated() {
        correct(List.of("api@na"), List.of());

        story.up("login@na", "search@na").after(Duration.ofMinutes(30));

        assertThat(story.onlyIncident().isOpen()).isTrue();
    }

    @Test
    void aCellThatIsTakenAwayOpensNothingUntilItWasUpOnce() {
        correct(List.of(), List.of("search@na"));
        story.after(Duration.ofMinutes(5)).degraded("search@na").after(Duration.ofMinutes(5));
        var muted = story.incidents();
        story.up("search@na").afterSeconds(10).down("search@na").afterSeconds(60);

        assertThat(muted).hasSize(1);
        assertThat(story.incidents()).hasSize(2);
        assertThat(story.events(ImpactChanged.class).getFirst().left()).containsExactly(Cell.of("search@na"));
    }

    @Test
    void whatTheCellBroughtNoLongerCounts() {
        var before = story.onlyIncident().assessment();

        correct(List.of(), List.of("login@na"));

        assertThat(before.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(story.onlyIncident().assessment().severity()).isEqualTo(Severity.MINOR);
        assertThat(story.onlyIncident().assessment().title()).isEqualTo("Search is degraded in North America");
    }

    @Test
    void whatDoesNotFitIsRefused() {
        var refusals = Stream.of(
                        correct(List.of(), List.of()),
                        correct(List.of("login@na"), List.of()),
                        correct(List.of("fax@na"), List.of()),
                        correct(List.of(), List.of("api@na")),
                        correct(List.of(), List.of("login@na", "search@na")))
                .toList();

        assertThat(refusals)
                .containsExactly(
                        "must name at least one cell, or remove must",
                        "names login@na, which is a part of the open incident %s already".formatted(id),
                        "names fax@na, which is not in the catalog",
                        "names api@na, which is in none of its ongoing outages",
                        "must leave at least one cell; resolve the incident instead");
    }

    /// @return the refusal; empty if there was none
    private String correct(List<String> added, List<String> removed) {
        story.order(new CorrectCells(
                id,
                "dana",
                added.stream().map(Cell::of).toList(),
                removed.stream().map(Cell::of).toList(),
                Verdict.DOWN,
                "seen by eye",
                story.now));
        return story.refusal == null ? "" : story.refusal;
    }
}

package dev.tocsin.engine.correlation;

import static dev.tocsin.engine.correlation.CatalogBuilder.emptyCatalog;
import static dev.tocsin.engine.correlation.CatalogBuilder.harbour;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Severity;
import dev.tocsin.contract.Weight;
import dev.tocsin.contract.catalog.ComponentDefined;
import dev.tocsin.contract.incident.IncidentEvent.ImpactChanged;
import dev.tocsin.contract.incident.IncidentEvent.OutageStarted;
import dev.tocsin.engine.correlation.TraceEntry.Rule;
import org.junit.jupiter.api.Test;

/// How severe an incident is, and how changes of its impact are published.
class CorrelatorImpactTest {

    @Test
    void whatCustomersDoNotSeeIsInternal() {
        var story = Story.of(harbour());

        story.down("cache@na").afterSeconds(30);

        assertThat(story.onlyIncident().assessment().severity()).isEqualTo(Severity.INTERNAL);
        assertThat(story.onlyIncident().assessment().title()).isEqualTo("Cache is down in North America");
    }

    @Test
    void aWeightyComponentDownForFewIsMajorAndDegradedIsMinor() {
        var fewCustomers = emptyCatalog()
                .region("na", "North America", 10)
                .region("eu", "Europe", 90)
                .component("login", "Log in", Weight.HIGH, true)
                .component("search", "Search", Weight.HIGH, true);

        var down = Story.of(fewCustomers).down("login@na").afterSeconds(30);
        var degraded = Story.of(fewCustomers).degraded("login@na").afterSeconds(30);

        assertThat(down.onlyIncident().assessment().severity()).isEqualTo(Severity.MAJOR);
        assertThat(degraded.onlyIncident().assessment().severity()).isEqualTo(Severity.MINOR);
        assertThat(degraded.onlyIncident().assessment().title()).isEqualTo("Log in is degraded in North America");
    }

    @Test
    void aCellThatIsNotWatchedAnyMoreLeavesItsOutage() {
        var story = Story.of(harbour());
        story.down("login@na", "cache@na").afterSeconds(30);

        story.unwatched("login@na").afterSeconds(1);

        assertThat(story.events(ImpactChanged.class).getLast().left()).containsExactly(Cell.of("login@na"));
    }

    @Test
    void impactIsToldOnceASecond() {
        var story = Story.of(harbour());
        story.down("cache@na").afterSeconds(30);

        story.down("login@na", "api@na", "search@na").afterSeconds(1);

        assertThat(story.events(ImpactChanged.class)).hasSize(2);
        assertThat(story.events(ImpactChanged.class).getLast().cells()).hasSize(2);
    }

    @Test
    void moreThanFiveHundredCellsComeInSeveralEvents() {
        var wide = emptyCatalog().region("na", "North America", 1).component("root");
        for (var i = 0; i < 1_200; i++) {
            wide.component("leaf-" + i, "root");
        }
        var story = Story.of(wide);

        for (var i = 0; i < 1_200; i++) {
            story.down("leaf-%d@na".formatted(i));
        }
        story.down("root@na").afterSeconds(25);

        assertThat(story.events(OutageStarted.class)).singleElement().satisfies(started -> {
            assertThat(started.cells()).hasSize(500);
            assertThat(started.allCells()).isEqualTo(1_201);
        });
        assertThat(story.events(ImpactChanged.class))
                .extracting(changed -> changed.cells().size())
                .containsExactly(500, 201);
        assertThat(story.told().getLast().snapshot().cells()).hasSize(200);
    }

    @Test
    void whatTheCatalogHidesNowIsToldSo() {
        var story = Story.of(harbour()).down("login@na").afterSeconds(30);
        var login = story.state.graph().catalog().component("login").orElseThrow();

        story.withComponent(
                        new ComponentDefined(
                                2,
                                story.now,
                                "login",
                                login.name(),
                                null,
                                null,
                                Weight.LOW,
                                false,
                                login.position(),
                                login.regions(),
                                login.needs(),
                                login.needsCells(),
                                null),
                        2)
                .afterSeconds(2);

        assertThat(story.events(ImpactChanged.class).getLast().cells())
                .singleElement()
                .satisfies(impact -> assertThat(impact.isPublic()).isFalse());
        assertThat(story.rules()).contains(Rule.EDITED);
    }
}

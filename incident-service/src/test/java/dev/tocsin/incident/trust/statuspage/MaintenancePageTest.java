package dev.tocsin.incident.trust.statuspage;

import static dev.tocsin.incident.trust.live.Harbour.API_NA;
import static dev.tocsin.incident.trust.live.Harbour.CACHE_NA;
import static dev.tocsin.incident.trust.live.Harbour.LOGIN_NA;
import static dev.tocsin.incident.trust.live.Harbour.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.catalog.CatalogVersionPublished;
import dev.tocsin.contract.catalog.MaintenancePlanned;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowState;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowUpdated;
import dev.tocsin.incident.trust.live.LiveView;
import dev.tocsin.incident.trust.live.PublicWindow;
import dev.tocsin.incident.trust.live.Views;
import dev.tocsin.incident.trust.pageparts.AnnouncedWork;
import dev.tocsin.incident.trust.pageparts.WorkUpdate;
import dev.tocsin.incident.trust.statuspage.MaintenancePage.AffectedRegion;
import java.util.List;
import org.junit.jupiter.api.Test;

class MaintenancePageTest {

    private static final String WEEKLY = "patching-20261129-0200";

    @Test
    void itSaysWhichPublicComponentsOfWhichRegionsAreAffected() {
        var page = page(WEEKLY, WindowState.SCHEDULED);

        assertThat(page.regions())
                .containsExactly(
                        new AffectedRegion("North America", List.of("Log in", "API"), 0),
                        new AffectedRegion("Europe", List.of("Log in"), 0));
        assertThat(page.scope().query()).isEqualTo("?regions=na&regions=eu&components=login&components=api");
    }

    @Test
    void aWindowOfARepeatedPlanSaysWhenSuchWorkIsDone() {
        assertThat(page(WEEKLY, WindowState.SCHEDULED).recurrence())
                .isEqualTo("every week on Sunday at 02:00 (America/Chicago)");
        assertThat(page("patching-servers", WindowState.SCHEDULED).recurrence()).isNull();
    }

    @Test
    void itsCourseIsToldNewestFirst() {
        assertThat(page(WEEKLY, WindowState.COMPLETED).updates())
                .extracting(WorkUpdate::text)
                .containsExactly(
                        "The work is done.",
                        "The work has begun.",
                        "Maintenance is scheduled for Log in and API – North America and Europe.");
        assertThat(page(WEEKLY, WindowState.CANCELLED).updates().getFirst().text())
                .isEqualTo("The work was cancelled.");
    }

    @Test
    void workOnInternalComponentsAloneHasNoPage() {
        var view = view(window("secret", WindowState.SCHEDULED, CACHE_NA));

        assertThat(PublicWindow.one(view, "secret")).isEmpty();
        assertThat(MaintenanceList.of(view, NOON).upcoming()).isEmpty();
    }

    @Test
    void theListHasUpcomingWorkEarliestFirstAndThenWhatIsOver() {
        var view = view(
                window("later", WindowState.SCHEDULED, LOGIN_NA),
                window("cancelled", WindowState.CANCELLED, LOGIN_NA),
                window("done", WindowState.COMPLETED, LOGIN_NA));

        var list = MaintenanceList.of(view, NOON);

        assertThat(list.upcoming()).extracting(AnnouncedWork::id).containsExactly("later");
        assertThat(list.past()).extracting(AnnouncedWork::id).containsExactly("done", "cancelled");
    }

    private static MaintenancePage page(String id, WindowState state) {
        var view = view(window(id, state, LOGIN_NA, API_NA, CACHE_NA, Cell.of("login@eu")));
        return MaintenancePage.of(view, PublicWindow.one(view, id).orElseThrow(), NOON);
    }

    private static LiveView view(WindowUpdated... windows) {
        var state = Views.state(
                new MaintenancePlanned(
                        2,
                        NOON,
                        "patching",
                        "Weekly patching",
                        List.of(LOGIN_NA),
                        "2026-11-29T02:00",
                        3_600_000,
                        "FREQ=WEEKLY;BYDAY=SU",
                        "America/Chicago"),
                new CatalogVersionPublished(2, NOON, "1".repeat(64), 1));
        List.of(windows).forEach(window -> state.received(window, NOON));
        return state.view();
    }

    private static WindowUpdated window(String id, WindowState state, Cell... cells) {
        var from = NOON.minusSeconds(3_600);
        return new WindowUpdated(
                id, 2, "Weekly patching", List.of(cells), from, NOON, state, NOON.minusSeconds(4_000), null, null);
    }
}

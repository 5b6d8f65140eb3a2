package dev.tocsin.incident.trust.statuspage.page;

import static dev.tocsin.incident.trust.statuspage.page.VastProduct.DOWN;
import static dev.tocsin.incident.trust.statuspage.page.VastProduct.NOW;

import dev.tocsin.contract.health.HealthObserved;
import dev.tocsin.contract.health.Outcome;
import dev.tocsin.contract.incident.CellImpact;
import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.engine.uptime.Overview;
import dev.tocsin.engine.uptime.Span;
import dev.tocsin.incident.dashboard.FilterForm;
import dev.tocsin.incident.dashboard.GridFilter;
import dev.tocsin.incident.dashboard.GridSort;
import dev.tocsin.incident.dashboard.OpsPage;
import dev.tocsin.incident.dashboard.WallPage;
import dev.tocsin.incident.notices.NoticeQueue;
import dev.tocsin.incident.trust.latency.CellLatencies;
import dev.tocsin.incident.trust.live.Audience;
import dev.tocsin.incident.trust.live.Incidents;
import dev.tocsin.incident.trust.live.LiveView;
import dev.tocsin.incident.trust.live.PublicWindow;
import dev.tocsin.incident.trust.statuspage.HistoryRange;
import dev.tocsin.incident.trust.statuspage.IncidentHistory;
import dev.tocsin.incident.trust.statuspage.IncidentHistory.StoredPart;
import dev.tocsin.incident.trust.statuspage.IncidentPage;
import dev.tocsin.incident.trust.statuspage.MaintenanceList;
import dev.tocsin.incident.trust.statuspage.MaintenancePage;
import dev.tocsin.incident.trust.statuspage.PagePaths;
import dev.tocsin.incident.trust.statuspage.StatusPage;
import dev.tocsin.incident.trust.statuspage.page.HistoryPages.HistoryTemplates;
import dev.tocsin.incident.trust.statuspage.page.IncidentPages.IncidentTemplates;
import dev.tocsin.incident.trust.statuspage.page.MaintenancePages.MaintenanceTemplates;
import dev.tocsin.incident.trust.statuspage.page.PublicPages.StatusPageTemplates;
import dev.tocsin.incident.trust.story.Story;
import dev.tocsin.incident.trust.story.Story.Postmortem;
import dev.tocsin.incident.trust.story.Story.StoryEntry;
import dev.tocsin.incident.trust.uptime.CellPage;
import dev.tocsin.incident.trust.uptime.LiveCellPage;
import dev.tocsin.incident.trust.uptime.MonthPage;
import io.quarkus.qute.Engine;
import io.quarkus.qute.RawString;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The pages of a product of 40 components in 12 regions.
final class VastPages {

    static final URI SUBSCRIBE = URI.create("http://127.0.0.1:8082/subscriptions");
    static final Story STORY = new Story(
            List.of(
                    new StoryEntry(
                            3,
                            NOW.minusSeconds(300),
                            "incident.update_posted",
                            IncidentState.IDENTIFIED,
                            "We see errors when **logging in**.\n\n- Europe works\n- Data is safe\n\n1. First\n2. Then",
                            null,
                            NOW.plusSeconds(1_800),
                            null),
                    new StoryEntry(
                            1,
                            NOW.minusSeconds(900),
                            "incident.opened",
                            IncidentState.INVESTIGATING,
                            "We are investigating a problem in São Paulo.",
                            null,
                            null,
                            null)),
            new Postmortem(NOW, "A *patch*.", "Reverted.", "- One region first\n- Then a day"));

    private final VastProduct product = new VastProduct();
    private final Engine engine;

    VastPages(Engine engine) {
        this.engine = engine;
    }

    VastProduct product() {
        return product;
    }

    /// @param region that was chosen, if any
    String trust(@Nullable String region) {
        var page = StatusPage.of(product.view(), product.overview(), _ -> STORY, region, NOW);
        return StatusPageTemplates.page(page, "1", PagePaths.PUBLIC, SUBSCRIBE, NOW)
                .render();
    }

    String month() {
        var page = MonthPage.of(
                product.month(YearMonth.parse("2026-11")),
                product.overview(),
                product.known(),
                Incidents.of(product.view(), Audience.PUBLIC));
        return engine.getTemplate("uptime/month")
                .data("page", page)
                .data("name", "Harbour CRM")
                .data("now", NOW)
                .render();
    }

    /// The cell that is down, with one day opened.
    String cell(Audience audience, @Nullable CellLatencies latency) {
        var page = CellPage.of(DOWN, "Log in – São Paulo", product.overview(), product.known(), product.lastDays())
                .opened(
                        LocalDate.parse("2026-11-14"),
                        LocalDate.parse("2026-11-14"),
                        product.known(),
                        product.lastDays(),
                        Incidents.of(product.view(), Audience.PUBLIC));
        return cell(page, product.view(), audience, latency);
    }

    String cell(CellPage page, LiveView view, Audience audience, @Nullable CellLatencies latency) {
        return engine.getTemplate("uptime/cell")
                .data("live", LiveCellPage.of(page, product.overview(), view, audience, NOW))
                .data("name", "Harbour CRM")
                .data("revision", "1")
                .data("jobs", List.of())
                .data("operator", true)
                .data("latency", latency)
                .data("now", NOW)
                .render();
    }

    String incident(String id) {
        var incident = Incidents.one(product.view(), Audience.PUBLIC, id).orElseThrow();
        var page = IncidentPage.of(
                product.view(),
                incident,
                STORY,
                List.of(),
                product.known()
                        .timelines(
                                incident.cells().stream().map(CellImpact::cell).toList(),
                                new Span(Incidents.began(incident), NOW)),
                NOW);
        return IncidentTemplates.incident(page, "1", false, SUBSCRIBE, NOW).render();
    }

    String history() {
        return history(product.view(), product.overview());
    }

    static String history(LiveView view, Overview overview) {
        var range = HistoryRange.of(YearMonth.parse("2026-11"), ZoneOffset.UTC, NOW);
        var stored = new StoredPart(List.of(), null, Optional.of(NOW.minus(Duration.ofDays(400))), false);
        return HistoryTemplates.history(IncidentHistory.of(view, overview, range, stored, null), NOW)
                .render();
    }

    String maintenance() {
        var page = MaintenancePage.of(
                product.view(), PublicWindow.one(product.view(), "move").orElseThrow(), NOW);
        return MaintenanceTemplates.maintenance(page, "1", SUBSCRIBE, NOW).render();
    }

    String maintenanceList() {
        return MaintenanceTemplates.maintenanceList(MaintenanceList.of(product.view(), NOW), "1", SUBSCRIBE, NOW)
                .render();
    }

    /// The operators' overview of these cells, in the place of those on a page that was served.
    String overview(LiveView view, String served) {
        var page = OpsPage.of(view, Overview.NONE, NoticeQueue.UNKNOWN, NOW);
        var form = new FilterForm(
                new GridFilter("service", null, null, null, null, GridSort.WORST, true),
                "maria",
                page.cells().grid());
        var parts = engine.getTemplate("dashboard/overview")
                .data("page", page)
                .data("form", form)
                .data("grid", new RawString(components(page)))
                .data("now", NOW)
                .render();
        var begin = served.indexOf('>', served.indexOf("<main")) + 1;
        return served.substring(0, begin) + parts + served.substring(served.indexOf("</main>"));
    }

    private String components(OpsPage page) {
        return engine.getTemplate("dashboard/components")
                .data("cells", page.cells())
                .data("zone", page.zone())
                .data("now", NOW)
                .render();
    }

    String wall(LiveView view) {
        return engine.getTemplate("dashboard/wall")
                .data("page", WallPage.of(view, Overview.NONE, NoticeQueue.UNKNOWN, NOW))
                .data("revision", "1")
                .data("now", NOW)
                .render();
    }

    /// As fast as ever from two vantage points, and with failures from one of a long name.
    static CellLatencies latency() {
        var events = new ArrayList<HealthObserved>();
        for (var at = NOW.minus(CellLatencies.WINDOW); at.isBefore(NOW); at = at.plusSeconds(30)) {
            for (var point : List.of("us-east", "eu-west", "a-vantage-point-with-a-long-name-somewhere")) {
                var second = at.getEpochSecond() / 30;
                var fails = point.length() > 10 && at.isAfter(NOW.minusSeconds(1_200));
                events.add(new HealthObserved(
                        "login-page",
                        DOWN,
                        point,
                        "p1",
                        fails ? Outcome.FAIL : Outcome.PASS,
                        at,
                        80 + point.length() + second * 37 % 40 + (second % 17 == 0 ? 300 : 0),
                        null,
                        null,
                        null,
                        null));
            }
        }
        return CellLatencies.of(events, NOW.minus(CellLatencies.WINDOW), Catalog.of(List.of()), NOW);
    }
}

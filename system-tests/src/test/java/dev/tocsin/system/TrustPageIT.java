package dev.tocsin.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.tocsin.system.Chromium.IN_TIME;
import static dev.tocsin.system.Chromium.VISIBLE_IN_TIME;
import static dev.tocsin.system.Chromium.assertAccessible;
import static dev.tocsin.system.Chromium.picture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsAttachedOptions;
import dev.tocsin.contract.Json;
import dev.tocsin.system.Chromium.Running;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What a customer sees, in a real browser.
@SharesStandalone
@ExtendWith(Chromium.class)
class TrustPageIT {

    private static final String HOSTILE = "We *take back* patch 7. <script>document.title='owned'</script> \u202Egnorw "
            + "\uD83D\uDE80 " + "w".repeat(10_000);

    private static final HasTextOptions HAS_IN_TIME = new HasTextOptions().setTimeout(Chromium.SOON);
    private static final IsAttachedOptions ATTACHED_IN_TIME = new IsAttachedOptions().setTimeout(Chromium.SOON);

    @Test
    void theWholeStoryIsToldLiveWithoutAReload(Standalone tocsin, Running chromium) {
        var page = chromium.open(tocsin.incidentService("/"));
        mark(page);
        assertThat(page.locator("h1")).containsText("All systems are up");
        picture(page, "trust-page-up");
        assertAccessible(page);

        tocsin.breakCell("cache@na", "errors");

        assertThat(page.locator("h1")).containsText("North America", IN_TIME);
        assertThat(page.locator("#open .incident")).isVisible(VISIBLE_IN_TIME);
        assertThat(page.locator("#cell-login--na .status.down")).isVisible(VISIBLE_IN_TIME);
        assertThat(page.content()).doesNotContain("cache");
        var id = tocsin.openIncidents().getFirst().at("/incident/id").asText();
        var story = chromium.open(tocsin.incidentService("/incidents/" + id));
        mark(story);
        assertThat(story.locator("#touched")).containsText("North America", IN_TIME);

        order(tocsin, id, "updates", Map.of("text", HOSTILE, "nextUpdateBy", inAnHour()));

        assertThat(page.locator("#open em")).hasText("take back");
        assertThat(page.locator("#open")).containsText("next update by");
        assertThat(story.locator("#story em")).hasText("take back");
        assertThat(story.locator("#standing")).containsText("next update by");
        assertThat(story.locator("#notices")).containsText("Signing in to the CRM");
        assertThat(story.locator("#subscribe a"))
                .hasAttribute("href", Pattern.compile(".*/subscriptions\\?regions=na&components=.*"));
        assertThat(page.title()).doesNotContain("owned");
        picture(page, "trust-page-down");
        picture(story, "incident-open");
        assertAccessible(page);
        assertAccessible(story);

        tocsin.heal("cache@na");

        assertThat(page.locator("h1")).containsText("All systems are up", IN_TIME);
        assertThat(story.locator("#standing .state")).containsText("Resolved", IN_TIME);
        assertThat(page.locator("#recent li").first()).containsText("lasted");
        assertThat(story.locator("#touched .lasted").first())
                .containsText(Pattern.compile("(down|degraded) for .* ?minutes?"));

        order(
                tocsin,
                id,
                "postmortem",
                Map.of(
                        "cause", "A patch of the cache server.",
                        "remedy", "The patch was taken back.",
                        "procedure", "- Patches reach one region first\n- They wait a day there"));

        assertThat(story.locator("#postmortem h2")).hasText("Postmortem", HAS_IN_TIME);
        assertThat(story.locator("#postmortem li")).hasCount(2);
        picture(story, "incident-postmortem");
        assertAccessible(story);
        assertNotReloaded(page);
        assertNotReloaded(story);
    }

    @Test
    void withoutScriptTheSameIsThereOnceThePageIsLoadedAgain(Standalone tocsin, Running chromium) {
        var page = chromium.openWithoutScript(tocsin.incidentService("/"));
        assertThat(page.locator("h1")).containsText("All systems are up");

        tocsin.breakCell("cache@na", "errors");

        awaitLoaded(page, "#open .incident");
        picture(page, "trust-page-without-script");
        page.locator(".regions >> text=Europe").click();
        assertThat(page.locator("h1")).containsText("All systems are up");
        assertThat(page.locator("#open .incident")).hasCount(0);
        page.locator(".regions >> text=North America").click();
        page.locator("#open h2 a").click();
        assertThat(page.locator("h1")).containsText("North America");
        assertThat(page.locator("#touched")).containsText("Log in");

        tocsin.heal("cache@na");

        await().atMost(Duration.ofMinutes(3)).until(() -> {
            page.reload();
            return page.locator("#standing").textContent().contains("Resolved");
        });
        page.locator("text=All components").click();
        await().atMost(Duration.ofMinutes(3)).until(() -> {
            page.reload();
            return page.locator("[aria-label^='Log in – North America'] path.down")
                            .count()
                    > 0;
        });
        page.locator("[aria-label^='Log in – North America']").click();
        assertThat(page.locator(".day").first()).containsText("down");
        page.locator("table a").first().click();
        assertThat(page.locator(".calendar .down").first()).isVisible();
    }

    @Test
    void keysAloneSufficeAndTheChosenRegionIsRemembered(Standalone tocsin, Running chromium) {
        var page = chromium.open(tocsin.incidentService("/"));

        tabTo(page, page.locator(".regions >> text=Europe"));
        page.keyboard().press("Enter");

        page.waitForURL("**/?region=eu");
        assertThat(page.locator(".regions [aria-current]")).hasText("Europe");
        assertThat(page.locator("#cell-login--na")).hasCount(0);
        page.navigate(tocsin.incidentService("/").toString());
        page.waitForURL("**/?region=eu");

        tabTo(page, page.locator(".bar").first());
        page.keyboard().press("Enter");
        assertThat(page.locator("h1")).containsText("– Europe");
        tabTo(page, page.locator("text=All components"));
        page.keyboard().press("Enter");
        page.waitForURL("**/?region=eu");

        tabTo(page, page.locator(".regions >> text=Everywhere"));
        page.keyboard().press("Enter");
        page.waitForURL("**/?region=");
        page.navigate(tocsin.incidentService("/").toString());
        assertThat(page.locator(".regions [aria-current]")).hasText("Everywhere");

        tabTo(page, page.locator("text=Dark"));
        page.keyboard().press("Enter");
        assertThat(page.evaluate("getComputedStyle(document.documentElement).colorScheme"))
                .isEqualTo("dark");
        tabTo(page, page.locator(".top .button"));
        page.keyboard().press("Enter");
        page.waitForURL("**/subscriptions");
    }

    @Test
    void thePastIsShownByDaysAndMonths(Standalone tocsin, Running chromium) {
        tocsin.breakCell("cache@na", "errors");
        var page = chromium.open(tocsin.incidentService("/"));
        assertThat(page.locator("h1")).containsText("North America", IN_TIME);
        tocsin.heal("cache@na");
        assertThat(page.locator("h1")).containsText("up", IN_TIME);
        var bar = page.locator("[aria-label^='Log in – North America']");
        assertThat(bar.locator("path.down")).isAttached(ATTACHED_IN_TIME);
        picture(page, "trust-page-past");

        var today = bar.boundingBox();
        page.mouse().click(today.x + today.width - 1, today.y + today.height / 2);

        assertThat(page.locator("h1")).hasText("Log in – North America");
        assertThat(page.locator("#day")).containsText("down");
        assertThat(page.locator("#day .stories a").first()).isVisible();
        picture(page, "day");
        assertAccessible(page);

        page.locator("table a").first().click();
        assertThat(page.locator(".calendar .down").first()).isVisible();
        picture(page, "month");
        assertAccessible(page);
        assertThat(tocsin.uptime()).contains("The published figures are the same, to the digit.");
    }

    @Test
    void plannedWorkHasPagesInTheZoneOfTheReader(Standalone tocsin, Running chromium) {
        var start = Instant.now().plusSeconds(3_600);
        var title = "Swap disks at " + start;
        var made = post(
                tocsin,
                "/api/v1/maintenance",
                Map.of(
                        "title", title,
                        "cells", List.of("login@na"),
                        "startsAt", Json.format(start),
                        "endsAt", Json.format(start.plusSeconds(3_600))));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        var page = chromium.openIn("America/New_York", tocsin.incidentService("/"));

        page.locator("#planned a", new Page.LocatorOptions().setHasText(title)).click();

        assertThat(page.locator("h1")).hasText(title);
        assertThat(page.locator("#affected")).containsText("Log in");
        assertThat(page.locator("#standing time").first()).containsText("GMT-");
        assertThat(page.locator("#standing time").first()).hasAttribute("title", Pattern.compile(".* UTC"));
        picture(page, "maintenance");
        assertAccessible(page);
        mark(page);

        var id = page.url().substring(page.url().lastIndexOf('/') + 1);
        assertThat(post(tocsin, "/api/v1/maintenance/%s/cancel".formatted(id), Map.of())
                        .statusCode())
                .isEqualTo(200);

        assertThat(page.locator("#standing .state")).containsText("Cancelled", IN_TIME);
        assertNotReloaded(page);
        page.locator("text=All scheduled maintenance").click();
        assertThat(page.locator("#past")).containsText(title);
        assertAccessible(page);
        page.navigate(tocsin.incidentService("/history").toString());
        assertThat(page.locator("main")).containsText(title);
        picture(page, "history");
        assertAccessible(page);
    }

    @Test
    void whatIsNotThereIsSaid(Standalone tocsin, Running chromium) {
        for (var wrong : Map.of(
                        "/months/2026-13", "There is no month 2026-13",
                        "/incidents/unknown", "There is no incident unknown",
                        "/history?month=2026-13", "There is no month 2026-13",
                        "/maintenance/unknown", "There is no maintenance unknown",
                        "/cells/login@mars", "There is no login@mars",
                        "/cells/login@na?day=2031-01-01", "day must be a day from",
                        "/?region=mars", "region must be one of")
                .entrySet()) {
            var page = chromium.open(tocsin.incidentService(wrong.getKey()));

            assertThat(page.locator("main")).containsText(wrong.getValue());
            assertAccessible(page);
        }
    }

    private static HttpResponse<String> post(Standalone tocsin, String path, Map<String, ?> body) {
        return tocsin.post(
                tocsin.incidentService(path), Json.mapper().valueToTree(body).toString());
    }

    private static void order(Standalone tocsin, String id, String what, Map<String, String> body) {
        var answer = tocsin.post(
                tocsin.incidentService("/api/v1/incidents/%s/%s".formatted(id, what)),
                Json.mapper().valueToTree(body).toString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static String inAnHour() {
        return Json.format(Instant.now().plusSeconds(3_600));
    }

    private static void awaitLoaded(Page page, String selector) {
        await().atMost(Duration.ofMinutes(3)).until(() -> {
            page.reload();
            return page.locator(selector).count() > 0;
        });
    }

    private static void mark(Page page) {
        page.evaluate("window.isTheSame = true");
    }

    private static void assertNotReloaded(Page page) {
        assertThat(page.evaluate("window.isTheSame")).isEqualTo(true);
    }

    /// The focus is to be seen wherever it comes by; past the last element it leaves the page once.
    private static void tabTo(Page page, Locator target) {
        page.evaluate("document.activeElement.blur()");
        for (var tab = 0; tab < 200; tab++) {
            page.keyboard().press("Tab");
            assertThat(
                            page.evaluate(
                                    "document.activeElement === document.body || getComputedStyle(document.activeElement).outlineStyle"))
                    .as("the focus on %s", page.evaluate("document.activeElement.outerHTML.slice(0, 200)"))
                    .isIn("solid", true);
            if (Boolean.TRUE.equals(target.evaluate("it => it === document.activeElement"))) {
                return;
            }
        }
        throw new AssertionError("not reached by tabs: " + target);
    }
}

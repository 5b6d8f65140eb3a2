package dev.tocsin.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What a person sees, in Chromium; screenshots stay in `target/pages`.
@ExtendWith(FastStandalone.class)
class PagesIT {

    private static final double SOON = 60_000;

    private static @Nullable Playwright playwright;
    private static @Nullable Browser chromium;

    @BeforeAll
    static void start() {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        chromium = playwright
                .chromium()
                .launch(new LaunchOptions()
                        .setExecutablePath(executable())
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    @AfterAll
    static void stop() {
        if (playwright != null) {
            playwright.close();
        }
    }

    @Test
    void theTrustPageTellsAnOutageAndItsEndWithoutAReload(Standalone tocsin) {
        var page = open(tocsin, "/");
        assertThat(page.locator("h1")).containsText("up");
        picture(page, "trust-page-up");

        tocsin.breakCell("cache@na", "errors");

        assertThat(page.locator("h1"))
                .containsText("North America", new LocatorAssertions.ContainsTextOptions().setTimeout(SOON));
        picture(page, "trust-page-down");
        assertThat(page.content()).doesNotContain("cache");
        assertThat(violations(page)).isEmpty();

        tocsin.heal("cache@na");

        assertThat(page.locator("h1")).containsText("up", new LocatorAssertions.ContainsTextOptions().setTimeout(SOON));
    }

    @Test
    void theDashboardShowsOperatorsTheRootTheVantagePointsAndTheirAlerts(Standalone tocsin) {
        var page = signedIn(tocsin);
        assertThat(page.locator("body")).containsText("Virginia");
        picture(page, "dashboard-up");

        tocsin.breakCell("cache@na", "errors");

        assertThat(page.locator("body"))
                .containsText("cache@na", new LocatorAssertions.ContainsTextOptions().setTimeout(SOON));
        await("impacted cells")
                .atMost(Duration.ofSeconds(30))
                .until(() -> page.content().contains("login@na"));
        picture(page, "dashboard-down");
        assertThat(violations(page)).isEmpty();
        tocsin.heal("cache@na");
    }

    @Test
    void anOperatorIsToldWhatAnOrderDoesBeforeItIsDone(Standalone tocsin) {
        tocsin.breakCell("cache@na", "errors");
        var page = signedIn(tocsin);
        page.locator(".incident a").first().click(new Locator.ClickOptions().setTimeout(SOON));
        page.locator("text=Take it on").click();
        assertThat(page.locator("[role=status]")).containsText("Taken on");
        page.locator("summary").all().forEach(Locator::click);
        picture(page, "incident-of-operators");
        assertThat(violations(page)).isEmpty();

        page.locator("text=Resolve …").click();
        assertThat(page.locator("[role=alert]")).containsText("Nothing was changed");
        page.locator("#resolve-reason").fill("The cache is being replaced");
        page.locator("text=Resolve …").click();
        assertThat(page.locator(".effects")).containsText("cache@na");
        picture(page, "order-to-confirm");
        assertThat(violations(page)).isEmpty();

        page.locator("text=Leave it as it is").click();
        assertThat(page.locator(".facts").first()).not().containsText("resolved");
        tocsin.heal("cache@na");
    }

    @Test
    void thePastIsShownByDaysAndMonths(Standalone tocsin) {
        tocsin.breakCell("cache@na", "errors");
        var page = open(tocsin, "/");
        assertThat(page.locator("h1"))
                .containsText("North America", new LocatorAssertions.ContainsTextOptions().setTimeout(SOON));
        tocsin.heal("cache@na");
        assertThat(page.locator("h1")).containsText("up", new LocatorAssertions.ContainsTextOptions().setTimeout(SOON));

        assertThat(page.locator("[aria-label^='Log in in North America'] path.down"))
                .isAttached(new LocatorAssertions.IsAttachedOptions().setTimeout(SOON));
        picture(page, "trust-page-past");
        assertThat(violations(page)).isEmpty();

        page.locator("[aria-label^='Log in in North America']").click();
        assertThat(page.locator("h1")).hasText("Log in in North America");
        assertThat(page.locator(".day").first()).containsText("down");
        picture(page, "cell");
        assertThat(violations(page)).isEmpty();

        page.locator("table a").first().click();
        assertThat(page.locator(".calendar .down").first()).isVisible();
        picture(page, "month");
        assertThat(violations(page)).isEmpty();
        assertThat(tocsin.uptime()).contains("It is what is published, to the digit.");
    }

    private static Page signedIn(Standalone tocsin) {
        var page = open(tocsin, "/ops");
        page.locator("input[type=password]").fill(tocsin.operatorToken());
        page.locator("button[type=submit]").click();
        return page;
    }

    private static Page open(Standalone tocsin, String path) {
        var page = Objects.requireNonNull(chromium).newPage();
        page.navigate(tocsin.incidentService(path).toString());
        return page;
    }

    private static void picture(Page page, String name) {
        for (var width : List.of(390, 1280, 1920)) {
            page.setViewportSize(width, 900);
            page.screenshot(new Page.ScreenshotOptions()
                    .setFullPage(true)
                    .setPath(Path.of("target", "pages", "%s-%d.png".formatted(name, width))));
        }
    }

    private static List<String> violations(Page page) {
        return new AxeBuilder(page)
                .analyze().getViolations().stream()
                        .map(rule -> rule.getId() + ": " + rule.getHelp() + " " + rule.getNodes())
                        .toList();
    }

    private static Path executable() {
        return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Chromium is not there: install the package chromium"));
    }
}

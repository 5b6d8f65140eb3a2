package dev.tocsin.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives tests the browser that is installed, one for each class: Playwright wants to be used by one thread. Pictures
/// stay in `target/pages`.
final class Chromium implements ParameterResolver, AfterEachCallback {

    /// As long as detection, correlation and a loaded machine may take.
    static final double SOON = 60_000;

    private static final int MOST_ASKED = 3;
    private static final Path PICTURES = Path.of("target", "pages");

    static final ContainsTextOptions IN_TIME = new ContainsTextOptions().setTimeout(SOON);
    static final IsVisibleOptions VISIBLE_IN_TIME = new IsVisibleOptions().setTimeout(SOON);

    /// A browser that is ended with its class of tests.
    record Running(Playwright playwright, Browser browser) implements AutoCloseable {

        static Running start() {
            var playwright = Playwright.create(
                    new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            return new Running(
                    playwright,
                    playwright
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
                                            "--disable-sync"))));
        }

        Page open(URI address) {
            return open(address, new NewContextOptions());
        }

        /// @param zone the time zone of the reader, such as `America/New_York`
        Page openIn(String zone, URI address) {
            return open(address, new NewContextOptions().setTimezoneId(zone));
        }

        Page openWithoutScript(URI address) {
            return open(address, new NewContextOptions().setJavaScriptEnabled(false));
        }

        private Page open(URI address, NewContextOptions options) {
            var page = browser.newContext(options).newPage();
            page.navigate(address.toString());
            return page;
        }

        @Override
        public void close() {
            playwright.close();
        }
    }

    /// At three widths, and once in the dark.
    static void picture(Page page, String name) {
        for (var width : List.of(390, 1280, 1920)) {
            page.setViewportSize(width, 900);
            shoot(page, "%s-%d".formatted(name, width));
        }
        page.setViewportSize(1280, 900);
        wear(page, ColorScheme.DARK);
        shoot(page, name + "-dark");
        wear(page, ColorScheme.LIGHT);
    }

    /// On a phone of the smallest kind, a usual one, a screen and a wide one, in both themes.
    static void pictureOfEachScreen(Page page, String name) {
        for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            wear(page, scheme);
            for (var width : List.of(320, 390, 1280, 1920)) {
                page.setViewportSize(width, 900);
                shoot(page, "%s-%d-%s".formatted(name, width, scheme.name().toLowerCase(Locale.ROOT)));
                assertThat(page.evaluate("document.documentElement.scrollWidth"))
                        .as("width of %s", page.url())
                        .isEqualTo(width);
            }
        }
    }

    /// The first screen of the trust page; `-Dgolden=write` puts it into the README.
    static void pictureOfReadme(Page page) throws IOException {
        page.setViewportSize(1280, 900);
        assertThat(page.locator("#open .incident")).isVisible(VISIBLE_IN_TIME);
        var picture = page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve("readme.png")));
        assertThat(picture).as("the README's picture").hasSizeLessThan(150_000);
        if ("write".equals(System.getProperty("golden"))) {
            Files.write(Path.of("..", "docs", "trust-page.png"), picture);
        }
    }

    private static void shoot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(PICTURES.resolve(name + ".png")));
    }

    /// By axe's rules, light and dark, and nothing wider than a phone.
    static void assertAccessible(Page page) {
        for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            wear(page, scheme);
            assertThat(asked(() -> violations(page)))
                    .as("%s, %s", page.url(), scheme)
                    .isEmpty();
        }
        page.setViewportSize(390, 900);
        assertThat(asked(() -> page.evaluate("document.documentElement.scrollWidth")))
                .as("width of %s on a phone", page.url())
                .isEqualTo(390);
        page.setViewportSize(1280, 900);
        wear(page, ColorScheme.LIGHT);
    }

    private static void wear(Page page, ColorScheme scheme) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
    }

    /// A snapshot loads its newer edition by itself, also in the midst of a question; then it is asked again.
    private static <T> T asked(Supplier<T> question) {
        for (var asked = 1; ; asked++) {
            try {
                return question.get();
            } catch (RuntimeException e) {
                if (asked == MOST_ASKED || !hasMovedOn(e)) {
                    throw e;
                }
            }
        }
    }

    private static boolean hasMovedOn(Throwable e) {
        return Stream.iterate(e, Objects::nonNull, Throwable::getCause)
                .anyMatch(cause -> String.valueOf(cause.getMessage()).contains("because of a navigation"));
    }

    /// In axe's "legacy" way, which leaves out frames of other origins, of which pages have none, and takes a fifth of
    /// the time.
    private static List<String> violations(Page page) {
        return new AxeBuilder(page)
                .setLegacyMode(true).analyze().getViolations().stream()
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

    /// A page that is left open goes on being patched, and takes its time from the next test.
    @Override
    public void afterEach(ExtensionContext context) {
        running(context).browser().contexts().forEach(BrowserContext::close);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Running.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return running(context);
    }

    private static Running running(ExtensionContext context) {
        return context.getParent()
                .orElseThrow()
                .getStore(Namespace.create(Chromium.class))
                .computeIfAbsent("browser", _ -> Running.start(), Running.class);
    }
}

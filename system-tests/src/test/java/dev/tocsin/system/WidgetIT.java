package dev.tocsin.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.tocsin.system.Chromium.IN_TIME;
import static dev.tocsin.system.Chromium.assertAccessible;
import static dev.tocsin.system.Chromium.picture;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.HasClassOptions;
import com.sun.net.httpserver.HttpServer;
import dev.tocsin.system.Chromium.Running;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The widget on a customer's site: another origin, with a policy that forbids whatever it does not need.
@SharesStandalone
@ExtendWith(Chromium.class)
class WidgetIT {

    private HttpServer site;
    private String policy = "";
    private String body = "";

    @BeforeEach
    void open() throws IOException {
        site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        site.createContext("/", exchange -> {
            var page = """
                    <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Harbour shop</title>
                    <meta name="viewport" content="width=device-width, initial-scale=1">
                    <meta name="color-scheme" content="light dark"></head><body><main><h1>Shop</h1>%s</main></body></html>
                    """.formatted(body).getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html;charset=UTF-8");
            exchange.getResponseHeaders().set("Content-Security-Policy", policy);
            exchange.getResponseHeaders().set("Cross-Origin-Embedder-Policy", "require-corp");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        site.start();
    }

    @AfterEach
    void close() {
        site.stop(0);
    }

    @Test
    void oneTagShowsTheStatusOnAStrictPageAndKeepsItCurrent(Standalone tocsin, Running chromium) {
        var status = tocsin.incidentService("/").toString();
        body = tag(status, "data-region=\"na\"")
                + tag(status, "data-component=\"search\" data-region=\"eu\"")
                + "<p id=\"there\"></p>"
                + tag(status, "data-target=\"there\"");
        policy = "default-src 'none'; script-src %1$s; connect-src %1$s; require-trusted-types-for 'script'"
                .formatted(origin(status));
        var complaints = new ArrayList<String>();

        var page = chromium.open(URI.create("about:blank"));
        page.onConsoleMessage(message -> complaints.add(message.text()));
        page.navigate(address());

        var line = page.locator("tocsin-status a");
        assertThat(line.nth(0)).hasText("All systems are up in North America");
        assertThat(line.nth(1)).hasText("Search is up in Europe");
        assertThat(page.locator("#there tocsin-status a")).hasText("All systems are up");
        assertThat(line.nth(0)).hasClass("up");
        assertThat(line.nth(1)).hasAttribute("href", status + "cells/search@eu");
        assertThat(page.locator("tocsin-status svg circle").first()).isVisible();
        assertThat(
                        page.evaluate(
                                "getComputedStyle(document.querySelector('tocsin-status').shadowRoot.querySelector('a')).borderTopLeftRadius"))
                .isEqualTo("6px");
        assertThat(page.evaluate("document.cookie + localStorage.length + sessionStorage.length"))
                .isEqualTo("00");
        assertAccessible(page);
        picture(page, "widget-up");

        tocsin.breakCell("cache@na", "errors");

        assertThat(line.nth(0)).containsText("North America", IN_TIME);
        assertThat(line.nth(0)).hasClass("down", new HasClassOptions().setTimeout(Chromium.SOON));
        assertThat(line.nth(1)).hasText("Search is up in Europe");
        assertAccessible(page);
        picture(page, "widget-down");
        assertThat(complaints).isEmpty();
        tocsin.heal("cache@na");
    }

    @Test
    void itSaysWhenTheStatusPageDoesNotAnswer(Standalone tocsin, Running chromium) {
        var status = tocsin.incidentService("/").toString();
        body = tag(status, "");
        policy = "default-src 'none'; script-src %s".formatted(origin(status));

        var page = chromium.open(URI.create(address()));

        assertThat(page.locator("tocsin-status a")).containsText("Unknown · The status page does not answer", IN_TIME);
        assertThat(page.locator("tocsin-status a")).hasAttribute("href", status);
        assertAccessible(page);
    }

    @Test
    void itSaysSinceWhenAndComesBackByItself(Standalone tocsin, Running chromium) {
        var status = tocsin.incidentService("/").toString();
        body = tag(status, "");
        policy = "default-src 'none'; script-src %1$s; connect-src %1$s".formatted(origin(status));
        var reachable = new AtomicBoolean(true);
        var page = chromium.open(URI.create("about:blank"));
        page.route("**/api/v1/status*", route -> {
            if (reachable.get()) {
                route.resume();
            } else {
                route.abort();
            }
        });
        page.clock().install();
        page.navigate(address());
        assertThat(page.locator("tocsin-status a")).hasText("All systems are up");

        reachable.set(false);
        page.clock().runFor(100_000);

        assertThat(page.locator("tocsin-status a")).hasText("All systems are up");
        awaitMinutesLater(page, "The status page has not answered since ");
        reachable.set(true);
        awaitMinutesLater(page, "All systems are up");
    }

    /// Minute by minute, so that requests end in between.
    private static void awaitMinutesLater(Page page, String text) {
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            page.clock().runFor(60_000);
            assertThat(page.locator("tocsin-status a").textContent()).contains(text);
        });
    }

    private static String tag(String status, String attributes) {
        return "<p><script src=\"%swidget.js\" %s async></script></p>".formatted(status, attributes);
    }

    private static String origin(String status) {
        return status.replaceFirst("/$", "");
    }

    /// By another name than the status page's: another origin and another site.
    private String address() {
        return "http://localhost:%d/".formatted(site.getAddress().getPort());
    }
}

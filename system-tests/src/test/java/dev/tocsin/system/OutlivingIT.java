package dev.tocsin.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.tocsin.system.Chromium.IN_TIME;
import static dev.tocsin.system.Chromium.assertAccessible;
import static dev.tocsin.system.Chromium.picture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.sun.net.httpserver.SimpleFileServer;
import com.sun.net.httpserver.SimpleFileServer.OutputLevel;
import dev.tocsin.contract.Json;
import dev.tocsin.system.Chromium.Running;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The trust page on a plain file server, after everything else was killed.
@StartsStandalone
@ExtendWith(Chromium.class)
class OutlivingIT {

    private static final Duration LONG = Duration.ofMinutes(3);

    @Test
    void thePageTellsTheTruthWhenAllElseIsDead(Running chromium) throws IOException {
        var served = Files.createTempDirectory("served");
        var server = SimpleFileServer.createFileServer(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), served, OutputLevel.NONE);
        server.start();
        try {
            var address = URI.create(
                    "http://127.0.0.1:%d/".formatted(server.getAddress().getPort()));
            outlive(chromium, served, address);
        } finally {
            server.stop(0);
        }
    }

    private static void outlive(Running chromium, Path served, URI address) throws IOException {
        try (var tocsin = Standalone.upAfresh(
                "outlived",
                16_000,
                Map.of(
                        "TOCSIN_SNAPSHOT_EVERY", "5s",
                        "TOCSIN_SNAPSHOT_PUBLISH_TIMEOUT", "5s",
                        "TOCSIN_SNAPSHOT_PUBLISH", "cp -r \"$TOCSIN_SNAPSHOT_FOLDER\"/. " + served),
                "--fast")) {
            tocsin.awaitQuiet();
            await().atMost(LONG).until(() -> Files.exists(served.resolve("snapshot.json")));
            var page = chromium.open(address);
            assertThat(shown(page)).containsText("All systems are up", IN_TIME);
            picture(page, "snapshot-up");
            assertAccessible(page);

            tocsin.breakCell("cache@na", "errors");

            assertThat(shown(page)).containsText("North America", IN_TIME);
            assertThat(page.locator("body.is-now")).isAttached();
            page.locator("#open h2 a").click();
            assertThat(page.locator("h1")).containsText("North America");
            assertThat(page.locator(".story")).containsText("We are investigating a problem");
            picture(page, "snapshot-incident");
            assertAccessible(page);
            page.goBack();

            var dead = tocsin.processes();
            dead.forEach(ProcessHandle::destroyForcibly);
            await().atMost(LONG).until(() -> dead.stream().noneMatch(ProcessHandle::isAlive));

            assertThat(shown(page)).containsText("our monitoring has been silent since", IN_TIME);
            assertThat(page.locator("body.is-now")).not().isAttached();
            assertThat(page.locator(".if-silent [data-ago]")).containsText("ago");
            picture(page, "snapshot-silent");
            assertAccessible(page);
            whoeverComesLaterIsToldTheSame(chromium, served, address);
        }
    }

    private static void whoeverComesLaterIsToldTheSame(Running chromium, Path served, URI address) throws IOException {
        var later = chromium.open(address);
        assertThat(shown(later)).containsText("our monitoring has been silent since", IN_TIME);

        var fromFile = chromium.open(served.resolve("index.html").toUri());
        assertThat(shown(fromFile)).containsText("our monitoring has been silent since", IN_TIME);

        var withoutScript = chromium.openWithoutScript(address);
        assertThat(shown(withoutScript)).containsText(" at ");
        assertThat(withoutScript.locator(".if-undated.as-of")).containsText("our monitoring has been silent");
        assertThat(withoutScript.locator("body")).not().hasClass("is-now");
        picture(withoutScript, "snapshot-without-script");
        assertThat(withoutScript.locator(".if-now").first()).isHidden();

        var summary =
                Json.mapper().readTree(served.resolve("api/v2/summary.json").toFile());
        assertThat(Instant.parse(summary.at("/page/valid_until").asText())).isBefore(Instant.now());
    }

    /// Of the three headlines only one is.
    private static Locator shown(Page page) {
        return page.locator("h1:visible");
    }
}

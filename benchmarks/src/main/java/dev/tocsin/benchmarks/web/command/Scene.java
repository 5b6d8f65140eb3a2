package dev.tocsin.benchmarks.web.command;

import dev.tocsin.benchmarks.process.Stage;
import dev.tocsin.benchmarks.storm.Heard;
import dev.tocsin.benchmarks.storm.kafka.Follower;
import dev.tocsin.benchmarks.storm.kafka.Probes;
import dev.tocsin.benchmarks.web.ArchivedIncidents;
import dev.tocsin.benchmarks.web.OutageHistory;
import dev.tocsin.benchmarks.web.WebWorld;
import dev.tocsin.benchmarks.web.http.Browser;
import dev.tocsin.benchmarks.web.kafka.PastYears;
import dev.tocsin.contract.Verdict;
import dev.tocsin.standalone.Trouble;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/// A Tocsin that has run for years, whose probes see that all is up.
final class Scene implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final long SEED = 2006;
    private static final int OUTAGES_A_YEAR = 3;
    private static final int INCIDENTS_A_YEAR = 100;

    /// The markup of a day of which nothing is known. There is no such day once all of the history was counted.
    private static final String UNKNOWN_DAYS = "<path class=\"not-watched\"";

    private static final String COUNTED = "<table class=\"months\">";

    private final WebWorld world;
    private final Stage stage;
    private final Heard heard = new Heard();
    private final Follower follower;
    private final Probes probes;
    private final Browser browser;
    private long turns;

    private Scene(
            WebWorld world,
            OutageHistory history,
            Path home,
            Path folder,
            List<String> options,
            HttpClient client,
            Clock clock)
            throws IOException {
        this.world = world;
        var incidents = new ArchivedIncidents(world.cells(), history.end(), history.length(), (int)
                (INCIDENTS_A_YEAR * history.length().toDays() / 365));
        stage = Stage.start(
                home,
                folder,
                world.watched().yaml(),
                options,
                client,
                kafka -> turns = PastYears.write(kafka, history, incidents));
        follower = new Follower(stage.bootstrapServers(), heard, clock);
        probes = new Probes(world.watched(), stage.bootstrapServers(), clock);
        browser = new Browser(stage.url(), client);
    }

    static Scene of(
            int cells,
            int years,
            Path home,
            Path folder,
            List<String> options,
            HttpClient client,
            Clock clock,
            Consumer<String> progress)
            throws IOException, InterruptedException {
        progress.accept("%,d cells and %d years of history; starting a broker, a database and incident-service"
                .formatted(cells, years));
        var history = new OutageHistory(
                SEED,
                clock.instant().minus(Duration.ofHours(1)),
                Duration.ofDays(365L * years),
                OUTAGES_A_YEAR * years);
        var scene = new Scene(WebWorld.of(cells), history, home, folder, options, client, clock);
        try {
            scene.awaitAll(clock, progress);
        } catch (IOException | InterruptedException | RuntimeException e) {
            scene.close();
            throw e;
        }
        return scene;
    }

    private void awaitAll(Clock clock, Consumer<String> progress) throws IOException, InterruptedException {
        var until = clock.instant().plus(PATIENCE);
        var all = world.watched().catalog().checks().size();
        progress.accept("waiting until all cells are up, and %,d past status changes are counted".formatted(turns));
        var isUp = heard.await(it -> it.standing(status -> status.verdict() == Verdict.UP) == all, until, clock);
        while (!isUp || !isCounted(browser.read("/"))) {
            if (clock.instant().isAfter(until)) {
                throw new Trouble("Timed out before all cells were up and the history was counted; see the logs.");
            }
            Thread.sleep(PAUSE);
        }
    }

    private static boolean isCounted(String page) {
        return page.contains(COUNTED) && !page.contains(UNKNOWN_DAYS);
    }

    WebWorld world() {
        return world;
    }

    Stage stage() {
        return stage;
    }

    Heard heard() {
        return heard;
    }

    Browser browser() {
        return browser;
    }

    @Override
    public void close() {
        probes.close();
        follower.close();
        stage.close();
    }
}

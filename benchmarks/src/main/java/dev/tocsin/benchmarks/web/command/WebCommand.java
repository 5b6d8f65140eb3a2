package dev.tocsin.benchmarks.web.command;

import static java.util.Locale.ROOT;

import dev.tocsin.benchmarks.suite.SuiteReport;
import dev.tocsin.benchmarks.suite.SuiteReport.Figure;
import dev.tocsin.benchmarks.suite.command.MachineLoad;
import dev.tocsin.benchmarks.suite.command.ServiceOptions;
import dev.tocsin.benchmarks.suite.command.SuiteCommand;
import dev.tocsin.benchmarks.web.Change;
import dev.tocsin.benchmarks.web.Judgement;
import dev.tocsin.benchmarks.web.LoadTarget;
import dev.tocsin.benchmarks.web.OverviewSpeed;
import dev.tocsin.benchmarks.web.OverviewSpeed.PageLoad;
import dev.tocsin.benchmarks.web.PageWeight;
import dev.tocsin.benchmarks.web.Serving;
import dev.tocsin.benchmarks.web.Serving.MeasuredPair;
import dev.tocsin.benchmarks.web.Watching;
import dev.tocsin.benchmarks.web.http.LiveChanges;
import dev.tocsin.benchmarks.web.http.OperatorsBrowser;
import dev.tocsin.benchmarks.web.http.Viewers;
import dev.tocsin.benchmarks.web.kafka.StatusTurns;
import dev.tocsin.benchmarks.web.process.FirstPaint;
import dev.tocsin.benchmarks.web.process.Lighthouse;
import dev.tocsin.benchmarks.web.process.LoadRounds;
import dev.tocsin.benchmarks.web.process.PlainFiles;
import dev.tocsin.benchmarks.web.process.Wrk;
import dev.tocsin.contract.Cell;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "web",
        description = "the public page, its API and the operators' overview: answers a second beside a plain file, live"
                + " viewers, weight, first paint, Lighthouse",
        footer = {
            "",
            "wrk makes the load, Chromium is the browser, and npx runs Lighthouse. --cells 200 --years 1 is a quick",
            "run. Logs stay in benchmarks/target/web."
        })
public final class WebCommand extends SuiteCommand {

    private static final Path HOME = Path.of(System.getProperty("tocsin.home", "."));
    private static final Path FOLDER = HOME.resolve("benchmarks/target/web").toAbsolutePath();
    private static final String PAGE = "/";
    private static final String SUMMARY = "/api/v2/summary.json";
    private static final String OVERVIEW = "/ops";
    private static final int OVERVIEWS = 5;
    private static final int OVERVIEWS_BEFORE = 50;
    private static final String END_OF_EVENT = "\n\n";
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int SAMPLE_CELLS = 12;
    private static final int MOST_BYTES = 60_000;
    private static final int LEAST_SCORE = 95;

    @Option(names = "--cells", paramLabel = "N", description = "cells in four regions; ${DEFAULT-VALUE} by default")
    private int cells = 5_000;

    @Option(names = "--years", paramLabel = "N", description = "years of history; ${DEFAULT-VALUE} by default")
    private int years = 3;

    @Option(
            names = "--connections",
            paramLabel = "N",
            description = "connections of the load; ${DEFAULT-VALUE} by default")
    private int connections = 64;

    @Option(names = "--seconds", paramLabel = "N", description = "seconds of each round; ${DEFAULT-VALUE} by default")
    private int seconds = 10;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "rounds of load; ${DEFAULT-VALUE} by default, 0 for none")
    private int rounds = 3;

    @Option(
            names = "--viewers",
            paramLabel = "N",
            description = "viewers of the live page; ${DEFAULT-VALUE} by default, 0 for none")
    private int viewers = 1_000;

    @Option(names = "--changes", paramLabel = "N", description = "changes that they see; ${DEFAULT-VALUE} by default")
    private int changes = 20;

    @Option(
            names = "--judgements",
            paramLabel = "N",
            description = "runs of Lighthouse, of which the median counts; ${DEFAULT-VALUE} by default, 0 for none")
    private int judgements = 3;

    @Mixin
    private final ServiceOptions service = new ServiceOptions();

    private final Clock clock = Clock.systemUTC();

    @Override
    public SuiteReport run(Consumer<String> progress) throws IOException, InterruptedException {
        Files.createDirectories(FOLDER);
        var wrk = Wrk.find(FOLDER, connections);
        var files = PlainFiles.in(FOLDER.resolve("files"));
        var figures = new ArrayList<Figure>();
        var details = new LinkedHashMap<String, Object>();
        var before = MachineLoad.now();
        try (var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            try (var scene = Scene.of(cells, years, HOME, FOLDER, options(files), client, clock, progress)) {
                var weight = scene.browser().weigh(PAGE, LoadTarget.COMPRESSED);
                figures.add(told(weight(weight), progress));
                overview(scene, progress).forEach(figure -> figures.add(told(figure, progress)));
                if (rounds > 0) {
                    serving(scene, files, wrk, weight, details, progress)
                            .forEach(figure -> figures.add(told(figure, progress)));
                }
                if (viewers > 0) {
                    watching(scene, details, progress).forEach(figure -> figures.add(told(figure, progress)));
                }
                figures.add(told(judgement(scene, cells, progress), progress));
            }
            try (var sample = Scene.of(SAMPLE_CELLS, 1, HOME, FOLDER, service.unrecorded(), client, clock, progress)) {
                figures.add(told(judgement(sample, SAMPLE_CELLS, progress), progress));
            }
        }
        figures.add(MachineLoad.figure(before));
        return new SuiteReport("web", figures, List.of(), details);
    }

    private List<String> options(PlainFiles files) {
        return Stream.concat(service.ofJvm().stream(), files.ofJvm().stream()).toList();
    }

    /// Reports a figure as soon as it is known, because the whole benchmark takes long.
    private static Figure told(Figure figure, Consumer<String> progress) {
        progress.accept("  %s: %s".formatted(figure.what(), figure.result()));
        return figure;
    }

    private List<Figure> serving(
            Scene scene,
            PlainFiles files,
            Wrk wrk,
            PageWeight weight,
            Map<String, Object> details,
            Consumer<String> progress)
            throws IOException, InterruptedException {
        var page = weight.parts().getFirst();
        var summary =
                scene.browser().weigh(SUMMARY, LoadTarget.COMPRESSED).parts().getFirst();
        var all = new LoadRounds(scene.stage().url(), wrk, Duration.ofSeconds(seconds), rounds)
                .load(
                        List.of(
                                new LoadTarget(page, LoadTarget.COMPRESSED),
                                new LoadTarget(files.file(page.bytes()), LoadTarget.PLAIN),
                                new LoadTarget(summary, LoadTarget.COMPRESSED),
                                new LoadTarget(files.file(summary.bytes()), LoadTarget.PLAIN)),
                        progress);
        details.put("loads", all);
        var loads = all.loads();
        var figures = new ArrayList<>(new Serving(List.of(
                        new MeasuredPair(loads.get(0), loads.get(1)), new MeasuredPair(loads.get(2), loads.get(3))))
                .figures());
        figures.add(new Figure(
                "the client's share of one processor, at most",
                null,
                String.format(ROOT, "%.2f", all.mostOfClient()),
                null));
        return figures;
    }

    private static Figure weight(PageWeight weight) {
        return new Figure(
                "the page as a browser loads it, compressed",
                "under %d kB".formatted(MOST_BYTES / 1_000),
                weight.toString(),
                weight.all() < MOST_BYTES);
    }

    private List<Figure> overview(Scene scene, Consumer<String> progress) throws IOException, InterruptedException {
        progress.accept("the operators' overview, %d times".formatted(OVERVIEWS));
        var stage = scene.stage();
        var loads = new ArrayList<PageLoad>();
        var paints = new ArrayList<Duration>();
        try (var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            var operator = new OperatorsBrowser(stage.url(), stage.token(), client);
            for (var time = 0; time < OVERVIEWS_BEFORE; time++) {
                operator.load(OVERVIEW); // the first requests compile and cache; they are not measured
            }
            for (var time = 0; time < OVERVIEWS; time++) {
                loads.add(operator.load(OVERVIEW));
                FirstPaint.of(stage.url(), OVERVIEW, stage.token(), client).ifPresent(paints::add);
            }
        }
        return new OverviewSpeed(scene.world().cells().size(), loads, paints).figures();
    }

    private List<Figure> watching(Scene scene, Map<String, Object> details, Consumer<String> progress)
            throws IOException, InterruptedException {
        progress.accept("%,d viewers of the live page connect".formatted(viewers));
        try (var all = new Viewers(scene.stage().url(), "/live", viewers);
                var turns = new StatusTurns(scene.stage().kafka())) {
            var began = System.nanoTime();
            var joined = all.arrivals(END_OF_EVENT, PATIENCE);
            var joining = joined.stream().mapToLong(at -> at - began).max().orElse(0);
            var seen = new LiveChanges(all, turns, scene.heard(), clock);
            var page = scene.browser().read(PAGE);
            var shown = new ArrayList<Change>();
            var hidden = new ArrayList<Change>();
            var cellsShown = cells(scene, page, true);
            var cellsHidden = cells(scene, page, false);
            for (var change = 0; change < changes; change++) {
                progress.accept("change %d of %d".formatted(change + 1, changes));
                if (change % 2 == 0 || cellsHidden.isEmpty()) {
                    var cell = cellsShown.get(change * cellsShown.size() / changes);
                    shown.add(seen.turn("a component that is shown", viewers, cell, "data-of=\"" + id(cell) + "\""));
                } else {
                    var cell = cellsHidden.get(change * cellsHidden.size() / changes);
                    hidden.add(seen.turn("a component that was not shown", viewers, cell, "id=\"" + id(cell) + "\""));
                }
            }
            details.put("shown", shown);
            details.put("hidden", hidden);
            var figures = new ArrayList<Figure>();
            figures.add(new Figure(
                    "%,d viewers who connect at once, until the last has the status".formatted(viewers),
                    null,
                    String.format(ROOT, "%.1f s; %,d connected", joining / 1e9, joined.size()),
                    null));
            figures.add(new Watching(shown, all.gone()).figure());
            if (!hidden.isEmpty()) {
                figures.add(new Watching(hidden, all.gone()).figure());
            }
            return figures;
        }
    }

    private static List<Cell> cells(Scene scene, String page, boolean shown) {
        return scene.world().cells().stream()
                .filter(cell -> page.contains("id=\"" + id(cell) + "\"") == shown)
                .toList();
    }

    /// The id of the cell's element in the page.
    private static String id(Cell cell) {
        return "cell-%s--%s".formatted(cell.component(), cell.region());
    }

    private Figure judgement(Scene scene, int cells, Consumer<String> progress)
            throws IOException, InterruptedException {
        var all = new ArrayList<Judgement>();
        for (var number = 1; number <= judgements && all.stream().allMatch(Judgement::isThere); number++) {
            progress.accept("Lighthouse, %d of %d".formatted(number, judgements));
            all.add(Lighthouse.judge(scene.stage().url().resolve(PAGE), FOLDER.resolve("lighthouse-" + cells)));
        }
        var judgement = all.isEmpty() ? Judgement.leftOut("no run was requested") : Judgement.median(all);
        return new Figure(
                "Lighthouse %s as a phone, %,d cells, median of %d".formatted(Lighthouse.VERSION, cells, all.size()),
                "each at least %d".formatted(LEAST_SCORE),
                judgement.toString(),
                judgement.isThere() ? judgement.isAtLeast(LEAST_SCORE) : null);
    }
}

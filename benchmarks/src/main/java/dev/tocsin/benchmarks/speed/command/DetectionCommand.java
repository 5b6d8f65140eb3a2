package dev.tocsin.benchmarks.speed.command;

import static java.lang.String.format;
import static java.util.Locale.ROOT;

import dev.tocsin.benchmarks.speed.Compared;
import dev.tocsin.benchmarks.speed.DetectionPart;
import dev.tocsin.benchmarks.speed.Profile;
import dev.tocsin.benchmarks.speed.QuietLog;
import dev.tocsin.benchmarks.speed.kafka.ConsumerTool;
import dev.tocsin.benchmarks.speed.kafka.LogWriter;
import dev.tocsin.benchmarks.speed.kafka.TemporaryBroker;
import dev.tocsin.benchmarks.speed.stream.StreamProcess;
import dev.tocsin.benchmarks.suite.SuiteReport;
import dev.tocsin.benchmarks.suite.SuiteReport.Figure;
import dev.tocsin.benchmarks.suite.Table;
import dev.tocsin.benchmarks.suite.command.MachineLoad;
import dev.tocsin.benchmarks.suite.command.SuiteCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.commons.io.file.PathUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "detection",
        description = "health events a second that one thread of detection reads from a real broker, and ratios",
        footer = {
            "",
            "The broker and each measured program are processes of their own, on the loopback. The first values of",
            "--cells and --partitions are reported in full; each further value is measured for comparison."
        })
public final class DetectionCommand extends SuiteCommand {

    private static final double AIM = 350_000;
    private static final double AIM_TO_BARE = AIM / 490_000;

    @Option(
            names = "--cells",
            paramLabel = "N",
            split = ",",
            description = "number of cells; ${DEFAULT-VALUE} by default")
    private List<Integer> cells = List.of(100_000);

    @Option(
            names = "--partitions",
            paramLabel = "N",
            split = ",",
            description = "number of partitions; ${DEFAULT-VALUE} by default")
    private List<Integer> partitions = List.of(12);

    @Option(
            names = "--events",
            paramLabel = "N",
            description = "fewest health events, ${DEFAULT-VALUE} by default; each cell is asked three times or more")
    private long events = 3_000_000;

    @Option(names = "--heap", paramLabel = "SIZE", description = "heap of each program; ${DEFAULT-VALUE} by default")
    private String heap = "3g";

    @Option(
            names = "--profile",
            description = "reports where the time is spent, and leaves a recording in benchmarks/target")
    private boolean profile;

    @Override
    public SuiteReport run(Consumer<String> progress) throws IOException, InterruptedException {
        var compared = new ArrayList<Compared>();
        for (var number : cells) {
            compared.add(compare(number, partitions.getFirst(), progress));
        }
        for (var number : partitions.subList(1, partitions.size())) {
            compared.add(compare(cells.getFirst(), number, progress));
        }
        var first = compared.getFirst();
        var notes = new ArrayList<String>();
        notes.add("By cells and partitions; every ratio is of one run:");
        notes.add(table(compared).toString());
        var found = first.detection().profile();
        if (found != null) {
            notes.add("");
            notes.add("Where the thread spends its time:");
            notes.add(parts(found).toString());
            notes.add("");
            notes.add("The methods that run most:");
            notes.add(methods(found).toString());
        }
        return new SuiteReport("detection", figures(first), notes, compared);
    }

    private Compared compare(int cells, int partitions, Consumer<String> progress)
            throws IOException, InterruptedException {
        try (var broker = TemporaryBroker.start()) {
            var log = QuietLog.of(cells, partitions, events, Instant.now());
            progress.accept(format(
                    ROOT, "%,d health events of %,d cells into %d partitions", log.healthEvents(), cells, partitions));
            LogWriter.createTopics(broker.kafka(), partitions);
            LogWriter.write(broker.kafka(), log);
            var before = MachineLoad.now();
            progress.accept("Kafka's own consumer");
            var consumer = ConsumerTool.perSecond(
                    broker.bootstrap(), log.healthEvents(), broker.folder().resolve("consumer.log"));
            var process = new StreamProcess(broker.bootstrap(), broker.folder(), log, heap);
            progress.accept("the bare topology");
            var bare = process.bare();
            progress.accept("detection");
            var detection = process.detection(profile);
            keepRecording(broker.folder().resolve("detection").resolve("profile.jfr"));
            return new Compared(
                    cells, partitions, log.healthEvents(), consumer, bare, detection, before, MachineLoad.now());
        }
    }

    private static void keepRecording(Path recording) throws IOException {
        if (Files.exists(recording)) {
            PathUtils.copyFileToDirectory(
                    recording, Files.createDirectories(REPORTS), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static List<Figure> figures(Compared run) {
        var detection = run.detection();
        var what = format(ROOT, "%,d cells, %d partitions, one thread: ", run.cells(), run.partitions());
        return List.of(
                new Figure(
                        what + "health events a second",
                        format(ROOT, "%,.0f", AIM),
                        format(ROOT, "%,.0f", detection.perSecond()),
                        detection.perSecond() >= AIM),
                new Figure(
                        "as a ratio to the bare topology",
                        format(ROOT, "%.2f", AIM_TO_BARE),
                        format(
                                ROOT,
                                "%.2f, of %,.0f a second",
                                run.toBare(),
                                run.bare().perSecond()),
                        run.toBare() >= AIM_TO_BARE),
                new Figure(
                        "the same, by the thread's time on a processor",
                        null,
                        format(
                                ROOT,
                                "%.2f, %,.0f of %,.0f",
                                run.toBareOnProcessor(),
                                detection.perProcessorSecond(),
                                run.bare().perProcessorSecond()),
                        null),
                new Figure(
                        "as a ratio to kafka-consumer-perf-test",
                        null,
                        format(ROOT, "%.2f, of %,.0f a second", run.toConsumer(), run.consumer()),
                        null),
                new Figure("heap for each cell", null, format(ROOT, "%,.0f bytes", detection.heapPerCell()), null),
                new Figure(
                        "load of the machine, before and after",
                        null,
                        format(ROOT, "%.1f, %.1f", run.loadBefore(), run.loadAfter()),
                        null));
    }

    private static Table table(List<Compared> compared) {
        var table = new Table(
                "cells",
                "partitions",
                "events/s",
                "to bare",
                "on processor",
                "to consumer",
                "bytes/cell",
                "collecting",
                "changes",
                "load");
        compared.forEach(run -> table.row(
                format(ROOT, "%,d", run.cells()),
                Integer.toString(run.partitions()),
                format(ROOT, "%,.0f", run.detection().perSecond()),
                format(ROOT, "%.2f", run.toBare()),
                format(ROOT, "%.2f", run.toBareOnProcessor()),
                format(ROOT, "%.2f", run.toConsumer()),
                format(ROOT, "%,.0f", run.detection().heapPerCell()),
                percent(run.detection().collecting()),
                format(ROOT, "%,d", run.detection().statusChanges()),
                format(ROOT, "%.1f", run.loadAfter())));
        return table;
    }

    private static Table parts(Profile profile) {
        var table = new Table("part", "running", "waiting");
        for (var part : DetectionPart.values()) {
            table.row(
                    part.name().toLowerCase(ROOT),
                    percent(profile.running().getOrDefault(part, 0.0)),
                    percent(profile.waiting().getOrDefault(part, 0.0)));
        }
        return table;
    }

    private static Table methods(Profile profile) {
        var table = new Table("share", "method");
        profile.methods().forEach(method -> table.row(percent(method.share()), method.name()));
        return table;
    }

    private static String percent(double share) {
        return format(ROOT, "%.1f %%", share * 100);
    }
}

package dev.tocsin.benchmarks.replay.command;

import dev.tocsin.benchmarks.replay.PlacedRecords;
import dev.tocsin.benchmarks.replay.file.RecordingReader;
import dev.tocsin.engine.catalog.file.CatalogFile;
import dev.tocsin.engine.catalog.file.CatalogReading.Invalid;
import dev.tocsin.engine.catalog.file.CatalogReading.Valid;
import dev.tocsin.engine.replay.Recast;
import dev.tocsin.engine.replay.Replay;
import dev.tocsin.engine.replay.ReplayComparison;
import dev.tocsin.engine.replay.ReplayResult;
import dev.tocsin.engine.replay.ReplaySettings;
import dev.tocsin.standalone.Trouble;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "replay",
        description = {
            "Runs a recorded log through detection and correlation, and prints incidents, notices and timing.",
            "./tocsin record and ./tocsin bench simulate write such files."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nEach line of a recording is a record of a topic, in the order of the append times:%n%n",
        footer = {
            "  {\"topic\": \"tocsin.health-events\", \"partition\": 3, \"key\": \"login@na\",",
            "   \"appendedAt\": \"2006-04-11T10:42:00.000Z\",",
            "   \"type\": \"tocsin.health.observed.v1\", \"value\": {...}}",
            "",
            "The topics are tocsin.health-events, catalog, changes, maintenance and vantage-points, and "
                    + "incident-events for the commands of operators. type and value are those of the CloudEvent; a "
                    + "line without them is a tombstone. Without partition, the key determines it. Where no ticks were "
                    + "recorded, replay adds the ticks and the oversight that incident-service would have written."
        })
@SuppressWarnings("NullAway.Init") // picocli fills in the specification
public final class ReplayCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "a recording, plain or gzip: a JSON document a line")
    private Path file = Path.of("");

    @Option(
            names = "--catalog",
            paramLabel = "FILE",
            description = "a catalog.yaml to use instead of the recorded catalog")
    private @Nullable Path catalog;

    @Option(
            names = "--set",
            paramLabel = "key=value",
            description = "a setting to change, such as correlation.open-hold=10s or checks.confirmations=2")
    private List<String> set = new ArrayList<>();

    @Option(
            names = "--against",
            paramLabel = "key=value",
            description = "a setting of a second replay, to compare with the first")
    private List<String> against = new ArrayList<>();

    @Option(names = "--json", paramLabel = "FILE", description = "the file to write all results to, as JSON lines")
    private @Nullable Path json;

    @Override
    public Integer call() throws IOException {
        var variants = new ArrayList<Variant>();
        variants.add(new Variant(settings(set)));
        if (!against.isEmpty()) {
            variants.add(new Variant(settings(against)));
        }
        read(variants);
        report(variants);
        if (json != null) {
            JsonLines.write(json, variants.stream().map(Variant::found).toList());
        }
        return CommandLine.ExitCode.OK;
    }

    private void read(List<Variant> variants) throws IOException {
        try (var reader = RecordingReader.open(file);
                var progress = new Progress(reader)) {
            for (var recorded = reader.next(); recorded.isPresent(); recorded = reader.next()) {
                for (var variant : variants) {
                    variant.recast.of(recorded.get()).forEach(variant.replay::take);
                }
                progress.show();
            }
        }
        if (variants.getFirst().replay.hasNoCatalog()) {
            throw new Trouble("%s has no catalog; name one with --catalog FILE.".formatted(file));
        }
    }

    private void report(List<Variant> variants) {
        PrintWriter out = spec.commandLine().getOut();
        for (var variant : variants) {
            out.println(Tables.result(variant.found()));
            out.println();
        }
        if (variants.size() == 2) {
            var one = variants.getFirst().found();
            var other = variants.getLast().found();
            out.println(Tables.comparison(one, other, ReplayComparison.of(one.result(), other.result())));
        }
        out.flush();
    }

    private ReplaySettings settings(List<String> said) {
        try {
            return ReplaySettings.parse(said);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private Recast recast(ReplaySettings settings) {
        return Optional.ofNullable(catalog)
                .map(path -> switch (CatalogFile.read(path)) {
                    case Valid(var valid, var digest, var _) ->
                        Recast.with(valid, digest, settings, PlacedRecords::partitionOf);
                    case Invalid invalid ->
                        throw new Trouble("The catalog %s cannot be used.%n%s".formatted(path, invalid.text()));
                })
                .orElseGet(() -> Recast.with(settings));
    }

    /// The result with some settings.
    record SettingsResult(ReplaySettings settings, ReplayResult result) {}

    private final class Variant {

        private final ReplaySettings settings;
        private final Recast recast;
        private final Replay replay = new Replay(RecordingReader.ticksOf(file));

        Variant(ReplaySettings settings) {
            this.settings = settings;
            this.recast = recast(settings);
        }

        SettingsResult found() {
            return new SettingsResult(settings, replay.result());
        }
    }
}

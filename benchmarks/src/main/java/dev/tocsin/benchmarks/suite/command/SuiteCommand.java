package dev.tocsin.benchmarks.suite.command;

import com.fasterxml.jackson.databind.SerializationFeature;
import dev.tocsin.benchmarks.suite.Suite;
import dev.tocsin.benchmarks.suite.SuiteReport;
import dev.tocsin.benchmarks.suite.Table;
import dev.tocsin.contract.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// A suite as a command: runs it, prints its table, and writes the table and JSON into `benchmarks/target`.
@Command(
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:every aim is met", "1:an aim is missed"})
@SuppressWarnings("NullAway.Init") // picocli fills in the specification
public abstract class SuiteCommand implements Suite, Callable<Integer> {

    /// The folder for reports and their files.
    protected static final Path REPORTS = Path.of(System.getProperty("tocsin.home", "."), "benchmarks", "target");

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var err = spec.commandLine().getErr();
        var report = run(line -> {
            err.println(line);
            err.flush();
        });
        var text = text(report);
        Files.createDirectories(REPORTS);
        Files.writeString(REPORTS.resolve(report.name() + ".txt"), text);
        var json = REPORTS.resolve(report.name() + ".json");
        Json.mapper().writer().with(SerializationFeature.INDENT_OUTPUT).writeValue(json.toFile(), report);
        var out = spec.commandLine().getOut();
        out.println(text);
        out.println("Full report: " + json.toAbsolutePath().normalize());
        out.flush();
        var isMet = report.figures().stream().noneMatch(figure -> Objects.equals(figure.met(), false));
        return isMet ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private static String text(SuiteReport report) {
        var table = new Table("", report.name(), "aim", "result");
        report.figures()
                .forEach(figure -> table.row(
                        figure.met() == null ? "" : figure.met() ? "met" : "NOT",
                        figure.what(),
                        Objects.requireNonNullElse(figure.aim(), ""),
                        figure.result()));
        return report.notes().isEmpty() ? table + "\n" : table + "\n\n" + String.join("\n", report.notes()) + "\n";
    }
}

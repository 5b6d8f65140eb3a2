package dev.tocsin.stack.api;

import static java.util.stream.Collectors.toSet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Metrics as Prometheus reads them.
///
/// @param text in the text format, as a service answers a scrape
public record MetricsPage(String text) {

    private static final Pattern HELP = Pattern.compile("(?m)^# HELP (\\S+) (.*)$");
    private static final Pattern SERIES = Pattern.compile("(?m)^([a-z]\\w*)[{ ]");
    private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (\\S+) (\\S+)$");

    /// The names of all series.
    public Set<String> names() {
        return SERIES.matcher(text).results().map(series -> series.group(1)).collect(toSet());
    }

    /// The faults that Prometheus' linter would find in metrics of ours: no help, or a counter without its suffix.
    public List<String> faults() {
        var helped = new TreeSet<String>();
        HELP.matcher(text)
                .results()
                .filter(help -> !help.group(2).isBlank())
                .forEach(help -> helped.add(help.group(1)));
        var faults = new ArrayList<String>();
        TYPE.matcher(text)
                .results()
                .filter(type -> type.group(1).startsWith("tocsin"))
                .forEach(type -> {
                    if (!helped.contains(type.group(1))) {
                        faults.add("no help for " + type.group(1));
                    }
                    if (type.group(2).equals("counter") && !type.group(1).endsWith("_total")) {
                        faults.add("a counter without _total: " + type.group(1));
                    }
                });
        return faults;
    }

    /// The output of `promtool check metrics`, which comes with Debian's prometheus; empty where it is not installed.
    public Optional<String> promtool() {
        return tool().map(tool -> {
            try {
                var process = new ProcessBuilder(tool.toString(), "check", "metrics")
                        .redirectErrorStream(true)
                        .start();
                try (var in = process.getOutputStream()) {
                    in.write(text.getBytes(StandardCharsets.UTF_8));
                }
                var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                return process.waitFor(10, TimeUnit.SECONDS) ? said.strip() : "it did not end";
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        });
    }

    private static Optional<Path> tool() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .map(folder -> Path.of(folder, "promtool"))
                .filter(Files::isExecutable)
                .findFirst();
    }
}

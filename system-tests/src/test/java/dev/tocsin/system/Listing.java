package dev.tocsin.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/// Lists what ran and what was left out and why, for the closing lines of `./tocsin test`.
public final class Listing implements TestExecutionListener {

    private static final Path FILE = Path.of("target", "system-tests.txt");

    private final Map<TestIdentifier, Long> started = new ConcurrentHashMap<>();

    @Override
    public void executionStarted(TestIdentifier test) {
        started.put(test, System.nanoTime());
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (test.isTest() || result.getStatus() == TestExecutionResult.Status.FAILED) {
            var took = Duration.ofNanos(System.nanoTime() - started.getOrDefault(test, System.nanoTime()));
            var how = result.getStatus() == TestExecutionResult.Status.SUCCESSFUL ? "passed " : "FAILED ";
            write("%s %s, %.1f s".formatted(how, nameOf(test), took.toMillis() / 1000.0));
        }
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        write("left out  %s: %s".formatted(nameOf(test), reason));
    }

    @Override
    public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
        entry.getKeyValuePairs().forEach((what, figure) -> write("            %s: %s".formatted(what, figure)));
    }

    private static String nameOf(TestIdentifier test) {
        return test.getSource()
                .map(source -> switch (source) {
                    case MethodSource method ->
                        simple(method.getClassName()) + "." + method.getMethodName() + parameter(test, method);
                    case ClassSource type -> simple(type.getClassName());
                    default -> test.getDisplayName();
                })
                .orElse(test.getDisplayName());
    }

    private static String parameter(TestIdentifier test, MethodSource method) {
        return test.getDisplayName().startsWith(method.getMethodName()) ? "" : " " + test.getDisplayName();
    }

    private static String simple(String className) {
        return className.substring(className.lastIndexOf('.') + 1);
    }

    private static synchronized void write(String line) {
        try {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, line + "\n", UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

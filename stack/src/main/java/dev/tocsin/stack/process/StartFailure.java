package dev.tocsin.stack.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// A process did not come up; the message has the reason and the end of its log.
public final class StartFailure extends RuntimeException {

    private static final int LAST_LINES = 12;

    public StartFailure(String message) {
        super(message);
    }

    /// The same failure, with the folder of the data on which the process did not start.
    public StartFailure withData(Path data) {
        return new StartFailure("%s%nIts data is in %s.".formatted(getMessage(), data));
    }

    /// @param logStart the position in its log at which this start begins
    static StartFailure of(Launch launch, long logStart, String why) {
        return new StartFailure("%s %s; its log %s ends with:%n%s"
                .formatted(launch.name(), why, launch.log(), lastLines(launch.log(), logStart)));
    }

    private static String lastLines(Path log, long start) {
        try (var in = Files.newInputStream(log)) {
            in.skipNBytes(start);
            var lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("\tat "))
                    .toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()))
                    .indent(2)
                    .stripTrailing();
        } catch (IOException e) {
            return "  (it cannot be read: %s)".formatted(e.getMessage());
        }
    }
}

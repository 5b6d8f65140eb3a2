package dev.tocsin.stack.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;

/// A process did not come up; the message says why, and how its log ends.
public final class StartFailure extends RuntimeException {

    private static final int LAST_LINES = 12;

    public StartFailure(String message) {
        super(message);
    }

    static StartFailure of(Launch launch, String why) {
        return new StartFailure("%s %s; its log %s ends with:%n%s"
                .formatted(launch.name(), why, launch.log(), end(launch).indent(2)));
    }

    private static String end(Launch launch) {
        try {
            var lines = new String(Files.readAllBytes(launch.log()), StandardCharsets.UTF_8)
                    .lines()
                    .toArray(String[]::new);
            return String.join("\n", Arrays.copyOfRange(lines, Math.max(0, lines.length - LAST_LINES), lines.length));
        } catch (IOException e) {
            return "(it cannot be read: " + e.getMessage() + ")";
        }
    }
}

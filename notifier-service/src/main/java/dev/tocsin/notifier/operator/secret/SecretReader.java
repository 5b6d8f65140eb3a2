package dev.tocsin.notifier.operator.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tocsin.contract.catalog.SecretReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

/// Reads secrets where the catalog says that they are. A file is read anew each time, so that a changed secret
/// counts at once.
final class SecretReader {

    private static final int LONGEST = 4_096;

    private final Map<String, String> environment;

    SecretReader(Map<String, String> environment) {
        this.environment = environment;
    }

    sealed interface SecretReading {

        /// No text of it reaches a log.
        record Found(String secret) implements SecretReading {
            @Override
            public String toString() {
                return "…";
            }
        }

        /// @param why one sentence that says what is missing
        record Missing(String why) implements SecretReading {}
    }

    SecretReading read(SecretReference reference) {
        return switch (reference.in()) {
            case ENVIRONMENT -> ofVariable(environment.getOrDefault(reference.name(), ""), place(reference));
            case FILE -> ofFile(reference.name(), place(reference));
        };
    }

    /// Such as `the environment variable PAGERDUTY_KEY of notifier-service`.
    static String place(SecretReference reference) {
        return switch (reference.in()) {
            case ENVIRONMENT -> "the environment variable %s of notifier-service".formatted(reference.name());
            case FILE -> "the file %s at notifier-service".formatted(reference.name());
        };
    }

    private static SecretReading ofVariable(String value, String place) {
        return value.isBlank() ? missing(place, "is not set") : new SecretReading.Found(value.strip());
    }

    /// To open a pipe is to wait for its writer, perhaps for ever, and all notices would wait with it.
    private static SecretReading ofFile(String name, String place) {
        try {
            var path = Path.of(name);
            return Files.exists(path) && !Files.isRegularFile(path)
                    ? missing(place, "is not a regular file")
                    : content(path, place);
        } catch (NoSuchFileException _) {
            return missing(place, "does not exist");
        } catch (IOException | InvalidPathException e) {
            return missing(place, "cannot be read (%s)".formatted(e.getClass().getSimpleName()));
        }
    }

    private static SecretReading content(Path path, String place) throws IOException {
        try (var file = Files.newInputStream(path)) {
            var bytes = file.readNBytes(LONGEST + 1);
            var text = new String(bytes, UTF_8).strip();
            if (bytes.length > LONGEST) {
                return missing(place, "is longer than %d bytes".formatted(LONGEST));
            }
            return text.isEmpty() ? missing(place, "is empty") : new SecretReading.Found(text);
        }
    }

    private static SecretReading missing(String place, String problem) {
        return new SecretReading.Missing("%s %s".formatted(place, problem));
    }
}

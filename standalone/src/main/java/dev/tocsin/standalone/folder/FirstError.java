package dev.tocsin.standalone.folder;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A service's own reason why it did not start: the first error in its log. Later errors only come from its shutdown.
public final class FirstError {

    private static final int LONGEST = 12;
    private static final Pattern ENTRY = Pattern.compile("(\\d{4}-\\d\\d-\\d\\d )?\\d\\d:\\d\\d:\\d\\d[.,]\\d+ .*");
    private static final Pattern ERROR =
            Pattern.compile("[\\d: .,-]+ ERROR +(\\[[^]]*] \\([^)]*\\) |[\\w.$]+: )?(?<said>.*)");

    private FirstError() {}

    /// @param start the position in the log at which this start of the service begins
    public static Optional<String> in(Path log, long start) {
        try (var in = Files.newInputStream(log)) {
            in.skipNBytes(start);
            return in(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    static Optional<String> in(List<String> lines) {
        return lines.stream()
                .map(ERROR::matcher)
                .filter(error -> error.matches())
                .findFirst()
                .map(error -> Stream.concat(Stream.of(error.group("said")), rest(lines, error.group()))
                        .limit(LONGEST)
                        .collect(Collectors.joining("\n")));
    }

    private static Stream<String> rest(List<String> lines, String error) {
        return lines.subList(lines.indexOf(error) + 1, lines.size()).stream()
                .takeWhile(line -> !ENTRY.matcher(line).matches())
                .filter(line -> !line.isBlank() && !line.startsWith("\tat ") && !line.startsWith("\t... "));
    }
}

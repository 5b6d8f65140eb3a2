package dev.tocsin.stack.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/// The table of a service in `docs/permissions.md`.
public final class DoorTable {

    private static final Pattern ROW = Pattern.compile("\\| `([A-Z]+) (\\S+)` \\| `?([^|`]+?)`? \\|.*");

    private DoorTable() {}

    /// @param page the file
    public static List<Door> of(Path page, String service) {
        try (var lines = Files.lines(page)) {
            return lines.dropWhile(line -> !line.equals("## " + service))
                    .skip(1)
                    .takeWhile(line -> !line.startsWith("## "))
                    .map(ROW::matcher)
                    .filter(row -> row.matches())
                    .map(row -> new Door(row.group(1), row.group(2), row.group(3)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.tocsin.incident.trust.snapshot;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/// The files at one point in time.
///
/// @param files their content by their path in the folder, such as `api/v2/summary.json`
public record Snapshot(Validity validity, SequencedMap<String, byte[]> files) {

    /// The page, which leads to all others: it is written after them.
    public static final String INDEX = "index.html";

    /// The file that a page requests to learn whether there is a newer snapshot.
    public static final String NEWS = "snapshot.json";

    public Snapshot {
        files = new TreeMap<>(files);
    }

    /// The files in the order in which they are to be written: a file comes before those that lead to it.
    public List<Map.Entry<String, byte[]>> inOrder() {
        return files.entrySet().stream()
                .sorted(Comparator.comparingInt(file -> rank(file.getKey())))
                .toList();
    }

    private static int rank(String path) {
        return switch (path) {
            case NEWS -> 2;
            case INDEX -> 1;
            default -> 0;
        };
    }
}

package dev.tocsin.engine.catalog.file;

import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.nodes.Node;

/// Gathers all that is wrong, so that one run names it all.
final class Problems {

    private final List<Problem> found = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();

    void add(Node node, String path, String message) {
        found.add(problem(node, path, message));
    }

    /// For what is doubtful and not wrong.
    void warn(Node node, String path, String message) {
        warnings.add(problem(node, path, message));
    }

    private static Problem problem(Node node, String path, String message) {
        var mark = node.getStartMark().orElseThrow();
        return new Problem(mark.getLine() + 1, mark.getColumn() + 1, path, message);
    }

    boolean none() {
        return found.isEmpty();
    }

    List<Problem> inOrder() {
        return found.stream().sorted().distinct().toList();
    }

    List<Problem> warningsInOrder() {
        return warnings.stream().sorted().distinct().toList();
    }
}

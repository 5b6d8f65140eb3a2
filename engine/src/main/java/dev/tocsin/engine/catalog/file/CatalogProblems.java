package dev.tocsin.engine.catalog.file;

import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.nodes.Node;

/// Gathers all problems, so that one run names them all.
final class CatalogProblems {

    private final List<CatalogProblem> found = new ArrayList<>();
    private final List<CatalogProblem> warnings = new ArrayList<>();

    void add(Node node, String path, String message) {
        found.add(problem(node, path, message));
    }

    /// For a value that is doubtful but not wrong.
    void warn(Node node, String path, String message) {
        warnings.add(problem(node, path, message));
    }

    private static CatalogProblem problem(Node node, String path, String message) {
        var mark = node.getStartMark().orElseThrow();
        return new CatalogProblem(mark.getLine() + 1, mark.getColumn() + 1, path, message);
    }

    boolean none() {
        return found.isEmpty();
    }

    List<CatalogProblem> inOrder() {
        return found.stream().sorted().distinct().toList();
    }

    List<CatalogProblem> warningsInOrder() {
        return warnings.stream().sorted().distinct().toList();
    }
}

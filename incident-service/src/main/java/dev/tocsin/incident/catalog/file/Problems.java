package dev.tocsin.incident.catalog.file;

import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.nodes.Node;

/// Gathers all that is wrong, so that one run names it all.
final class Problems {

    private final List<Problem> found = new ArrayList<>();

    void add(Node node, String path, String message) {
        var mark = node.getStartMark().orElseThrow();
        found.add(new Problem(mark.getLine() + 1, mark.getColumn() + 1, path, message));
    }

    boolean none() {
        return found.isEmpty();
    }

    List<Problem> inOrder() {
        return found.stream().sorted().distinct().toList();
    }
}

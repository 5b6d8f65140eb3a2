package dev.tocsin.engine.catalog.file;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/// A block of keys and values; keys that no reader asked for are refused at the end.
final class Section {

    /// At the top of the file, keys with this prefix hold blocks that other blocks merge.
    private static final String EXTENSION = "x-";

    private record SectionEntry(Node key, Value value) {}

    private final MappingNode node;
    private final String path;
    private final CatalogProblems problems;
    private final SequencedMap<String, SectionEntry> entries;
    private final Set<String> known = new TreeSet<>();

    private Section(
            MappingNode node, String path, CatalogProblems problems, SequencedMap<String, SectionEntry> entries) {
        this.node = node;
        this.path = path;
        this.problems = problems;
        this.entries = entries;
    }

    static Section of(MappingNode node, String path, CatalogProblems problems) {
        var entries = new LinkedHashMap<String, SectionEntry>();
        for (var tuple : node.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                problems.add(tuple.getKeyNode(), path, "a key must be a word");
                continue;
            }
            var name = key.getValue();
            var below = path.isEmpty() ? name : path + "." + name;
            var entry = new SectionEntry(key, new Value(tuple.getValueNode(), below, problems));
            if (entries.putIfAbsent(name, entry) != null) {
                problems.add(key, below, "is stated twice; keep only one");
            }
        }
        return new Section(node, path, problems, entries);
    }

    String path() {
        return path;
    }

    Optional<Value> value(String key) {
        known.add(key);
        return Optional.ofNullable(entries.get(key)).map(SectionEntry::value);
    }

    /// @param example an example of a right value
    Optional<Value> required(String key, String example) {
        var value = value(key);
        if (value.isEmpty()) {
            wrong("\"%s\" is missing; for example, write %s: %s".formatted(key, key, example));
        }
        return value;
    }

    Optional<Section> section(String key) {
        return value(key).flatMap(Value::section);
    }

    List<Value> list(String key) {
        return value(key).map(Value::list).orElse(List.of());
    }

    boolean has(String key) {
        known.add(key);
        return entries.containsKey(key);
    }

    /// All entries of a section whose keys the author of the file chooses.
    Map<String, Value> all() {
        known.addAll(entries.keySet());
        var all = new LinkedHashMap<String, Value>();
        entries.forEach((key, entry) -> all.put(key, entry.value()));
        return all;
    }

    /// All entries whose keys are ids; the others are problems.
    Map<String, Value> byId() {
        known.addAll(entries.keySet());
        var all = new LinkedHashMap<String, Value>();
        entries.forEach((key, entry) -> new Value(entry.key(), entry.value().path(), problems)
                .id()
                .ifPresent(id -> all.put(id, entry.value())));
        return all;
    }

    void wrong(String message) {
        problems.add(node, path, message);
    }

    /// Refuses the keys that no reader asked for.
    void end() {
        entries.forEach((key, entry) -> {
            if (!known.contains(key) && !(path.isEmpty() && key.startsWith(EXTENSION))) {
                problems.add(
                        entry.key(),
                        entry.value().path(),
                        "is not known here%s"
                                .formatted(
                                        Spelling.didYouMean(key, known).isEmpty()
                                                ? "; the known keys are " + String.join(", ", known)
                                                : Spelling.didYouMean(key, known)));
            }
        });
    }
}

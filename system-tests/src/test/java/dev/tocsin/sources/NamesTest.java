package dev.tocsin.sources;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One name stands for one type.
class NamesTest {

    @TempDir
    Path folder;

    /// In all modules, so that a search for a name finds what is meant.
    @Test
    void eachNameInTheProductStandsForOneType() {
        var types = DeclaredTypes.of(Sources.modules().stream()
                .flatMap(module -> Sources.files(module.resolve("src/main/java"), ".java"))
                .toList());

        assertThat(types).hasSizeGreaterThan(1_500);
        assertThat(shared(types)).as("names that several types share").isEmpty();
    }

    @Test
    void aNestedTypeMayNotHaveTheNameOfAnother() throws IOException {
        var types = declared("""
                class Spool {
                    record Entry(String event) {}
                }
                class Story {
                    void read() {
                        enum Entry { FIRST }
                    }
                }
                class Entry {}
                """);

        assertThat(shared(types)).containsExactly("Entry: Spool.Entry, Story.Entry, Entry");
    }

    @Test
    void onlyMembersOfSealedFamiliesMayShareANameWithOneAnother() throws IOException {
        var types = declared("""
                sealed interface Signal {
                    record Failed() implements Signal {}
                    record Started() implements Signal {}
                }
                class Client {
                    sealed interface Outcome<T> {
                        record Failed<T>() implements Client.Outcome<T> {}
                    }
                    record Started() implements Runnable {}
                }
                """);

        assertThat(shared(types)).containsExactly("Started: Signal.Started, Client.Started");
    }

    /// In a sealed family the switch or the qualified name says which type is meant. A parent's simple name suffices to
    /// find its family, because names are not shared.
    private static List<String> shared(List<DeclaredType> types) {
        var families = types.stream()
                .filter(DeclaredType::isSealed)
                .map(DeclaredType::name)
                .collect(toSet());
        Map<String, List<DeclaredType>> byName =
                types.stream().collect(groupingBy(DeclaredType::name, TreeMap::new, toList()));
        return byName.entrySet().stream()
                .filter(name -> name.getValue().size() > 1)
                .filter(name -> !name.getValue().stream().allMatch(type -> type.isMemberOfOne(families)))
                .map(name -> name.getKey() + ": "
                        + name.getValue().stream().map(DeclaredType::toString).collect(joining(", ")))
                .toList();
    }

    private List<DeclaredType> declared(String source) throws IOException {
        return DeclaredTypes.of(List.of(Files.writeString(folder.resolve("Example.java"), source)));
    }
}

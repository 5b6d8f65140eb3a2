package dev.tocsin.sources;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// One name stands for one thing.
class NamesTest {

    private static final Set<String> NOT_TYPES = Set.of("package-info.java", "module-info.java");

    /// In all modules, so that a search for a name finds what is meant. Types inside another are read beside its name.
    @Test
    void eachFileOfTheProductHasANameOfItsOwn() {
        Map<String, List<Path>> byName = Sources.modules().stream()
                .flatMap(module -> Sources.files(module.resolve("src/main/java"), ".java"))
                .filter(file -> !NOT_TYPES.contains(file.getFileName().toString()))
                .collect(groupingBy(file -> file.getFileName().toString(), TreeMap::new, toList()));

        assertThat(byName).hasSizeGreaterThan(1_000);
        assertThat(byName.values()).allSatisfy(files -> assertThat(files).hasSize(1));
    }
}

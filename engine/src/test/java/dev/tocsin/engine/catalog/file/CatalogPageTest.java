package dev.tocsin.engine.catalog.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.contract.Json;
import dev.tocsin.engine.catalog.file.CatalogReading.Valid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The page about the catalog names every key, and its catalog is one.
final class CatalogPageTest {

    private static final Path PAGE = Path.of("../docs/catalog.md");
    private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");
    private static final Pattern YAML = Pattern.compile("(?ms)^```yaml\\n(.*?)^```$");
    private static final String FRAGMENT = "# part of a catalog\n";

    @Test
    void thePageNamesEveryKeyOfTheSchema() throws IOException {
        var schema = Json.mapper()
                .readTree(Objects.requireNonNull(CatalogPageTest.class.getResourceAsStream("catalog.schema.json")));

        assertThat(keys(schema)).isNotEmpty().isSubsetOf(found(CODE));
    }

    @Test
    void theOneWholeCatalogOnThePageHasNoProblems() throws IOException {
        var catalogs =
                found(YAML).stream().filter(yaml -> !yaml.startsWith(FRAGMENT)).toList();

        assertThat(catalogs)
                .singleElement()
                .extracting(yaml -> CatalogFile.read(yaml.getBytes(UTF_8)))
                .isInstanceOfSatisfying(
                        Valid.class, reading -> assertThat(reading.warnings()).isEmpty());
    }

    /// The names of all properties, at any depth.
    private static Set<String> keys(JsonNode schema) {
        var keys = new TreeSet<String>();
        schema.path("properties").fieldNames().forEachRemaining(keys::add);
        schema.forEach(part -> keys.addAll(keys(part)));
        return keys;
    }

    private static List<String> found(Pattern pattern) throws IOException {
        return pattern.matcher(Files.readString(PAGE))
                .results()
                .map(match -> match.group(1))
                .toList();
    }
}

package dev.tocsin.incident.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.contract.Json;
import dev.tocsin.contract.catalog.CatalogEvent;
import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.engine.catalog.CatalogUpdate;
import dev.tocsin.engine.catalog.file.CatalogFile;
import dev.tocsin.engine.catalog.file.CatalogProblem;
import dev.tocsin.engine.catalog.file.CatalogReading;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/// The result of a dry run of a catalog file: the file is judged as if it were published, and nothing is.
public sealed interface CatalogTrial {

    /// @param warnings doubtful values, in the order of the file
    /// @param cells how many cells have other checks afterwards, so that their votes start anew
    record ValidTrial(
            List<CatalogProblem> warnings,
            List<String> added,
            List<EntryChange> changed,
            List<String> removed,
            int cells)
            implements CatalogTrial {

        public boolean isSame() {
            return added.isEmpty() && changed.isEmpty() && removed.isEmpty();
        }
    }

    /// @param problems in the order of the file, at least one
    record InvalidTrial(List<CatalogProblem> problems) implements CatalogTrial {}

    /// @param key such as `component/login`
    record EntryChange(String key, List<FieldChange> fields) {}

    /// @param before as JSON
    /// @param after as JSON
    record FieldChange(String field, String before, String after) {}

    /// The fields of an entry that are about its version, not about the content.
    Set<String> OF_VERSIONS = Set.of("version", "definedAt", "publishedAt");

    static CatalogTrial of(String file, Catalog running, Instant now) {
        return switch (CatalogFile.read(file.getBytes(UTF_8))) {
            case CatalogReading.Invalid(var problems) -> new InvalidTrial(problems);
            case CatalogReading.Valid(var wanted, var digest, var warnings) ->
                valid(CatalogUpdate.between(running, wanted, digest, now), running, warnings);
        };
    }

    private static ValidTrial valid(CatalogUpdate update, Catalog running, List<CatalogProblem> warnings) {
        var before = running.entries();
        return new ValidTrial(
                warnings,
                update.defined().stream()
                        .map(CatalogEvent::key)
                        .filter(key -> !before.containsKey(key))
                        .toList(),
                update.defined().stream()
                        .filter(entry -> before.containsKey(entry.key()))
                        .map(entry -> new EntryChange(
                                entry.key(), changes(Objects.requireNonNull(before.get(entry.key())), entry)))
                        .toList(),
                update.gone(),
                update.cells().size());
    }

    private static List<FieldChange> changes(CatalogEvent before, CatalogEvent after) {
        JsonNode was = Json.mapper().valueToTree(before);
        JsonNode is = Json.mapper().valueToTree(after);
        var fields = new TreeSet<String>();
        was.fieldNames().forEachRemaining(fields::add);
        is.fieldNames().forEachRemaining(fields::add);
        return fields.stream()
                .filter(field -> !OF_VERSIONS.contains(field))
                .filter(field -> !was.path(field).equals(is.path(field)))
                .map(field -> new FieldChange(
                        field, was.path(field).toString(), is.path(field).toString()))
                .toList();
    }
}

package dev.tocsin.engine.catalog.file;

import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.engine.catalog.file.CatalogReading.Invalid;
import dev.tocsin.engine.catalog.file.CatalogReading.Valid;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/// A catalog in a YAML 1.2 file.
public final class CatalogFile {

    private static final int MOST_BYTES = 4 * 1024 * 1024;
    private static final int MOST_ALIASES = 10_000;
    private static final int MOST_NODES = 500_000;
    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setSchema(new CoreSchema())
            .setCodePointLimit(MOST_BYTES)
            .setMaxAliasesForCollections(MOST_ALIASES)
            .setUseMarks(true)
            .build();

    private CatalogFile() {}

    public static CatalogReading read(Path path) {
        try {
            return Files.size(path) > MOST_BYTES
                    ? invalid("the file is larger than %d MiB".formatted(MOST_BYTES >> 20))
                    : read(Files.readAllBytes(path));
        } catch (NoSuchFileException e) {
            return invalid("there is no file %s".formatted(path));
        } catch (IOException e) {
            return invalid("%s cannot be read: %s".formatted(path, e.getMessage()));
        }
    }

    public static CatalogReading read(byte[] bytes) {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            var root = new Compose(SETTINGS).composeString(text);
            return root.isEmpty() ? invalid("the file is empty") : read(root.get(), Sha256.sha256(bytes));
        } catch (CharacterCodingException e) {
            return invalid("the file is not text in UTF-8");
        } catch (MarkedYamlEngineException e) {
            var place = e.getProblemMark().or(e::getContextMark);
            return new Invalid(List.of(new CatalogProblem(
                    place.map(mark -> mark.getLine() + 1).orElse(0),
                    place.map(mark -> mark.getColumn() + 1).orElse(0),
                    "",
                    "not YAML: " + e.getProblem())));
        } catch (YamlEngineException e) {
            return invalid("not YAML: " + e.getMessage());
        }
    }

    private static CatalogReading read(Node root, String digest) {
        var problems = new CatalogProblems();
        if (new Size().isTooMuch(root)) {
            return invalid("the file expands to more than %d values; use fewer aliases".formatted(MOST_NODES));
        }
        var entries =
                new Value(root, "", problems).section().map(CatalogParser::read).orElse(List.of());
        return problems.none()
                ? new Valid(Catalog.of(entries), digest, problems.warningsInOrder())
                : new Invalid(problems.inOrder());
    }

    private static CatalogReading invalid(String message) {
        return new Invalid(List.of(CatalogProblem.ofFile(message)));
    }

    /// Counts the values to which aliases unfold, before anything follows the aliases.
    private static final class Size {

        private final Set<Node> above = Collections.newSetFromMap(new IdentityHashMap<>());
        private int nodes;

        boolean isTooMuch(Node node) {
            nodes++;
            if (nodes > MOST_NODES || !above.add(node)) {
                return true;
            }
            var tooMuch = switch (node) {
                case MappingNode mapping ->
                    mapping.getValue().stream()
                            .anyMatch(entry -> isTooMuch(entry.getKeyNode()) || isTooMuch(entry.getValueNode()));
                case SequenceNode sequence -> sequence.getValue().stream().anyMatch(this::isTooMuch);
                default -> false;
            };
            above.remove(node);
            return tooMuch;
        }
    }
}

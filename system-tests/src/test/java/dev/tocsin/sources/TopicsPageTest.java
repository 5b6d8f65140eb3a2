package dev.tocsin.sources;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Json;
import dev.tocsin.contract.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The page for consumers says what the contract has.
class TopicsPageTest {

    private static final Path DOCS = Sources.HOME.resolve("docs");
    private static final Path GOLDEN = Sources.HOME.resolve("contract/src/test/resources/golden");
    private static final String PAGE = Sources.read(DOCS.resolve("consuming-topics.md"));

    private static final Pattern PROGRAM = Pattern.compile("\\]\\((examples/[^)\\s]+)\\)");

    /// A link to a golden file, and below it the value of its record.
    private static final Pattern RECORD =
            Pattern.compile("golden/(\\S+\\.json)\\)[^)]*?```json\\n(.*?)```", Pattern.DOTALL);

    @Test
    void listsEachTopicWithItsPartitions() {
        assertThat(Topic.values())
                .allSatisfy(topic -> assertThat(PAGE.lines())
                        .as(topic.topicName())
                        .anyMatch(line -> line.startsWith("| `%s` |".formatted(topic.topicName()))
                                && line.contains("| %d |".formatted(topic.partitions()))));
    }

    @Test
    void namesExamplesThatExist() {
        var programs = PROGRAM.matcher(PAGE)
                .results()
                .map(program -> DOCS.resolve(program.group(1)))
                .toList();

        assertThat(programs).hasSize(3).allMatch(Files::isRegularFile);
    }

    @Test
    void showsTheRecordsOfGoldenFiles() throws IOException {
        var records = RECORD.matcher(PAGE).results().toList();

        assertThat(records).hasSizeGreaterThan(10);
        for (var shown : records) {
            var golden = Json.mapper().readTree(Sources.read(GOLDEN.resolve(shown.group(1))));
            assertThat(Json.mapper().readTree(shown.group(2)))
                    .as(shown.group(1))
                    .isEqualTo(golden.path("value"));
        }
    }
}

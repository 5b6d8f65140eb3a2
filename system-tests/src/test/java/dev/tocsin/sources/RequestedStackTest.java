package dev.tocsin.sources;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.sources.Sources.JavaFile;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tocsin was ordered on SmallRye Reactive Messaging and Hibernate Panache: each edge uses them, or decision 7 says
/// why it does not.
class RequestedStackTest {

    private static final Pattern CHANNEL = Pattern.compile("@(Incoming|Channel)\\(");
    private static final Pattern REPOSITORY = Pattern.compile("implements PanacheRepository(Base)?<");
    private static final Pattern PLAIN_CLIENT = Pattern.compile("\\bnew Kafka(Consumer|Producer)\\b");
    private static final Pattern STATEMENT_BY_HAND =
            Pattern.compile("\\b(prepareStatement|createStatement|prepareCall)\\(|\\borg\\.jdbi\\b");

    /// A row of the decision's table: the classes, their promise, why a channel does not keep it, the tests that show
    /// it.
    private static final Pattern EXCEPTION =
            Pattern.compile("(?m)^\\| ([^|]*`[^|]*) \\|[^|]*\\|[^|]*\\| ([^|]*`[^|]*) \\|$");

    private static final Pattern NAME = Pattern.compile("`(?:[a-z]\\w*\\.)*([A-Z]\\w*)(?:\\.\\w+)?`");

    @ParameterizedTest
    @ValueSource(strings = {"incident-service", "notifier-service", "probe-service"})
    void eachServiceSendsOrReceivesThroughChannels(String service) {
        assertThat(withMatch(service, CHANNEL)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"incident-service", "notifier-service"})
    void whatIsStoredIsStoredByPanacheRepositories(String service) {
        assertThat(withMatch(service, REPOSITORY)).isNotEmpty();
    }

    @Test
    void noStatementIsPreparedByHand() {
        assertThat(ours().flatMap(module -> withMatch(module, STATEMENT_BY_HAND).stream()))
                .isEmpty();
        assertThat(Stream.concat(Stream.of(Sources.HOME), Sources.modules().stream()))
                .noneMatch(folder -> Sources.build(folder).contains("jdbi"));
    }

    @Test
    void thePlainKafkaClientStandsOnlyWhereTheDecisionNamesItWithATest() {
        var exceptions = exceptions();

        assertThat(ours().flatMap(module -> withMatch(module, PLAIN_CLIENT).stream()))
                .extracting(JavaFile::className)
                .containsExactlyInAnyOrderElementsOf(names(exceptions, 1));
        assertThat(ours().flatMap(module -> Sources.java(module, "src/test/java").stream()))
                .extracting(JavaFile::className)
                .containsAll(names(exceptions, 2));
    }

    private static List<String> names(List<MatchResult> exceptions, int cell) {
        return exceptions.stream()
                .flatMap(row -> NAME.matcher(row.group(cell)).results().map(name -> name.group(1)))
                .distinct()
                .toList();
    }

    /// Kafka Streams is no plain client.
    private static List<MatchResult> exceptions() {
        var decision = Sources.files(Sources.HOME.resolve("docs/decisions"), ".md")
                .filter(page -> String.valueOf(page.getFileName()).startsWith("0007-"))
                .findFirst()
                .orElseThrow();
        return EXCEPTION
                .matcher(Sources.read(decision))
                .results()
                .filter(row -> !row.group(1).contains("(Kafka Streams)"))
                .toList();
    }

    private static Stream<String> ours() {
        return Stream.concat(Stream.of("contract", "service-support"), Sources.SERVICES.stream());
    }

    private static List<JavaFile> withMatch(String module, Pattern pattern) {
        return Sources.main(module).stream()
                .filter(file -> pattern.matcher(file.code()).find())
                .toList();
    }
}

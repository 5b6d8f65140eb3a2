package dev.tocsin.incident.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.incident.access.http.Browser;
import dev.tocsin.incident.writer.OwnServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What operators' pages show when there has been no Kafka since the start.
@QuarkusTest
@WithTestResource(OwnServers.Start.class)
class KafkaAwayTest {

    private static final Duration SHORTLY = Duration.ofSeconds(4);

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            /ops                                | No data yet
            /ops/incidents                      | No data yet
            /ops/changes                        | The changes cannot be read, because Kafka does not answer.
            /ops/why?cell=login@na              | The changes of the cell cannot be read, because Kafka does not answer.
            /ops/alerts                         | Past alerts cannot be read, because Kafka does not answer.
            /ops/uptime                         | Uptime
            /ops/maintenance                    | Scheduled maintenance
            /ops/replay                         | What if the settings were different?
            /ops/catalog                        | No catalog is known yet.
            """)
    void aPageAnswersShortlyAndSaysWhatItCannotShow(String path, String sentence) {
        var browser = Browser.ofOperator();
        var begun = System.nanoTime();

        var page = browser.page(path);

        assertThat(page).contains(sentence);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SHORTLY);
    }
}

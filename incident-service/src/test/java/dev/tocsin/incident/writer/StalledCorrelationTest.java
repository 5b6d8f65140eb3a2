package dev.tocsin.incident.writer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Topic;
import dev.tocsin.contract.Verdict;
import dev.tocsin.incident.ImpatientBelowAPath;
import dev.tocsin.incident.trust.live.Harbour;
import dev.tocsin.incident.trust.live.topic.ToldTopics;
import dev.tocsin.stack.SharedServices;
import dev.tocsin.stack.TocsinStack;
import dev.tocsin.stack.mail.Mail;
import dev.tocsin.support.progress.ProgressWatch;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/// Verdicts change, and nobody correlates them: somebody has to hear of that.
@QuarkusTest
@TestProfile(ImpatientBelowAPath.class)
@WithTestResource(
        value = TocsinStack.class,
        initArgs = {@ResourceArg(name = "schema", value = "incident")})
class StalledCorrelationTest {

    private static final Duration SOON = Duration.ofMinutes(2);
    private static final String OPERATOR = "stalled@harbour.example";

    @Inject
    ProgressWatch watch;

    @Inject
    DataSource database;

    @SuppressWarnings("NullAway.Init") // Quarkus sets it
    @TestHTTPResource(value = "/health/ready", management = true)
    URI ready;

    @Test
    void correlationThatIsStuckIsNotReadyAndOperatorsGetAMail() throws SQLException {
        ToldTopics.create();
        ToldTopics.tell(Topic.CATALOG, Harbour.catalog(1, Instant.now(), OPERATOR));
        await().atMost(SOON).untilAsserted(() -> assertThat(watch.stalled()).isEmpty());

        try (var other = database.getConnection();
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            await().atMost(SOON).untilAsserted(() -> {
                // The server ends a transaction that idles, so this asks again and again.
                statement.executeQuery("select revision from writer for update").close();
                ToldTopics.tell(Topic.CELL_STATUS, Harbour.status(Cell.of("login@na"), 1, Verdict.UP, Instant.now()));
                assertThat(watch.stalled()).anyMatch(part -> part.startsWith("correlation: "));
                given().get(ready).then().statusCode(503).body(containsString("correlation: "));
            });
            await().atMost(SOON).untilAsserted(() -> {
                statement.executeQuery("select revision from writer for update").close();
                assertThat(SharedServices.mailsTo(OPERATOR))
                        .extracting(Mail::subject)
                        .anyMatch(subject -> subject.startsWith(
                                "Tocsin: correlation of incident-service has made no progress for "));
            });
            other.rollback();
        }

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(watch.stalled()).noneMatch(part -> part.startsWith("correlation: ")));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(SharedServices.mailsTo(OPERATOR))
                        .extracting(Mail::subject)
                        .contains("Tocsin, resolved: correlation of incident-service makes progress again"));
    }
}

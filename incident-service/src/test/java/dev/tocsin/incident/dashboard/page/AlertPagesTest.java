package dev.tocsin.incident.dashboard.page;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.contract.Topic;
import dev.tocsin.contract.operator.OperatorAlertEvent.AlertCleared;
import dev.tocsin.contract.operator.OperatorAlertEvent.AlertRaised;
import dev.tocsin.incident.access.http.Browser;
import dev.tocsin.incident.access.http.Operator;
import dev.tocsin.incident.trust.live.topic.ToldTopics;
import dev.tocsin.stack.TocsinStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
        value = TocsinStack.class,
        initArgs = {@ResourceArg(name = "schema", value = "incident")})
class AlertPagesTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final String subject = "spool-disk/p" + UUID.randomUUID();
    private final Instant now = Instant.now();

    @Test
    void aViewerReadsWhatIsWrongWhatToDoAndLaterThatItIsOver() {
        Operator.publishHarbour();
        var viewer = Browser.of("viewer");
        var page = "/ops/alerts?subject=" + subject;

        ToldTopics.tell(Topic.OPERATOR_ALERTS, new AlertRaised(subject, now, "The disk is <full>: it takes nothing."));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(viewer.page(page))
                        .contains("<strong>The disk is &lt;full&gt;</strong>", "it takes nothing.")
                        .contains("To do: Make room on the probe", "No alert has ended."));
        ToldTopics.tell(
                Topic.OPERATOR_ALERTS, new AlertCleared(subject, now, now.plusSeconds(90), "The disk has room."));

        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(viewer.page(page)).contains("No alert is open.", "for 1 min; The disk has room."));
        assertThat(viewer.page("/ops/alerts")).contains(subject);
    }

    @Test
    void thePublicDoesNotSeeThem() {
        given().accept("text/html")
                .redirects()
                .follow(false)
                .get("/ops/alerts")
                .then()
                .statusCode(303);
    }
}

package dev.tocsin.notifier;

import static dev.tocsin.notifier.NotifierSide.operator;
import static dev.tocsin.notifier.channel.http.FakeService.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.contract.delivery.Channel;
import dev.tocsin.notifier.channel.http.Messages;
import dev.tocsin.notifier.channel.http.Notices;
import dev.tocsin.notifier.delivery.store.ReportRepository;
import dev.tocsin.notifier.message.IncidentReport;
import dev.tocsin.notifier.message.OperatorReport;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What operators see of a notice before it is sent, word for word on each channel.
@QuarkusTest
@WithTestResource(NotifierStack.class)
final class PreviewsTest {

    private static final IncidentReport TOLD =
            (IncidentReport) Notices.opening().report();

    @Inject
    ReportRepository reports;

    @RegisterExtension
    private final KafkaSide kafka = new KafkaSide();

    @BeforeEach
    void keepWhatWasTold() {
        reports.keep(TOLD, null);
    }

    @ParameterizedTest
    @EnumSource(Channel.class)
    void eachChannelHasAPreview(Channel channel) {
        var preview = operator().get("/api/v1/previews/" + channel.name().toLowerCase(Locale.ROOT));

        assertThat(preview.statusCode()).isEqualTo(200);
        assertThat(preview.jsonPath().getString("parts[0].text")).contains("Log in is down in North America");
    }

    @ParameterizedTest
    @ValueSource(strings = {"webhook", "slack", "teams", "discord", "pagerduty"})
    void aPreviewIsTheWholeMessage(String channel) {
        assertThat(body(channel)).isEqualTo(Messages.opening(channel, places()));
    }

    @Test
    void aPreviewOfAStatuspageWebhookIsTheWholeBody() {
        var body = body("statuspage");
        var places = places();
        places.put("NOW", body.at("/meta/generated_at").asText());
        places.put("THE_PAGE", body.at("/page/id").asText());
        places.put("UPDATE", body.at("/incident/incident_updates/0/id").asText());
        places.put("CELL", body.at("/incident/components/0/id").asText());
        places.put("REGION", body.at("/incident/components/0/group_id").asText());

        assertThat(body).isEqualTo(Messages.opening("statuspage", places));
    }

    @Test
    void noticesToOperatorsHaveNoPreview() {
        var report = OperatorReport.of(OperatorStory.now().outageStarted(), null);
        reports.keep(report, null);

        operator()
                .queryParam("incident", report.about())
                .get("/api/v1/previews/email")
                .then()
                .statusCode(404);
    }

    @Test
    void aPreviewOfATextMessageIsItsText() {
        var preview = preview("sms");

        assertThat(preview.getString("parts[0].contentType")).isEqualTo("text/plain");
        assertThat(preview.getString("parts[0].text"))
                .isEqualTo("Harbour CRM: Log in is down in North America since 10:42 UTC on 11 April. %s"
                        .formatted(configured("tocsin.incident.url") + TOLD.path()));
    }

    @Test
    void aPreviewOfADigestTellsWhatStandsAndWhatIsOver() {
        var preview = operator()
                .queryParam("digest", true)
                .get("/api/v1/previews/email")
                .jsonPath();

        assertThat(preview.getString("subject")).isEqualTo("[Harbour CRM] 2 incidents, 1 of them not resolved");
        assertThat(preview.getString("parts[0].text")).contains("Log in is down in North America");
        assertThat(preview.getString("parts[1].contentType")).isEqualTo("text/html");
    }

    @Test
    void onlyMailHasADigest() {
        operator()
                .queryParam("digest", true)
                .get("/api/v1/previews/slack")
                .then()
                .statusCode(400)
                .body("detail", equalTo("There is no digest of slack; digests are for `email` only."));
    }

    private static Map<String, String> places() {
        return new HashMap<>(Map.of(
                "INCIDENT",
                configured("tocsin.incident.url") + TOLD.path(),
                "LEAVE",
                configured("tocsin.notifier.url") + "/subscriptions/leave?token=preview",
                "KEY",
                "integration key",
                "SUBSCRIPTION",
                "preview"));
    }

    private static String configured(String key) {
        return ConfigProvider.getConfig().getValue(key, String.class);
    }

    private static JsonNode body(String channel) {
        var preview = preview(channel);
        assertThat(preview.getString("parts[0].contentType")).isEqualTo("application/json");
        return json(preview.getString("parts[0].text"));
    }

    private static JsonPath preview(String channel) {
        return operator()
                .queryParam("incident", TOLD.incident())
                .get("/api/v1/previews/" + channel)
                .jsonPath();
    }
}

package dev.tocsin.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.system.Chromium.Running;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A past of a week, as a newcomer finds it.
@StartsStandalone
@ExtendWith(Chromium.class)
class DemoHistoryIT {

    private static final int PORT_OFFSET = FastStandalone.PORT_OFFSET + 600;
    private static final Duration LONG = Duration.ofMinutes(3);
    private static final String CUSTOMER = "na@customer.example";

    private static Standalone tocsin;

    @BeforeAll
    static void begin() {
        tocsin = Standalone.historyAfresh("demo-history", PORT_OFFSET, "--days", "7", "--fast");
    }

    @AfterAll
    static void end() {
        tocsin.close();
    }

    @Test
    void thePastIsThereAndThePresentGoesOn(Running chromium) throws IOException {
        tocsin.awaitQuiet();
        assertThat(tocsin.incidents()).hasSize(2).allSatisfy(incident -> {
            assertThat(began(incident)).isBefore(Instant.now().minus(Duration.ofDays(1)));
            assertThat(incident.at("/incident/state").asText()).isIn("resolved", "postmortem");
        });
        assertThat(patched().at("/incident/regions/0").asText()).isEqualTo("na");
        assertThat(patched().at("/suspects/0/confidence").asText()).isEqualTo("confirmed");
        assertThat(patched().at("/incident/state").asText()).isEqualTo("postmortem");

        assertThat(mailsOfIncidents()).isEmpty();
        assertThat(tocsin.notices("na")).isEmpty();
        assertThat(tocsin.notices("eu")).isEmpty();
        // Nobody sees anything while the services start; where that takes a minute, operators are told.
        await("the end of operator alerts")
                .atMost(LONG)
                .until(() -> tocsin.operatorAlerts().isEmpty());

        assertThat(page("/")).contains("Log in, API and Search are down in North America");
        var month = YearMonth.from(began(patched()).atOffset(ZoneOffset.UTC));
        assertThat(page("/months/" + month)).contains("North America");
        assertThat(tocsin.uptime()).contains("login@na");

        tocsin.breakCell("cache@na", "errors");
        await("an incident of the present")
                .atMost(LONG)
                .until(() -> tocsin.openIncidents().size() == 1);
        await("its mail").atMost(LONG).until(() -> !mailsOfIncidents().isEmpty());
        Chromium.pictureOfReadme(chromium.open(tocsin.incidentService("/")));
        tocsin.heal("cache@na");
        tocsin.awaitQuiet();
        assertThat(tocsin.incidents()).hasSize(3);
    }

    @Test
    void aFolderThatHoldsARunIsLeftAlone() {
        var again =
                Standalone.tocsin("demo", "--history", "--data", tocsin.data().toString());

        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(again.output()).contains("in use by another run");
    }

    private static JsonNode patched() {
        return tocsin.incidents().stream()
                .filter(incident -> incident.at("/outages/0/root/cell").asText().equals("cache@na"))
                .findFirst()
                .orElseThrow();
    }

    private static Instant began(JsonNode incident) {
        return Instant.parse(incident.path("startedAt").asText());
    }

    /// All but the one that asks whether the subscriber is wanted.
    private static List<JsonNode> mailsOfIncidents() {
        return tocsin.mailsTo(CUSTOMER).stream()
                .filter(mail -> !mail.get("subject").asText().contains("onfirm"))
                .toList();
    }

    private static String page(String path) {
        return tocsin.send(HttpRequest.newBuilder(tocsin.incidentService(path))).body();
    }
}

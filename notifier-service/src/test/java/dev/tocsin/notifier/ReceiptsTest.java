package dev.tocsin.notifier;

import static dev.tocsin.notifier.NotifierSide.SOON;
import static dev.tocsin.notifier.NotifierSide.operator;
import static dev.tocsin.notifier.NotifierSide.subscribeAndConfirm;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.contract.Json;
import dev.tocsin.contract.Topic;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// What became of notices can be proven to those who got them, and seen by operators.
@QuarkusTest
@WithTestResource(NotifierStack.class)
final class ReceiptsTest {

    @Inject
    Database database;

    @RegisterExtension
    private final KafkaSide kafka = new KafkaSide();

    @RegisterExtension
    private final Receiver receiver = new Receiver();

    @RegisterExtension
    private final Receiver elsewhere = new Receiver();

    private final Story story = Story.now();

    @Test
    void aReceiptIsVerifiedWithoutUsAndNoByteOfItCanBeChanged() throws IOException {
        var subscription = tell();

        var json = awaitReceipt(subscription, delivery());
        var receipt = PlainReceipt.of(json);
        var key = pem(json.get("key").asText());

        var entry = Json.mapper().readTree(receipt.entry());
        assertThat(entry.get("step").asText()).isEqualTo("sent");
        assertThat(entry.get("answer").asText()).isEqualTo("204");
        assertThat(entry.get("subscription").asText()).isEqualTo(subscription.getString("id"));
        assertThat(entry.get("about").asText()).isEqualTo(story.id());
        assertThat(json.get("checkpoint").asText()).contains("/api/v1/incidents/%s/ledger\n".formatted(story.id()));
        assertThat(json.toString()).doesNotContain("hook?key", "private");
        assertThat(receipt.isGenuine(key)).isTrue();
        assertThat(receipt.changed()).noneMatch(changed -> changed.isGenuine(key));
        assertThat(Stream.of(-1, 1).map(receipt::moved)).noneMatch(changed -> changed.isGenuine(key));
    }

    @Test
    void theScriptOfTheDocumentationVerifiesAReceiptAndRefusesAnother(@TempDir Path folder) throws Exception {
        assumeTrue(
                Stream.of("openssl", "jq", "bash").allMatch(name -> Files.isExecutable(Path.of("/usr/bin", name))),
                "openssl, jq or bash is not there");
        var json = (ObjectNode) awaitReceipt(tell(), delivery());
        Files.writeString(folder.resolve("key.pem"), pem(json.get("key").asText()));

        assertThat(verify(folder, json)).contains("verified: {").contains("exit 0");
        json.put("entry", json.get("entry").asText().replace("\"answer\":\"204\"", "\"answer\":\"200\""));
        assertThat(verify(folder, json)).doesNotContain("verified: {").contains("exit 1");
    }

    @Test
    void onlyItsOwnerAndOperatorsGetAReceiptAndItOutlivesTheDelivery() {
        var subscription = tell();
        var other = subscribeAndConfirm(elsewhere, "eu");
        var delivery = delivery();
        awaitReceipt(subscription, delivery);
        var path = "/api/v1/subscriptions/%s/receipts/%s".formatted(subscription.getString("id"), delivery);

        given().get(path).then().statusCode(404);
        given().auth().oauth2(other.getString("manageToken")).get(path).then().statusCode(404);
        given().auth()
                .oauth2(other.getString("manageToken"))
                .queryParam("about", story.id())
                .get("/api/v1/subscriptions/%s/receipts/%s".formatted(other.getString("id"), delivery))
                .then()
                .statusCode(404);
        operator().get(path).then().statusCode(200);

        database.execute("delete from delivery_step where delivery = '%s'".formatted(delivery));
        database.execute("delete from delivery where id = '%s'".formatted(delivery));
        operator().get(path).then().statusCode(404);
        var old = operator().queryParam("about", story.id()).get(path);
        assertThat(old.statusCode()).isEqualTo(200);
        assertThat(old.jsonPath().getString("entry")).contains("\"step\":\"sent\"");
    }

    @Test
    void operatorsSeeEachStepAndHowLongNoticesTook() {
        var subscription = tell();
        awaitReceipt(subscription, delivery());
        var incident = "/api/v1/incidents/" + story.id();

        var ledger = operator().get(incident + "/ledger").jsonPath();
        var figures = operator().get(incident + "/notification").jsonPath();

        var mine = ledger.<String>getList(
                "items.findAll { it.entry.subscription == '%s' }.entry.step".formatted(subscription.getString("id")));
        assertThat(mine).startsWith("queued", "sent");
        assertThat(operator()
                        .queryParam("after", 0)
                        .get(incident + "/ledger")
                        .jsonPath()
                        .getList("items.index"))
                .startsWith(1);
        assertThat(figures.getInt("channels.find { it.channel == 'webhook' }.delivered"))
                .isPositive();
        assertThat(figures.getLong("times.find { it.kind == 'opening' }.lastMillis"))
                .isPositive();
        operator().get(incident + "/ledger?after=x").then().statusCode(400).contentType("application/problem+json");
        operator().get("/api/v1/incidents/unheard/ledger").then().statusCode(404);
        for (var path : List.of("/ledger", "/ledger/head", "/notification")) {
            given().get(incident + path).then().statusCode(401);
        }
    }

    /// Of an incident and of its end.
    private JsonPath tell() {
        var subscription = subscribeAndConfirm(receiver, "na");
        var events = story.whole("na");
        kafka.write(Topic.PUBLIC_INCIDENTS, events.subList(0, 2));
        receiver.awaitNotice(story);
        kafka.write(Topic.PUBLIC_INCIDENTS, events.subList(2, events.size()));
        return subscription;
    }

    private String delivery() {
        return receiver.notices(story).getFirst().id();
    }

    private static JsonNode awaitReceipt(JsonPath subscription, String delivery) {
        return await().atMost(SOON)
                .until(
                        () -> receipt(subscription, delivery),
                        json -> json.path("entry").asText().contains("\"step\":\"sent\""));
    }

    private static JsonNode receipt(JsonPath subscription, String delivery) throws IOException {
        var answer = given().auth()
                .oauth2(subscription.getString("manageToken"))
                .get("/api/v1/subscriptions/%s/receipts/%s".formatted(subscription.getString("id"), delivery));
        return Json.mapper().readTree(answer.asString());
    }

    private static String pem(String id) {
        return given().get("/api/v1/receipt-keys")
                .jsonPath()
                .getString("items.find { it.id == '%s' }.pem".formatted(id));
    }

    private static String verify(Path folder, JsonNode receipt) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("receipt.json"), receipt.toString());
        var page = Files.readString(Path.of("..", "docs", "receipts.md"));
        var script = page.substring(page.indexOf("```bash\n") + 8, page.lastIndexOf("```"));
        var process = new ProcessBuilder("bash", "-c", script)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), UTF_8);
        return "%s\nexit %d".formatted(output, process.waitFor());
    }
}

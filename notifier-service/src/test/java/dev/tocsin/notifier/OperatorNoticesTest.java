package dev.tocsin.notifier;

import static dev.tocsin.notifier.NotifierSide.SOON;
import static dev.tocsin.notifier.NotifierSide.operator;
import static dev.tocsin.notifier.NotifierSide.subscribeAndConfirm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.contract.Severity;
import dev.tocsin.contract.Topic;
import dev.tocsin.contract.catalog.OperatorChannel;
import dev.tocsin.contract.catalog.SecretReference;
import dev.tocsin.contract.catalog.SecretReference.SecretPlace;
import dev.tocsin.contract.delivery.Channel;
import dev.tocsin.notifier.Receiver.Hook;
import dev.tocsin.notifier.channel.http.FakeService;
import dev.tocsin.notifier.channel.http.FakeService.Answer;
import dev.tocsin.notifier.channel.http.FakeService.Request;
import dev.tocsin.stack.mail.Mail;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Operators' channels, from the catalog to what each receives.
@QuarkusTest
@WithTestResource(NotifierStack.class)
final class OperatorNoticesTest {

    private static final String KEY = "0123456789abcdef0123456789abcdef";
    private static final String SIGNING = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz";

    @Inject
    Database database;

    @Inject
    KafkaClientService clients;

    @RegisterExtension
    private final KafkaSide kafka = new KafkaSide();

    @RegisterExtension
    private final Receiver receiver = new Receiver();

    @RegisterExtension
    private final Receiver customer = new Receiver();

    @TempDir
    private Path secrets = Path.of("");

    private final OperatorStory story = OperatorStory.now();
    private final String id = "o" + UUID.randomUUID().toString().substring(0, 8);

    /// So that other tests have no operators.
    @AfterEach
    void removeAllChannels() {
        kafka.publishOperators();
        awaitChannels();
    }

    @Test
    void anInternalIncidentIsToldToOperatorsOnceEachAndToNoCustomer() throws IOException {
        subscribeAndConfirm(customer, "na");
        publish(webhook(List.of(), List.of()));

        var begin = story.begin();
        kafka.write(Topic.INCIDENTS, begin);
        var opening = awaitHooks("incident.opened").getFirst();
        kafka.write(Topic.INCIDENTS, begin);
        kafka.write(Topic.INCIDENTS, story.escalated(Severity.MAJOR), story.resolved());
        awaitHooks("incident.opened", "incident.closed");
        kafka.write(Topic.INCIDENTS, story.reopened(), story.outageStarted());
        awaitHooks("incident.opened", "incident.closed", "incident.opened");
        kafka.write(Topic.INCIDENTS, story.resolved());
        awaitHooks("incident.opened", "incident.closed", "incident.opened", "incident.closed");

        opening.assertSignedWith(SIGNING);
        assertThat(opening.data().path("title").asText()).isEqualTo(story.title());
        assertThat(opening.data().at("/suspect/title").asText()).isEqualTo("Patch 417 to the cache");
        assertThat(opening.data().at("/suspect/confidence").asText()).isEqualTo("likely");
        assertThat(opening.data().at("/reach/customers").asLong()).isEqualTo(20_000);
        assertThat(opening.data().path("link").asText()).endsWith("/ops/incident?id=" + story.id());
        assertThat(customer.challenges()).hasSize(1);
        assertThat(hooks(customer)).isEmpty();
        assertThat(database.all("select id from incident where id = '%s'".formatted(story.id())))
                .isEmpty();
    }

    @Test
    void anEscalationIsToldOnce() throws IOException {
        publish(webhook(List.of(), List.of()));
        kafka.write(Topic.INCIDENTS, story.of(Severity.MINOR).opened(), story.outageStarted());
        awaitHooks("incident.opened");

        kafka.write(Topic.INCIDENTS, story.escalated(Severity.CRITICAL));
        var worse = awaitHooks("incident.opened", "incident.updated").getLast();
        kafka.write(Topic.INCIDENTS, story.escalated(Severity.MINOR), story.escalated(Severity.CRITICAL));
        kafka.write(Topic.INCIDENTS, story.resolved());

        assertThat(worse.data().path("severity").asText()).isEqualTo("critical");
        awaitHooks("incident.opened", "incident.updated", "incident.closed");
    }

    @Test
    void aMailSaysWhatOperatorsNeedAndOffersNoWayToLeave() {
        var mailbox = SubscriberMailbox.unused();
        publish(channel(Channel.EMAIL, mailbox.address(), null, null));

        kafka.write(Topic.INCIDENTS, story.begin());
        var opening = mailbox.awaitMail(story.title());
        kafka.write(Topic.INCIDENTS, story.resolved());
        var mails = mailbox.awaitMails(story.title(), 2);

        assertThat(mails)
                .extracting(Mail::subject)
                .satisfiesExactly(
                        first -> assertThat(first).isEqualTo("[Harbour CRM] " + story.title()),
                        last -> assertThat(last).startsWith("[Harbour CRM] Resolved: " + story.title()));
        assertThat(opening.text())
                .contains(
                        "Where: North America",
                        "What: Cache",
                        "Severity: internal",
                        "Suspected cause: Patch 417 to the cache (likely)",
                        "Reach: 20,000 of 32,000 customers",
                        "/ops/incident?id=" + story.id(),
                        "names you among its operators")
                .doesNotContain("Unsubscribe", "token=");
        assertThat(opening.header("List-Unsubscribe")).isEmpty();
    }

    @Test
    void pagerDutyIsAlertedAndTheEndResolvesTheAlert() throws IOException {
        try (var service = FakeService.at(port("tocsin.pagerduty.url"), new Answer(202, "{\"status\": \"success\"}"))) {
            publish(channel(Channel.PAGERDUTY, null, file("key", KEY), null));

            kafka.write(Topic.INCIDENTS, story.of(Severity.MAJOR).opened(), story.outageStarted());
            awaitRequests(service, 1);
            kafka.write(Topic.INCIDENTS, story.resolved());
            var requests = awaitRequests(service, 2);

            assertThat(requests)
                    .extracting(request -> request.json().path("event_action").asText())
                    .containsExactly("trigger", "resolve");
            assertThat(requests)
                    .extracting(request -> request.json().path("dedup_key").asText())
                    .containsOnly("tocsin/%s/operator-pagerduty-%s".formatted(story.id(), id));
            assertThat(requests.getFirst().json().path("routing_key").asText()).isEqualTo(KEY);
            assertThat(requests.getFirst().json().at("/links/0/href").asText())
                    .endsWith("/ops/incident?id=" + story.id());
        }
    }

    @Test
    void aRoomOfSlackGetsAMessageForEach() throws IOException {
        try (var service = FakeService.that(new Answer(200, "ok"))) {
            var url = service.url("/services/T0/B0/private").toString();
            publish(channel(Channel.SLACK, null, file("url", url), null));

            kafka.write(Topic.INCIDENTS, story.begin());
            awaitRequests(service, 1);
            kafka.write(Topic.INCIDENTS, story.resolved());
            var requests = awaitRequests(service, 2);

            assertThat(requests.getFirst().body())
                    .contains("Patch 417 to the cache (likely)", "/ops/incident?id=" + story.id())
                    .doesNotContain("token=");
            assertThat(requests.getLast().body()).contains("Resolved: " + story.title());
        }
    }

    @Test
    void aChannelThatComesDuringAnIncidentIsToldOfItAndOneThatGoesIsNot() throws IOException {
        kafka.write(Topic.INCIDENTS, story.begin());
        publish(webhook(List.of(), List.of()));
        awaitHooks("incident.opened");

        publish(webhook(List.of(Severity.CRITICAL), List.of("eu")));
        kafka.write(Topic.INCIDENTS, story.escalated(Severity.MAJOR), story.resolved());
        awaitHooks("incident.opened", "incident.closed");
        kafka.publishOperators();
        awaitChannels();
        var later = OperatorStory.now();
        kafka.write(Topic.INCIDENTS, later.begin());

        await().atMost(SOON)
                .until(() -> !database.all("select id from operator_incident where not undecided and id = '%s'"
                                .formatted(later.id()))
                        .isEmpty());
        assertThat(receiver.notices(later.id())).isEmpty();
    }

    @Test
    void aMissingSecretIsAnAlertAndStopsNoOtherChannel() throws IOException {
        var mailbox = SubscriberMailbox.unused();
        var missing = secrets.resolve("later");
        kafka.publishOperators(
                new OperatorChannel(id + "-mail", Channel.EMAIL, mailbox.address(), null, null, List.of(), List.of()),
                channel(
                        Channel.WEBHOOK,
                        receiver.url().toString(),
                        null,
                        new SecretReference(SecretPlace.FILE, missing.toString())));
        awaitChannels(id + "-mail", id);

        kafka.write(Topic.INCIDENTS, story.begin());
        mailbox.awaitMail(story.title());
        var alert = "operator-channel/" + id;
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(kafka.alerts(alert))
                        .singleElement()
                        .asString()
                        .contains("the file %s at notifier-service does not exist".formatted(missing)));
        Files.writeString(missing, SIGNING + "\n");

        awaitHooks("incident.opened").getFirst().assertSignedWith(SIGNING);
        await().atMost(SOON).untilAsserted(() -> assertThat(kafka.alerts(alert)).hasSize(2));
        assertThat(String.join("", kafka.alerts(alert))).doesNotContain("whsec_");
    }

    @Test
    void aRestartTellsNothingTwice() throws IOException {
        publish(webhook(List.of(), List.of()));
        kafka.write(Topic.INCIDENTS, story.begin());
        awaitHooks("incident.opened");

        database.execute("update consumed_offset set next_offset = 0 where topic = 'tocsin.incidents'");
        database.execute("update operator_incident set undecided = true");
        readFromTheStoredOffsets();
        kafka.write(Topic.INCIDENTS, story.resolved());

        awaitHooks("incident.opened", "incident.closed");
    }

    @Test
    void operatorsChannelsAreNoSubscriptionsOfCustomers() throws IOException {
        publish(channel(Channel.PAGERDUTY, null, file("key", KEY), null));
        var subscription = "operator-pagerduty-" + id;

        assertThat(operator().get("/api/v1/subscriptions/" + subscription).statusCode())
                .isEqualTo(404);
        assertThat(operator().delete("/api/v1/subscriptions/" + subscription).statusCode())
                .isEqualTo(404);
        assertThat(operator().get("/api/v1/subscriptions").asString()).doesNotContain(subscription);
        assertThat(operator()
                        .contentType("application/json")
                        .body("{\"channel\": \"pagerduty\"}")
                        .post("/api/v1/subscriptions/search")
                        .asString())
                .doesNotContain(subscription);
        assertThat(database.all("select row_to_json(s)::text from subscription s where id = '%s'"
                                .formatted(subscription))
                        .getFirst())
                .contains("\"state\":\"operator\"")
                .doesNotContain(KEY, "key");
    }

    private void publish(OperatorChannel channel) {
        kafka.publishOperators(channel);
        awaitChannels(channel.id());
        await().atMost(SOON)
                .until(() -> database.all("""
                                select concat_ws(' ', array_to_string(regions, ','), array_to_string(severities, ','))
                                from subscription where operator = '%s' and state = 'operator'""".formatted(channel.id()))
                        .equals(List.of("%s %s"
                                .formatted(
                                        String.join(",", channel.regions()),
                                        String.join(
                                                ",",
                                                channel.severities().stream()
                                                        .map(severity ->
                                                                severity.name().toLowerCase(Locale.ROOT))
                                                        .toList())))));
    }

    private void awaitChannels(String... ids) {
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(database.all("select operator from subscription where state = 'operator'"))
                                .containsExactlyInAnyOrder(ids));
    }

    private OperatorChannel webhook(List<Severity> severities, List<String> regions) throws IOException {
        return new OperatorChannel(
                id, Channel.WEBHOOK, receiver.url().toString(), null, file("signing", SIGNING), severities, regions);
    }

    private OperatorChannel channel(
            Channel channel,
            @Nullable String address,
            @Nullable SecretReference secretAddress,
            @Nullable SecretReference signing) {
        return new OperatorChannel(id, channel, address, secretAddress, signing, List.of(), List.of());
    }

    private SecretReference file(String name, String secret) throws IOException {
        var file = Files.writeString(secrets.resolve(name), secret + "\n");
        return new SecretReference(SecretPlace.FILE, file.toString());
    }

    private List<Hook> hooks(Receiver at) {
        return at.notices(story.id());
    }

    private List<Hook> awaitHooks(String... types) {
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(hooks(receiver)).extracting(Hook::type).containsExactly(types));
        return hooks(receiver);
    }

    private List<Request> awaitRequests(FakeService service, int number) {
        await().atMost(SOON).untilAsserted(() -> assertThat(requests(service)).hasSize(number));
        return requests(service);
    }

    private List<Request> requests(FakeService service) {
        return service.requests().stream()
                .filter(request -> request.body().contains(story.id()))
                .toList();
    }

    private void readFromTheStoredOffsets() {
        clients.<String, byte[]>getConsumer("incidents")
                .runOnPollingThread(consumer -> {
                    consumer.enforceRebalance();
                })
                .await()
                .indefinitely();
    }

    private static int port(String key) {
        return URI.create(ConfigProvider.getConfig().getValue(key, String.class))
                .getPort();
    }
}

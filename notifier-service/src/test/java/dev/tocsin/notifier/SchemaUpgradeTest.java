package dev.tocsin.notifier;

import static dev.tocsin.notifier.KafkaSide.header;
import static dev.tocsin.notifier.NotifierSide.SOON;
import static dev.tocsin.notifier.NotifierSide.operator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.contract.Severity;
import dev.tocsin.contract.Topic;
import dev.tocsin.contract.incident.IncidentHead;
import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.contract.incident.PublicIncidentSnapshot;
import dev.tocsin.contract.incident.PublicIncidentSnapshot.PublicOutage;
import dev.tocsin.notifier.subscription.Address.WebhookAddress;
import dev.tocsin.notifier.subscription.Scope;
import dev.tocsin.notifier.subscription.Subscription.SubscriptionState;
import dev.tocsin.notifier.subscription.store.SubscriptionRepository;
import dev.tocsin.stack.mail.Mail;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// An upgrade from commit 50c4c5e in the midst of an incident: what that service stored is gone on from. It read
/// `tocsin.incident-events`.
@QuarkusTest
@WithTestResource(StackOfBefore.class)
final class SchemaUpgradeTest {

    @Inject
    SubscriptionRepository subscriptions;

    @Inject
    Database database;

    @RegisterExtension
    private final KafkaSide kafka = new KafkaSide();

    @Test
    void whoWasNotReachedIsReachedAndEachHearsTheEndOnce() {
        var now = Instant.now();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(subjects(StackOfBefore.WAITING)).hasSize(1));

        kafka.write(
                Topic.PUBLIC_INCIDENTS,
                snapshot(1, IncidentState.INVESTIGATING, null),
                snapshot(2, IncidentState.INVESTIGATING, null),
                snapshot(4, IncidentState.RESOLVED, now));

        await().atMost(SOON).untilAsserted(() -> {
            assertThat(subjects(StackOfBefore.WAITING)).hasSize(2);
            assertThat(subjects(StackOfBefore.REACHED)).hasSize(1);
        });
        assertThat(subjects(StackOfBefore.WAITING))
                .satisfiesExactly(
                        // Perhaps sent before the catalog, and with it the page's name, was written.
                        opening -> assertThat(opening).endsWith("] " + StackOfBefore.TITLE),
                        closing -> assertThat(closing)
                                .startsWith("[Harbour CRM] Resolved: %s (lasted ".formatted(StackOfBefore.TITLE)));
        assertThat(database.all(
                        "select concat_ws(' ', subscription, kind, state) from delivery where incident = '%s' order by position"
                                .formatted(StackOfBefore.INCIDENT)))
                .containsExactlyInAnyOrder(
                        "reached opening delivered",
                        "waiting opening delivered",
                        "reached closing delivered",
                        "waiting closing delivered");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(kafka.read(Topic.DELIVERIES, "waiting"))
                        .extracting(record -> header(record, "ce_type"))
                        .containsSubsequence(
                                "tocsin.delivery.retrying.v1", "tocsin.delivery.sent.v1", "tocsin.delivery.sent.v1"));
    }

    @Test
    void subscriptionsAreReadAsTheyWere() {
        var hook = subscriptions.lookUp("hook").orElseThrow();

        assertThat(hook.scope().regions()).containsExactly("eu");
        assertThat(hook.scope().leastSeverity()).isEqualTo(Severity.CRITICAL);
        assertThat(((WebhookAddress) hook.address()).secrets().live(Instant.now()))
                .hasSize(2);
        assertThat(operator().get("/api/v1/subscriptions").jsonPath().getList("items.id"))
                .contains("reached", "waiting", "hook", "gone");
    }

    @Test
    void aMailboxThatHadTwoSubscriptionsHasOneThatHearsOfAll() {
        var kept = subscriptions.lookUp("twice-1").orElseThrow();
        var joined = subscriptions.lookUp("twice-2").orElseThrow();

        assertThat(kept.state()).isEqualTo(SubscriptionState.CONFIRMED);
        assertThat(kept.scope()).isEqualTo(new Scope(Set.of("eu", "apac"), Set.of(), Severity.MAJOR));
        assertThat(joined.state()).isEqualTo(SubscriptionState.LEFT);
        assertThat(joined.reason()).isEqualTo("joined to subscription twice-1 of the same mailbox");
        assertThat(
                        database.all(
                                "select subscription from token where purpose = 'leave' and hash = sha256('a link in an old mail')"))
                .containsExactly("twice-1");
    }

    /// Its owner cannot be asked which of the two is to stay.
    @Test
    void aWebhookThatHadTwoSubscriptionsKeepsThem() {
        assertThat(
                        database.all(
                                "select concat_ws(' ', id, state, duplicate) from subscription where id like 'hook-%' order by id"))
                .containsExactly("hook-1 confirmed f", "hook-2 confirmed t");
    }

    /// An instance of the release before runs on during the upgrade: what it writes fits.
    @Test
    void theServiceBeforeGoesOnWriting() {
        database.execute("""
                insert into incident_told (incident, episode, subscription, state, highest, last_title, last_state,
                    last_severity, last_at)
                values ('%s', 1, 'hook', 'closed', 'major', '', 'investigating', 'major', now())""".formatted(StackOfBefore.INCIDENT));
        database.execute("insert into operator_alert (subject, raised_at) values ('endpoint/hook', now())");
        database.execute("""
                insert into subscription (id, channel, state, address, regions, components, least_severity, secret,
                    old_secret, old_secret_until, created_at, confirmed_at, ask_at, asked, reason)
                values ('written-before', 'webhook', 'left', 'https://hooks.customer.example/y', '{eu}', '{}', 'minor',
                    'whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz', null, null, now(), now(), null, 1, 'left')""");

        assertThat(subscriptions.lookUp("written-before").orElseThrow().address())
                .isInstanceOf(WebhookAddress.class);
        assertThat(database.all("select subscription from incident_told where opened_number is null"))
                .contains("hook", "reached", "waiting");
    }

    /// What that service had read on another topic comes again on this one, up to its number 2, and from there on not
    /// whole.
    private static PublicIncidentSnapshot snapshot(long number, IncidentState state, @Nullable Instant end) {
        return new PublicIncidentSnapshot(
                new IncidentHead(
                        StackOfBefore.INCIDENT, number, 1, StackOfBefore.TITLE, state, Severity.MAJOR, List.of("na")),
                Instant.now(),
                Instant.now(),
                end,
                false,
                List.of(new PublicOutage(
                        "na-1",
                        "na",
                        Instant.now(),
                        end,
                        null,
                        end == null ? List.of("login") : List.of(),
                        List.of(),
                        end == null ? List.of() : List.of("login"))),
                1,
                null,
                List.of(),
                "/incidents/" + StackOfBefore.INCIDENT);
    }

    private static List<String> subjects(String address) {
        return new SubscriberMailbox(address)
                .mails(StackOfBefore.TITLE).stream().map(Mail::subject).toList();
    }
}

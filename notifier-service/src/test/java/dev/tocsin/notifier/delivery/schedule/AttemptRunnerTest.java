package dev.tocsin.notifier.delivery.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tocsin.contract.Severity;
import dev.tocsin.contract.delivery.Channel;
import dev.tocsin.notifier.Database;
import dev.tocsin.notifier.NotifierStack;
import dev.tocsin.notifier.channel.http.Notices;
import dev.tocsin.notifier.delivery.Carrier;
import dev.tocsin.notifier.delivery.Delivery.Due;
import dev.tocsin.notifier.delivery.SendResult;
import dev.tocsin.notifier.delivery.store.DeliveryClaims.Claimed;
import dev.tocsin.notifier.delivery.store.DeliveryResults;
import dev.tocsin.notifier.delivery.store.Receivers;
import dev.tocsin.notifier.message.Notice;
import dev.tocsin.notifier.subscription.Address.MailAddress;
import dev.tocsin.notifier.subscription.Preferences;
import dev.tocsin.notifier.subscription.Scope;
import dev.tocsin.notifier.subscription.Subscription;
import dev.tocsin.notifier.subscription.Subscription.SubscriptionState;
import dev.tocsin.notifier.subscription.alert.EndpointAlerts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import java.sql.SQLTransientConnectionException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(NotifierStack.class)
final class AttemptRunnerTest {

    private static final Notice NOTICE = Notices.opening();

    @Inject
    Database database;

    @Inject
    AttemptRunner runner;

    @Inject
    DeliveryResults results;

    @Inject
    Receivers receivers;

    @Inject
    EndpointAlerts endpoints;

    private record Failing(RuntimeException failure) implements Carrier {

        @Override
        public Channel channel() {
            return Channel.EMAIL;
        }

        @Override
        public String host(Subscription to) {
            return "";
        }

        @Override
        public SendResult carry(Notice notice, Subscription to) {
            throw failure;
        }
    }

    @Test
    void withOurOwnDatabaseAwayNothingWasTried() {
        var away = new PersistenceException(new SQLTransientConnectionException("connection refused"));

        try (var log = new AttemptLog(results, receivers, endpoints, Clock.systemUTC())) {
            assertThatThrownBy(() -> run(new Failing(away), log)).isSameAs(away);
        }
    }

    @Test
    void whatThrowsOtherwiseClimbsTheLadder() {
        var due = due();
        database.execute("""
                insert into delivery (id, subscription, channel, kind, incident, episode, number, state, attempt, rung, due_at,
                    queued_at, leased_until)
                values ('%s', '%s', 'email', 'opening', 'thrown', 1, 1, 'due', 1, 1, now(), now(), now() + interval '1 hour')""".formatted(due.id(), database.subscription("minor", List.of(), List.of())));

        try (var log = new AttemptLog(results, receivers, endpoints, Clock.systemUTC())) {
            assertThatCode(() -> run(new Failing(new IllegalStateException("a template that does not render")), log))
                    .doesNotThrowAnyException();
        }

        await().untilAsserted(() -> assertThat(database.all(
                        "select concat_ws(' ', step, attempt, reason) from delivery_step where delivery = '%s'"
                                .formatted(due.id())))
                .containsExactly("retrying 1 the notice could not be sent: IllegalStateException"));
    }

    private void run(Carrier carrier, AttemptLog log) {
        runner.run(carrier, Duration.ofSeconds(1), claimed(), log);
    }

    private static Due due() {
        return new Due("delivery-that-throws", 1, 1, Instant.now());
    }

    private static Claimed claimed() {
        var to = new Subscription(
                "jo",
                SubscriptionState.CONFIRMED,
                new MailAddress("jo@customer.example"),
                new Scope(Set.of(), Set.of(), Severity.MINOR),
                Preferences.DEFAULT,
                Instant.now(),
                null);
        return new Claimed(
                due(),
                Instant.now(),
                NOTICE.kind(),
                NOTICE.report(),
                NOTICE.first(),
                NOTICE.subject(),
                to,
                null,
                List.of(),
                null);
    }
}

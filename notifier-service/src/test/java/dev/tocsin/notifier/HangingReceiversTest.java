package dev.tocsin.notifier;

import static dev.tocsin.notifier.NotifierSide.SOON;
import static dev.tocsin.notifier.NotifierSide.subscribeAndConfirm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.contract.Topic;
import dev.tocsin.notifier.delivery.Carrier;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Receivers that take the connection and say nothing do not delay those that answer.
@QuarkusTest
@WithTestResource(NotifierStack.class)
final class HangingReceiversTest {

    /// More than a host has places, and more than twice as many as all had before.
    private static final int HANGING = 200;

    @Inject
    Database database;

    @RegisterExtension
    private final KafkaSide kafka = new KafkaSide();

    @RegisterExtension
    private final Receiver receiver = new Receiver();

    private final Silence silence = new Silence();

    HangingReceiversTest() throws IOException {}

    @AfterEach
    void close() throws IOException {
        database.execute("update subscription set state = 'left' where id like 'hangs-%'");
        database.execute("update delivery set state = 'given-up', ended_at = now() where subscription like 'hangs-%'");
        silence.close();
    }

    @Test
    void whoAnswersGetsItsNoticeWhileManyHang() {
        hang();
        var healthy = subscribeAndConfirm(receiver, "na").getString("id");
        var story = Story.now();

        kafka.write(Topic.PUBLIC_INCIDENTS, story.begin("na"));

        await().atMost(SOON).until(() -> silence.connections() >= 16);
        receiver.awaitNotices(story, "incident.opened");
        await().atMost(SOON).until(() -> !millisToNotice(healthy, story).isEmpty());
        assertThat(millisToNotice(healthy, story))
                .singleElement()
                .satisfies(millis -> assertThat(Duration.ofMillis(Long.parseLong(millis)))
                        .as("no hanging attempt has ended by then")
                        .isLessThan(Carrier.LONGEST));
        kafka.write(Topic.PUBLIC_INCIDENTS, story.resolved());
    }

    /// Of a notice that was delivered.
    private List<String> millisToNotice(String subscription, Story story) {
        return database.all("""
                select cast(cast(extract(epoch from ended_at - queued_at) * 1000 as bigint) as text) from delivery
                where state = 'delivered' and subscription = '%s' and incident = '%s'""".formatted(subscription, story.id()));
    }

    /// They are older than the healthy one, and so come first.
    private void hang() {
        database.execute("""
                insert into subscription
                    (id, channel, state, address, regions, components, least_severity, secret, created_at)
                select 'hangs-' || n, 'webhook', 'confirmed', 'http://127.0.0.1:%d/' || n, '{}', '{}', 'minor',
                    'whsec_' || encode(sha256(cast(cast(n as text) as bytea)), 'base64'), now()
                from generate_series(1, %d) n""".formatted(silence.port(), HANGING));
    }

    /// Takes connections and never answers.
    private static final class Silence implements AutoCloseable {

        private final ServerSocket server = new ServerSocket(0, 1_024, InetAddress.getLoopbackAddress());
        private final List<Socket> held = new CopyOnWriteArrayList<>();

        Silence() throws IOException {
            Thread.ofVirtual().start(() -> {
                try {
                    while (true) {
                        held.add(server.accept());
                    }
                } catch (IOException _) {
                    // closed
                }
            });
        }

        int port() {
            return server.getLocalPort();
        }

        int connections() {
            return held.size();
        }

        @Override
        public void close() throws IOException {
            server.close();
            for (var socket : held) {
                socket.close();
            }
        }
    }
}

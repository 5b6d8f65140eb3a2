package dev.tocsin.incident.writer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.contract.Topic;
import dev.tocsin.contract.catalog.CatalogEvent;
import dev.tocsin.contract.change.ChangeEvent;
import dev.tocsin.contract.incident.IncidentEvent;
import dev.tocsin.contract.incident.IncidentEvent.Resolved;
import dev.tocsin.contract.status.CellStatusEvent;
import dev.tocsin.engine.correlation.CatalogBuilder;
import dev.tocsin.engine.correlation.Correlator;
import dev.tocsin.engine.correlation.Input;
import dev.tocsin.engine.correlation.Input.Catalogued;
import dev.tocsin.engine.correlation.Input.Changed;
import dev.tocsin.engine.correlation.Input.Observed;
import dev.tocsin.engine.correlation.Input.Ordered;
import dev.tocsin.engine.correlation.Input.Planned;
import dev.tocsin.engine.correlation.Input.Uncatalogued;
import dev.tocsin.engine.correlation.Story;
import dev.tocsin.incident.writer.intake.CorrelatorIntake;
import dev.tocsin.incident.writer.intake.CorrelatorIntake.DeadLetterSink;
import dev.tocsin.incident.writer.intake.CorrelatorIntake.InputDecider;
import dev.tocsin.incident.writer.outbox.Relay;
import dev.tocsin.incident.writer.store.IncidentStore;
import dev.tocsin.incident.writer.store.Outbox;
import dev.tocsin.support.kafka.DeadLetter;
import dev.tocsin.support.operator.OperatorAlerts;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Writers on [OwnServers], each an intake and a relay, with their input and their output.
final class OwnWriters {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final OwnServers servers;
    private final IncidentStore store;
    private final Outbox outbox;
    private final List<Writer> running = new ArrayList<>();
    private final List<String> alerts = new CopyOnWriteArrayList<>();

    private record Writer(CorrelatorIntake intake, Relay relay) {

        void stop() {
            intake.close();
            relay.close();
        }
    }

    /// None runs yet.
    OwnWriters(OwnServers servers, IncidentStore store, Outbox outbox) {
        this.servers = servers;
        this.store = store;
        this.outbox = outbox;
    }

    static Story theCacheBreaksAndHeals() {
        return Story.of(CatalogBuilder.harbour())
                .down("login@na", "search@na")
                .afterSeconds(2)
                .down("api@na", "cache@na")
                .afterSeconds(40)
                .up("login@na", "search@na", "api@na", "cache@na")
                .afterSeconds(130);
    }

    static List<Input> breaking(Story story) {
        return story.inputs().subList(0, story.inputs().size() - 400);
    }

    static List<Input> healing(Story story) {
        return story.inputs()
                .subList(story.inputs().size() - 400, story.inputs().size());
    }

    void start() {
        start(Correlator::decide, Set.of());
    }

    void start(InputDecider core) {
        start(core, Set.of());
    }

    /// @param acceptBehind ids of incidents that the database may know in an older state than Kafka
    void startAccepting(Set<String> acceptBehind) {
        start(Correlator::decide, acceptBehind);
    }

    private void start(InputDecider core, Set<String> acceptBehind) {
        var watching = new OperatorAlerts() {
            @Override
            public void raise(String subject, String why) {
                alerts.add(subject);
            }

            @Override
            public void clear(String subject, String why) {}
        };
        var relay = new Relay(servers.kafka(), outbox, watching, acceptBehind);
        DeadLetterSink aside = (record, reason) -> {
            alerts.add("dead-letters/" + record.topic());
            servers.send(DeadLetter.record(record, reason));
        };
        var intake = new CorrelatorIntake(servers.kafka(), store, relay, core, aside, new SimpleMeterRegistry());
        relay.start();
        intake.start();
        running.add(new Writer(intake, relay));
    }

    void stopFirst() {
        running.removeFirst().stop();
    }

    /// All of them.
    void stop() {
        running.forEach(Writer::stop);
        running.clear();
    }

    /// The subjects of all alerts so far.
    List<String> alerts() {
        return alerts;
    }

    /// Starts a writer and tells it of the break only.
    String openFrom(Story story) {
        start();
        breaking(story).forEach(this::send);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(numbers()).isNotEmpty());
        return story.told().getFirst().incident().id();
    }

    void send(Story story) {
        story.inputs().forEach(this::send);
    }

    void send(Input input) {
        switch (input) {
            case Observed(CellStatusEvent event) -> servers.send(Topic.CELL_STATUS, event);
            case Catalogued(CatalogEvent entry) -> servers.send(Topic.CATALOG, entry);
            case Changed(ChangeEvent event) -> servers.send(Topic.CHANGES, event);
            case Planned(var window) -> servers.send(Topic.MAINTENANCE, window);
            case Uncatalogued _, Ordered _ -> throw new IllegalArgumentException("not told here");
        }
    }

    void awaitStory(Story story) {
        awaitResolved(story.told().size());
    }

    void awaitResolved(long number) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(numbers().stream().distinct())
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, number).boxed().toList());
            assertThat(servers.events(Topic.INCIDENT_EVENTS, IncidentEvent.class)
                            .getLast())
                    .isInstanceOf(Resolved.class);
        });
    }

    List<Long> numbers() {
        return servers.events(Topic.INCIDENT_EVENTS, IncidentEvent.class).stream()
                .map(event -> event.incident().number())
                .toList();
    }

    /// Past the store.
    void changeRows(String sql) throws SQLException {
        try (var connection = servers.database().getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}

package dev.tocsin.incident.writer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.contract.Event;
import dev.tocsin.contract.Topic;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.catalog.CatalogEvent;
import dev.tocsin.contract.change.ChangeApplied;
import dev.tocsin.contract.change.ChangeEvent;
import dev.tocsin.contract.change.ChangeHeld;
import dev.tocsin.contract.change.ChangeKind;
import dev.tocsin.contract.change.ChangeReverted;
import dev.tocsin.contract.incident.IncidentEvent;
import dev.tocsin.contract.incident.IncidentEvent.Acknowledged;
import dev.tocsin.contract.incident.IncidentEvent.ImpactChanged;
import dev.tocsin.contract.incident.IncidentEvent.Opened;
import dev.tocsin.contract.incident.IncidentEvent.Resolved;
import dev.tocsin.contract.incident.IncidentHead;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.contract.incident.PublicIncidentSnapshot;
import dev.tocsin.contract.status.CellStatusEvent;
import dev.tocsin.contract.status.StatusChanged;
import dev.tocsin.engine.correlation.CatalogBuilder;
import dev.tocsin.engine.correlation.Command;
import dev.tocsin.engine.correlation.Command.Acknowledge;
import dev.tocsin.engine.correlation.Correlator;
import dev.tocsin.engine.correlation.Input;
import dev.tocsin.engine.correlation.Input.Catalogued;
import dev.tocsin.engine.correlation.Input.Changed;
import dev.tocsin.engine.correlation.Input.Observed;
import dev.tocsin.engine.correlation.Input.Ordered;
import dev.tocsin.engine.correlation.Input.Planned;
import dev.tocsin.engine.correlation.Input.Uncatalogued;
import dev.tocsin.engine.correlation.Refusal;
import dev.tocsin.engine.correlation.Story;
import dev.tocsin.incident.postgres.Backup;
import dev.tocsin.incident.writer.intake.CorrelatorIntake;
import dev.tocsin.incident.writer.outbox.Relay;
import dev.tocsin.incident.writer.store.IncidentStore;
import dev.tocsin.incident.writer.store.Outbox;
import dev.tocsin.incident.writer.store.Trace;
import dev.tocsin.stack.postgres.DatabaseProxy;
import dev.tocsin.support.kafka.CloudEvents;
import dev.tocsin.support.kafka.DeadLetter;
import dev.tocsin.support.kafka.TopicCreator;
import dev.tocsin.support.operator.OperatorAlerts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Intake, store and relay on a real broker and a real database: what goes in, and what comes out whatever dies.
@QuarkusTest
@WithTestResource(OwnServers.Start.class)
class LifecycleTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static OwnServers servers;

    @Inject
    IncidentStore store;

    @Inject
    Outbox outbox;

    @Inject
    IncidentEvents stories;

    @Inject
    Trace trace;

    private final List<AutoCloseable> running = new ArrayList<>();
    private final List<String> alerts = new CopyOnWriteArrayList<>();
    private CorrelatorIntake.Core core = Correlator::decide;
    private Set<String> acceptBehind = Set.of();

    @BeforeAll
    static void connect() {
        servers = OwnServers.connect();
    }

    @BeforeEach
    void startWithNothing() throws Exception {
        servers.clear();
    }

    @AfterEach
    void stopWriters() {
        DatabaseProxy.set(DatabaseProxy.Condition.WHOLE);
        stopParts();
    }

    private void stopParts() {
        try {
            for (var part : running) {
                part.close();
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        running.clear();
    }

    @AfterAll
    static void disconnect() {
        servers.close();
    }

    @Test
    void statusChangesInGiveNumberedEventsAndSnapshotsOut() {
        startWriter();

        send(theCacheBreaksAndHeals());

        awaitStory(theCacheBreaksAndHeals());
        var first = servers.records(Topic.INCIDENT_EVENTS).getFirst();
        assertThat(header(first, "ce_type")).isEqualTo("tocsin.incident.opened.v1");
        assertThat(header(first, "ce_source")).isEqualTo("tocsin/incident-service");
        assertThat(header(first, "ce_id")).isEqualTo(first.key() + "/1");
        assertThat(servers.events(Topic.INCIDENTS, IncidentSnapshot.class)
                        .getLast()
                        .incident()
                        .state())
                .isEqualTo(IncidentState.RESOLVED);
    }

    /// Here nothing records traces, so that they are passed on as they came.
    @Test
    void eventsGoOnInTheTraceOfTheStatusChangeBehindThem() {
        var story = theCacheBreaksAndHeals();
        startWriter();

        story.inputs().forEach(input -> {
            if (input instanceof Observed(StatusChanged change)) {
                servers.send(CloudEvents.record(Topic.CELL_STATUS, null, "tocsin/test", change, traceparent(change)));
            } else {
                send(input);
            }
        });

        awaitStory(story);
        var changes = story.inputs().stream()
                .flatMap(input -> input instanceof Observed(StatusChanged change) ? Stream.of(change) : Stream.empty())
                .toList();
        var down = changes.stream()
                .filter(change -> change.verdict() == Verdict.DOWN)
                .findFirst()
                .orElseThrow();
        assertThat(changes.getLast().verdict()).isEqualTo(Verdict.UP);
        var told = servers.records(Topic.INCIDENT_EVENTS);
        assertThat(header(told.getFirst(), "traceparent")).isEqualTo(traceparent(down));
        assertThat(header(servers.records(Topic.INCIDENTS).getFirst(), "traceparent"))
                .isEqualTo(traceparent(down));
        assertThat(header(told.getLast(), "traceparent")).isEqualTo(traceparent(changes.getLast()));
    }

    @Test
    void customersReadTheirPartOfEachEventOnATopicOfTheirOwn() {
        var story = theCacheBreaksAndHeals();
        startWriter();

        send(story);

        awaitStory(story);
        var snapshots = servers.events(Topic.PUBLIC_INCIDENTS, PublicIncidentSnapshot.class);
        assertThat(snapshots.stream().distinct())
                .isNotEmpty()
                .isEqualTo(story.told().stream()
                        .flatMap(told -> told.publicSnapshot(story.catalog()).stream())
                        .toList());
        assertThat(servers.records(Topic.PUBLIC_INCIDENTS))
                .extracting(record -> header(record, "ce_type"))
                .containsOnly("tocsin.public_incident.snapshot.v1");
    }

    /// A release that did not know the topic wrote until now.
    @Test
    void whatCustomersCouldNotReadYetIsPublishedWhenAWriterTakesOver() throws Exception {
        var story = theCacheBreaksAndHeals();
        startWriter();
        send(story);
        awaitStory(story);
        stopParts();
        try (var admin = Admin.create(servers.kafka())) {
            admin.deleteTopics(List.of(Topic.PUBLIC_INCIDENTS.topicName()))
                    .all()
                    .get();
            new TopicCreator(admin).create(Set.of(Topic.PUBLIC_INCIDENTS));
        }

        startWriter();

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(servers.events(Topic.PUBLIC_INCIDENTS, PublicIncidentSnapshot.class))
                        .singleElement()
                        .satisfies(snapshot -> {
                            assertThat(snapshot.incident().number())
                                    .isEqualTo(story.told().size());
                            assertThat(snapshot.incident().state()).isEqualTo(IncidentState.RESOLVED);
                        }));
    }

    private static String traceparent(Event event) {
        return "00-%032x-00000000000000ab-01"
                .formatted(Integer.toUnsignedLong(event.eventId().hashCode()));
    }

    @Test
    void theStoryIsKeptWholeAsItIsTold() throws SQLException {
        startWriter();

        send(theCacheBreaksAndHeals());

        awaitStory(theCacheBreaksAndHeals());
        var told = servers.events(Topic.INCIDENT_EVENTS, IncidentEvent.class);
        var incident = told.getFirst().incident().id();
        assertThat(stories.of(incident)).isEqualTo(told);
        assertThat(stories.withoutImpactChanges(incident)).isNotEmpty().noneMatch(ImpactChanged.class::isInstance);
    }

    @Test
    void whatFailsToBeStoredIsReadAgain() {
        startWriter();
        DatabaseProxy.set(DatabaseProxy.Condition.LOSES_COMMITS);

        send(theCacheBreaksAndHeals());

        awaitStory(theCacheBreaksAndHeals());
        assertThat(servers.records(Topic.DEAD_LETTERS)).isEmpty();
    }

    @Test
    void anotherInstanceGoesOnWhereTheFirstWasStopped() throws Exception {
        var story = theCacheBreaksAndHeals();
        startWriter();
        startWriter();

        breaking(story).forEach(this::send);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(numbers()).isNotEmpty());
        running.removeFirst().close();
        running.removeFirst().close();
        healing(story).forEach(this::send);

        awaitStory(story);
    }

    @Test
    void whatAPersonDoesIsToldInTheSameStory() throws Exception {
        var story = theCacheBreaksAndHeals();
        var id = openFrom(story);

        var acknowledged = store.order(new Acknowledge(id, "operator", Instant.now()));
        healing(story).forEach(this::send);

        assertThat(acknowledged.refusal()).isNull();
        awaitResolved(story.told().size() + 1);
        assertThat(servers.events(Topic.INCIDENT_EVENTS, Acknowledged.class)).hasSize(1);
        assertThat(servers.events(Topic.INCIDENTS, IncidentSnapshot.class)
                        .getLast()
                        .acknowledgedBy())
                .isEqualTo("operator");
    }

    @Test
    void aPoisonRecordOnEachTopicIsPutAsideAndTheStreamGoesOn() {
        startWriter();

        for (var topic : List.of(Topic.CATALOG, Topic.CELL_STATUS, Topic.CHANGES)) {
            servers.send(new ProducerRecord<>(topic.topicName(), "poison", "{".getBytes(UTF_8)));
        }
        send(theCacheBreaksAndHeals());

        awaitStory(theCacheBreaksAndHeals());
        assertThat(servers.records(Topic.DEAD_LETTERS))
                .extracting(letter -> header(letter, "dead-letter-topic"))
                .containsExactlyInAnyOrder("tocsin.catalog", "tocsin.cell-status", "tocsin.changes");
        assertThat(alerts)
                .contains(
                        "dead-letters/tocsin.catalog",
                        "dead-letters/tocsin.cell-status",
                        "dead-letters/tocsin.changes");
    }

    @Test
    void aRecordThatTheCoreFailsOnIsPutAsideAfterThreeTriesAndTheStreamGoesOn() {
        var tries = new AtomicInteger();
        core = (state, input) -> {
            if (input instanceof Changed(ChangeEvent change) && change.key().equals("bad")) {
                tries.incrementAndGet();
                throw new IllegalStateException("the core has a bug");
            }
            return Correlator.decide(state, input);
        };
        startWriter();

        servers.send(Topic.CHANGES, new ChangeReverted("bad", Instant.EPOCH, null));
        send(theCacheBreaksAndHeals());

        awaitStory(theCacheBreaksAndHeals());
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(servers.records(Topic.DEAD_LETTERS))
                        .extracting(letter -> header(letter, "dead-letter-reason"))
                        .containsExactly("its handling failed 3 times: java.lang.IllegalStateException: the core has"
                                + " a bug"));
        assertThat(tries.get()).isBetween(3, 4); // once more when it came in a batch
        assertThat(alerts).contains("dead-letters/tocsin.changes");
    }

    @Test
    void aChangeThatTheDatabaseCannotStoreIsPutAsideAndTheStreamGoesOn() {
        startWriter();
        var story = theCacheBreaksAndHeals();
        var change = new ChangeApplied(
                "nul-1",
                ChangeKind.DEPLOY,
                List.of("cache"),
                List.of("na"),
                "a title with \u0000 in it",
                story.told().getFirst().event().time().minusSeconds(600),
                null,
                null);

        story.inputs().stream().filter(Catalogued.class::isInstance).forEach(this::send);
        servers.send(Topic.CHANGES, change);
        story.inputs().stream().filter(input -> !(input instanceof Catalogued)).forEach(this::send);

        awaitStory(story);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(servers.records(Topic.DEAD_LETTERS))
                        .extracting(letter -> header(letter, "dead-letter-topic"))
                        .containsExactly("tocsin.changes"));
        assertThat(header(servers.records(Topic.DEAD_LETTERS).getFirst(), "dead-letter-reason"))
                .startsWith("its handling failed 3 times: ");
        assertThat(alerts).contains("dead-letters/tocsin.changes");
    }

    @Test
    void aDatabaseThatIsBehindInAnyIncidentSendsNothing() {
        var story = theCacheBreaksAndHeals();
        var id = story.told().getFirst().incident().id();
        var lost = ((Opened) story.told().getFirst().event()).incident();
        var lostHead = new IncidentHead("lost", 7, 1, lost.title(), lost.state(), lost.severity(), lost.regions());
        var event = CloudEvents.record(
                Topic.INCIDENT_EVENTS,
                "tocsin/incident-service",
                new Opened(lostHead, Instant.EPOCH, Instant.EPOCH, List.of()));
        var partition = Utils.toPositive(Utils.murmur2(id.getBytes(UTF_8))) % Topic.INCIDENT_EVENTS.partitions();
        startWriter();
        send(story);
        awaitStory(story);
        stopParts();
        var sent = numbers().size();
        servers.send(new ProducerRecord<>(event.topic(), partition, "lost", event.value(), event.headers()));
        var last = servers.events(Topic.INCIDENT_EVENTS, IncidentEvent.class).stream()
                .filter(told -> told.key().equals(id))
                .toList()
                .getLast();
        var repeated = CloudEvents.record(Topic.INCIDENT_EVENTS, "tocsin/incident-service", last);
        servers.send(repeated);

        startWriter();

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(alerts).contains("outbox"));
        assertThat(numbers()).hasSize(sent + 2);
    }

    @Test
    void aRestoredDatabaseThatIsAcceptedGoesOnAboveTheNumbersOnKafka() throws Exception {
        var story = theCacheBreaksAndHeals();
        var id = openFrom(story);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(outbox.next(1)).isEmpty());
        try (var _ = Backup.of(servers.database())) {
            store.order(new Acknowledge(id, "operator", Instant.now()));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(servers.events(Topic.INCIDENT_EVENTS, Acknowledged.class))
                            .hasSize(1));
            stopParts();
        }

        startWriter();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(alerts).contains("outbox"));
        stopParts();
        acceptBehind = Set.of(id);
        startWriter();
        healing(story).forEach(this::send);

        awaitResolved(story.told().size() + 1);
        assertThat(numbers()).doesNotHaveDuplicates();
        assertThat(servers.events(Topic.INCIDENTS, IncidentSnapshot.class)
                        .getLast()
                        .incident()
                        .number())
                .isEqualTo(story.told().size() + 1);
    }

    @Test
    void aDatabaseThatIsBehindKafkaSendsNothing() throws Exception {
        startWriter();
        send(theCacheBreaksAndHeals());
        awaitStory(theCacheBreaksAndHeals());
        stopParts();
        var sent = numbers().size();
        run("update incident.incident set number = 1");

        startWriter();

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(alerts).contains("outbox"));
        assertThat(numbers()).hasSize(sent);
    }

    @Test
    void aRegionThatBreaksSoonAfterAChangeStopsItsRollout() {
        startWriter();
        var story = aChangeBreaksTheCache();

        send(story);

        awaitStory(story);
        assertThat(servers.events(Topic.CHANGES, ChangeEvent.class)).last().isInstanceOf(ChangeHeld.class);
        assertThat(servers.records(Topic.DEAD_LETTERS)).isEmpty();
    }

    @Test
    void whatWasChangedWhileNobodyReadIsSuspectedThoughItsTopicIsReadBesideTheOthers() {
        var story = aChangeBreaksTheCache();
        story.inputs().stream().filter(input -> !(input instanceof Changed)).forEach(this::send);
        story.inputs().stream().filter(Changed.class::isInstance).forEach(this::send);

        startWriter();

        awaitStory(story);
        assertThat(servers.events(Topic.CHANGES, ChangeEvent.class)).last().isInstanceOf(ChangeHeld.class);
    }

    @Test
    void whatAnOperatorOrdersIsDecidedByTheSameCore() throws Exception {
        var story = theCacheBreaksAndHeals();
        var id = openFrom(story);

        var refused = store.order(new Command.Resolve(id, "operator", null, Instant.now()));
        var done = store.order(new Command.Resolve(id, "operator", "it is a drill", Instant.now()));

        assertThat(refused.refusal()).isInstanceOf(Refusal.class);
        assertThat(refused.published()).isEmpty();
        assertThat(done.refusal()).isNull();
        awaitResolved(done.published().getLast().incident().number());
        assertThat(servers.events(Topic.INCIDENT_EVENTS, Resolved.class)).last().satisfies(resolved -> {
            assertThat(resolved.by()).isEqualTo("operator");
            assertThat(resolved.reason()).isEqualTo("it is a drill");
        });
    }

    @Test
    void anIncidentThatIsForgottenInTheBatchInWhichItCameIsStoredAsItWasToldLast() throws Exception {
        var told = theCacheBreaksAndHeals().told();
        var before = store.load();

        store.store(before, before.state(), Map.of(), told, List.of(), List.of());

        assertThat(store.one(told.getLast().incident().id()))
                .contains(told.getLast().incident());
        assertThat(store.load().state().incidents()).isEmpty();
    }

    @Test
    void reasonsAreKeptForAYear() throws Exception {
        run("insert into incident.trace (at, rule, entry) values ('2005-04-11T12:00:00Z', 'HOLD_BEGAN', '{}')");

        var forgotten = trace.forgetBefore(Instant.parse("2006-04-11T12:00:00Z"));

        assertThat(forgotten).isEqualTo(1);
    }

    private static Story aChangeBreaksTheCache() {
        return Story.of(CatalogBuilder.harbour())
                .applied("patch-17", "cache", "na")
                .afterSeconds(60)
                .down("login@na", "cache@na")
                .afterSeconds(40)
                .up("login@na", "cache@na")
                .afterSeconds(130);
    }

    private static Story theCacheBreaksAndHeals() {
        return Story.of(CatalogBuilder.harbour())
                .down("login@na", "search@na")
                .afterSeconds(2)
                .down("api@na", "cache@na")
                .afterSeconds(40)
                .up("login@na", "search@na", "api@na", "cache@na")
                .afterSeconds(130);
    }

    /// Starts a writer and tells it of the break only.
    private String openFrom(Story story) {
        startWriter();
        breaking(story).forEach(this::send);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(numbers()).isNotEmpty());
        return story.told().getFirst().incident().id();
    }

    private static List<Input> breaking(Story story) {
        return story.inputs().subList(0, story.inputs().size() - 400);
    }

    private static List<Input> healing(Story story) {
        return story.inputs()
                .subList(story.inputs().size() - 400, story.inputs().size());
    }

    private void send(Story story) {
        story.inputs().forEach(this::send);
    }

    private void send(Input input) {
        switch (input) {
            case Observed(CellStatusEvent event) -> servers.send(Topic.CELL_STATUS, event);
            case Catalogued(CatalogEvent entry) -> servers.send(Topic.CATALOG, entry);
            case Changed(ChangeEvent event) -> servers.send(Topic.CHANGES, event);
            case Planned(var window) -> servers.send(Topic.MAINTENANCE, window);
            case Uncatalogued _, Ordered _ -> throw new IllegalArgumentException("not told here");
        }
    }

    private void awaitStory(Story story) {
        awaitResolved(story.told().size());
    }

    private void awaitResolved(long number) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(numbers().stream().distinct())
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, number).boxed().toList());
            assertThat(servers.events(Topic.INCIDENT_EVENTS, IncidentEvent.class)
                            .getLast())
                    .isInstanceOf(Resolved.class);
        });
    }

    private List<Long> numbers() {
        return servers.events(Topic.INCIDENT_EVENTS, IncidentEvent.class).stream()
                .map(event -> event.incident().number())
                .toList();
    }

    private void startWriter() {
        var watching = new OperatorAlerts() {
            @Override
            public void raise(String subject, String why) {
                alerts.add(subject);
            }

            @Override
            public void clear(String subject, String why) {}
        };
        var relay = new Relay(servers.kafka(), outbox, watching, acceptBehind);
        var intake = new CorrelatorIntake(servers.kafka(), store, relay, core, (record, reason) -> {
            alerts.add("dead-letters/" + record.topic());
            servers.send(DeadLetter.record(record, reason));
        });
        relay.start();
        intake.start();
        running.add(intake);
        running.add(relay);
    }

    private void run(String sql) throws SQLException {
        try (var connection = servers.database().getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}

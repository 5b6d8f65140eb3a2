package dev.tocsin.incident.writer;

import static dev.tocsin.incident.writer.OwnWriters.PATIENCE;
import static dev.tocsin.incident.writer.OwnWriters.header;
import static dev.tocsin.incident.writer.OwnWriters.healing;
import static dev.tocsin.incident.writer.OwnWriters.theCacheBreaksAndHeals;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Event;
import dev.tocsin.contract.Topic;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.change.ChangeEvent;
import dev.tocsin.contract.change.ChangeHeld;
import dev.tocsin.contract.incident.IncidentEvent;
import dev.tocsin.contract.incident.IncidentEvent.Acknowledged;
import dev.tocsin.contract.incident.IncidentEvent.ImpactChanged;
import dev.tocsin.contract.incident.IncidentEvent.Resolved;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.contract.incident.PublicIncidentSnapshot;
import dev.tocsin.contract.incident.PublicIncidentSnapshot.PublicUpdate;
import dev.tocsin.contract.status.StatusChanged;
import dev.tocsin.engine.correlation.CatalogBuilder;
import dev.tocsin.engine.correlation.Command;
import dev.tocsin.engine.correlation.Command.Acknowledge;
import dev.tocsin.engine.correlation.Command.Open;
import dev.tocsin.engine.correlation.Input.Changed;
import dev.tocsin.engine.correlation.Input.Observed;
import dev.tocsin.engine.correlation.Refusal;
import dev.tocsin.engine.correlation.Story;
import dev.tocsin.incident.writer.store.IncidentStore;
import dev.tocsin.incident.writer.store.Outbox;
import dev.tocsin.incident.writer.store.Trace;
import dev.tocsin.support.kafka.CloudEvents;
import dev.tocsin.support.kafka.TopicCreator;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The input and the output of intake, store and relay, on a real broker and a real database.
@QuarkusTest
@WithTestResource(OwnServers.Start.class)
class LifecycleTest {

    @Inject
    IncidentStore store;

    @Inject
    Outbox outbox;

    @Inject
    IncidentEvents stories;

    @Inject
    Trace trace;

    private OwnServers servers;
    private OwnWriters writers;

    @BeforeEach
    void startWithNothing() throws Exception {
        servers = OwnServers.connect();
        writers = new OwnWriters(servers, store, outbox);
        servers.clear();
    }

    @AfterEach
    void stopWriters() {
        writers.stop();
        servers.close();
    }

    @Test
    void statusChangesInGiveNumberedEventsAndSnapshotsOut() {
        writers.start();

        writers.send(theCacheBreaksAndHeals());

        writers.awaitStory(theCacheBreaksAndHeals());
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
        writers.start();

        story.inputs().forEach(input -> {
            if (input instanceof Observed(StatusChanged change)) {
                servers.send(CloudEvents.record(Topic.CELL_STATUS, null, "tocsin/test", change, traceparent(change)));
            } else {
                writers.send(input);
            }
        });

        writers.awaitStory(story);
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
        writers.start();

        writers.send(story);

        writers.awaitStory(story);
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

    @Test
    void whatAPersonOpensIsFirstReadByCustomersWithItsUpdate() {
        var story = Story.of(CatalogBuilder.harbour());
        writers.start();
        writers.send(story);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                store.load().state().cell(Cell.of("login@na")).isUp())
                        .isTrue());

        store.order(new Open(
                "openedbyhand",
                "dana",
                null,
                null,
                List.of(Cell.of("login@na"), Cell.of("login@eu")),
                Verdict.DOWN,
                "We are on it.",
                null,
                story.now()));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(servers.events(Topic.PUBLIC_INCIDENTS, PublicIncidentSnapshot.class))
                        .singleElement()
                        .satisfies(snapshot -> assertThat(snapshot.updates())
                                .extracting(PublicUpdate::text)
                                .containsExactly("We are on it.")));
        assertThat(servers.events(Topic.INCIDENT_EVENTS, IncidentEvent.class)).hasSizeGreaterThan(3);
    }

    /// A release that did not know the topic wrote until now.
    @Test
    void whatCustomersCouldNotReadYetIsPublishedWhenAWriterTakesOver() throws Exception {
        var story = theCacheBreaksAndHeals();
        writers.start();
        writers.send(story);
        writers.awaitStory(story);
        writers.stop();
        try (var admin = Admin.create(servers.kafka())) {
            admin.deleteTopics(List.of(Topic.PUBLIC_INCIDENTS.topicName()))
                    .all()
                    .get();
            new TopicCreator(admin).create(Set.of(Topic.PUBLIC_INCIDENTS));
        }

        writers.start();

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
        writers.start();

        writers.send(theCacheBreaksAndHeals());

        writers.awaitStory(theCacheBreaksAndHeals());
        var told = servers.events(Topic.INCIDENT_EVENTS, IncidentEvent.class);
        var incident = told.getFirst().incident().id();
        assertThat(stories.of(incident)).isEqualTo(told);
        assertThat(stories.withoutImpactChanges(incident)).isNotEmpty().noneMatch(ImpactChanged.class::isInstance);
    }

    @Test
    void whatAPersonDoesIsToldInTheSameStory() throws Exception {
        var story = theCacheBreaksAndHeals();
        var id = writers.openFrom(story);

        var acknowledged = store.order(new Acknowledge(id, "operator", Instant.now()));
        healing(story).forEach(writers::send);

        assertThat(acknowledged.refusal()).isNull();
        writers.awaitResolved(story.told().size() + 1);
        assertThat(servers.events(Topic.INCIDENT_EVENTS, Acknowledged.class)).hasSize(1);
        assertThat(servers.events(Topic.INCIDENTS, IncidentSnapshot.class)
                        .getLast()
                        .acknowledgedBy())
                .isEqualTo("operator");
    }

    @Test
    void aRegionThatBreaksSoonAfterAChangeStopsItsRollout() {
        writers.start();
        var story = aChangeBreaksTheCache();

        writers.send(story);

        writers.awaitStory(story);
        assertThat(servers.events(Topic.CHANGES, ChangeEvent.class)).last().isInstanceOf(ChangeHeld.class);
        assertThat(servers.records(Topic.DEAD_LETTERS)).isEmpty();
    }

    @Test
    void whatWasChangedWhileNobodyReadIsSuspectedThoughItsTopicIsReadBesideTheOthers() {
        var story = aChangeBreaksTheCache();
        story.inputs().stream().filter(input -> !(input instanceof Changed)).forEach(writers::send);
        story.inputs().stream().filter(Changed.class::isInstance).forEach(writers::send);

        writers.start();

        writers.awaitStory(story);
        assertThat(servers.events(Topic.CHANGES, ChangeEvent.class)).last().isInstanceOf(ChangeHeld.class);
    }

    @Test
    void whatAnOperatorOrdersIsDecidedByTheSameCore() throws Exception {
        var story = theCacheBreaksAndHeals();
        var id = writers.openFrom(story);

        var refused = store.order(new Command.Resolve(id, "operator", null, Instant.now()));
        var done = store.order(new Command.Resolve(id, "operator", "it is a drill", Instant.now()));

        assertThat(refused.refusal()).isInstanceOf(Refusal.class);
        assertThat(refused.published()).isEmpty();
        assertThat(done.refusal()).isNull();
        writers.awaitResolved(done.published().getLast().incident().number());
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
        writers.changeRows(
                "insert into incident.trace (at, rule, entry) values ('2005-04-11T12:00:00Z', 'HOLD_BEGAN', '{}')");

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
}

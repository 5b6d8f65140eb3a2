package dev.tocsin.notifier.operator.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.contract.Severity;
import dev.tocsin.contract.catalog.OperatorChannel;
import dev.tocsin.contract.catalog.SecretReference;
import dev.tocsin.contract.catalog.SecretReference.SecretPlace;
import dev.tocsin.contract.delivery.Channel;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.notifier.Database;
import dev.tocsin.notifier.NotifierStack;
import dev.tocsin.notifier.OperatorStory;
import dev.tocsin.notifier.StoresAlone;
import dev.tocsin.notifier.delivery.Contact;
import dev.tocsin.notifier.delivery.LostNotice;
import dev.tocsin.notifier.delivery.store.DeliveryFilter;
import dev.tocsin.notifier.delivery.store.DeliveryRepository;
import dev.tocsin.notifier.delivery.store.FanOut;
import dev.tocsin.notifier.delivery.store.Receivers;
import dev.tocsin.notifier.retention.Batch;
import dev.tocsin.notifier.retention.Kind;
import dev.tocsin.notifier.retention.store.OldRows;
import dev.tocsin.notifier.subscription.OperatorCatalog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Operators' channels and their notices in the database alone: nothing is read from Kafka, and nothing is sent.
@QuarkusTest
@TestProfile(StoresAlone.class)
@WithTestResource(NotifierStack.class)
final class OperatorFanOutTest {

    private static final int PARTITION = 3;
    private static final String LEAD = "operator-email-lead";

    @Inject
    Database database;

    @Inject
    OperatorFanOut fanOut;

    @Inject
    FanOut customers;

    @Inject
    OperatorChannelRepository channels;

    @Inject
    DeliveryRepository deliveries;

    @Inject
    Receivers receivers;

    @Inject
    OldRows oldRows;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final OperatorStory story = OperatorStory.at(now, "cache@na");
    private OperatorCatalog catalog = OperatorCatalog.NONE;

    @BeforeEach
    void nothingIsKnown() {
        database.clear();
        database.execute("truncate operator_catalog, operator_incident cascade");
        publish(2, channel("lead"));
    }

    @Test
    void aLaterNoticeCoversOneThatWaits() {
        play(story.begin());
        play(List.of(story.escalated(Severity.MAJOR)));
        play(List.of(story.resolved()));

        assertThat(database.deliveries(LEAD, "kind || ' ' || state"))
                .containsExactly("opening covered", "update covered", "closing due");
    }

    @Test
    void anEarlierVersionOfTheCatalogChangesNothing() {
        publish(1);
        assertThat(standing()).containsExactly("lead");

        publish(3, channel("night"));
        assertThat(standing()).containsExactly("night");
        assertThat(channels.removed()).containsExactly("lead");
    }

    @Test
    void anIdThatMovesToAnotherServiceIsNotRemoved() {
        var key = new SecretReference(SecretPlace.ENVIRONMENT, "KEY");
        publish(3, new OperatorChannel("lead", Channel.PAGERDUTY, null, key, null, List.of(), List.of()));

        assertThat(standing()).containsExactly("lead");
        assertThat(database.all("select id from subscription where state = 'left'"))
                .containsExactly(LEAD);
        assertThat(channels.removed()).isEmpty();
    }

    @Test
    void aTopicThatWasMadeAnewCountsByItsTime() {
        channels.take(new OperatorCatalog(1, now.plusSeconds(60), List.of(), Map.of()), now);

        assertThat(standing()).isEmpty();
    }

    @Test
    void aChannelThatLeavesGetsNothingMoreAndComesBackWhereItWas() {
        play(story.begin());
        publish(3);

        play(List.of(story.escalated(Severity.MAJOR)));
        assertThat(database.deliveries(LEAD, "kind || ' ' || state")).containsExactly("opening given-up");

        publish(4, channel("lead"));
        play(List.of(story.resolved()));
        assertThat(database.deliveries(LEAD, "kind || ' ' || state"))
                .containsExactly("opening given-up", "closing due");
    }

    @Test
    void aChannelThatComesBackIsToldTheEndThatItMissed() {
        play(story.begin());
        publish(3);
        play(List.of(story.resolved()));
        assertThat(database.deliveries(LEAD, "kind")).containsExactly("opening");

        publish(4, channel("lead"));
        fanOut.notify(List.of(PARTITION), catalog);
        publish(5, channel("lead"));
        fanOut.notify(List.of(PARTITION), catalog);

        assertThat(database.deliveries(LEAD, "kind")).containsExactly("opening", "closing");
    }

    @Test
    void whatWasSentBeforeARestoreIsNotDecidedAgain() {
        var begin = story.begin();
        play(begin);
        var sent = deliveries.newestFirst(new DeliveryFilter(null, null, null, null, null), null, 10).stream()
                .map(view -> new LostNotice(view.delivery(), 1, now, null, null))
                .toList();
        database.execute("truncate operator_incident, delivery, report cascade");

        var lost = customers.recover(sent);
        fanOut.recover(lost);
        play(begin);
        play(List.of(story.resolved()));

        assertThat(lost).hasSize(1);
        assertThat(database.deliveries(LEAD, "kind || ' ' || state"))
                .containsExactly("opening delivered", "closing due");
        assertThat(database.all("select id from incident")).isEmpty();
    }

    @Test
    void anEscalationThatWasSentBeforeARestoreIsNotDecidedAgain() {
        play(story.of(Severity.MINOR).begin());
        play(List.of(story.escalated(Severity.MAJOR)));
        var update = deliveries
                .newestFirst(new DeliveryFilter(null, null, null, null, null), null, 1)
                .getFirst()
                .delivery();
        database.execute("delete from delivery_step where delivery = '%s'".formatted(update.id()));
        database.execute("delete from delivery where id = '%s'".formatted(update.id()));
        database.execute("update operator_told set highest = 'minor'");

        fanOut.recover(customers.recover(List.of(new LostNotice(update, 1, now, null, null))));
        play(List.of(story.escalated(Severity.MAJOR)));

        assertThat(database.deliveries(LEAD, "kind || ' ' || state"))
                .containsExactly("opening covered", "update delivered");
    }

    @Test
    void aChannelThatFailsIsNotedAndNeverPaused() {
        receivers.note(Map.of(LEAD, Contact.FAILED));
        var failing = receivers.failing(null, 10).getFirst();
        database.execute(
                "update subscription set unreached_since = now() - interval '6 days' where id = '%s'".formatted(LEAD));

        var changes = receivers.note(Map.of(LEAD, Contact.FAILED));

        assertThat(failing.unreachedSince()).isNotNull();
        assertThat(changes.paused()).isEmpty();
        assertThat(receivers.failing(null, 10).getFirst().pausedAt()).isNull();
    }

    @Test
    void whatIsOverAndOldIsRemovedAndWhatIsOpenStays() {
        var open = OperatorStory.at(now, "cache@eu");
        play(story.begin());
        play(List.of(story.resolved()));
        play(open.begin());
        database.execute("update delivery set state = 'delivered', queued_at = now() - interval '2 days',"
                + " ended_at = now() - interval '2 days'");
        database.execute("update delivery_step set published = true");
        database.execute("update operator_incident set changed_at = now() - interval '2 days'");

        oldRows.remove(Kind.DELIVERIES, Batch.BEGINNING, now.minus(Duration.ofDays(1)));
        oldRows.remove(Kind.OPERATOR_INCIDENTS, Batch.BEGINNING, now.minus(Duration.ofDays(1)));

        assertThat(database.all("select id from operator_incident")).containsExactly(open.id());
        assertThat(database.all("select distinct incident from delivery")).containsExactly("operators/" + open.id());
        assertThat(database.all("select distinct incident from report")).containsExactly("operators/" + open.id());
        assertThat(database.all("select incident from operator_told")).containsExactly(open.id());
    }

    @Test
    void anIncidentThatCannotBeReadHoldsUpNoOther() {
        var broken = OperatorStory.at(now, "cache@eu");
        fanOut.take(broken.opened(), PARTITION, null);
        database.execute("update operator_incident set id = '0', content = '[1]'");

        assertThatThrownBy(() -> play(story.begin())).hasMessageContaining("operators cannot be notified of 0");
        database.execute("delete from operator_incident where id = '0'");

        assertThat(database.deliveries(LEAD, "kind || ' ' || state")).containsExactly("opening due");
    }

    @Test
    void anIncidentThatEndedUnseenIsNotKept() {
        story.begin();
        play(List.of(story.resolved()));

        assertThat(database.all("select id from operator_incident")).isEmpty();
    }

    private void play(List<IncidentSnapshot> snapshots) {
        snapshots.forEach(snapshot -> fanOut.take(snapshot, PARTITION, null));
        fanOut.notify(List.of(PARTITION), catalog);
    }

    private void publish(long version, OperatorChannel... named) {
        catalog = new OperatorCatalog(version, now.plusMillis(version), List.of(named), Map.of());
        channels.take(catalog, now);
    }

    private List<String> standing() {
        return database.all("select operator from subscription where state = 'operator' order by 1");
    }

    private static OperatorChannel channel(String id) {
        return new OperatorChannel(id, Channel.EMAIL, id + "@harbour.example", null, null, List.of(), List.of());
    }
}

package dev.tocsin.notifier.retention.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.notifier.NotifierStack;
import dev.tocsin.notifier.StoresAlone;
import dev.tocsin.notifier.Story;
import dev.tocsin.notifier.delivery.LostNotice;
import dev.tocsin.notifier.delivery.store.DeliveryFilter;
import dev.tocsin.notifier.delivery.store.DeliveryRepository;
import dev.tocsin.notifier.retention.Kind;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/// Incidents, planned work and their notices are removed when they are old, and only then.
@QuarkusTest
@TestProfile(StoresAlone.class)
@WithTestResource(NotifierStack.class)
final class OldRowsTest extends OldRowsFixture {

    @Inject
    DataSource connections;

    @Inject
    DeliveryRepository deliveries;

    @Test
    void whatIsOldGoesWithAllThatBelongsToItAndWhatIsRecentStays() {
        var subscriber = subscriber();
        play(old.whole("na"), longAgo);
        bounce(subscriber, true);
        age();
        var recent = Story.at(now);
        play(recent.whole("na"), now);

        var removed = removeAll();

        assertThat(removed)
                .isEqualTo(new TreeMap<>(Map.of(
                        "delivery", 2,
                        "delivery_step", 4,
                        "bounce", 1,
                        "incident", 1,
                        "incident_told", 1,
                        "incident_outage", 1,
                        "incident_cell", 2,
                        "report", 2)));
        assertThat(database.all("select id from incident")).containsExactly(recent.id());
        assertThat(database.deliveries(subscriber, "incident || ' ' || kind"))
                .containsExactly(recent.id() + " opening", recent.id() + " closing");
        assertThat(database.all("select distinct incident from report")).containsExactly(recent.id());
        assertThat(removeAll()).isEmpty();
    }

    @Test
    void whatIsReadAgainAfterwardsNotifiesNobody() {
        var subscriber = subscriber();
        var events = old.whole("na");
        play(events, longAgo);
        age();
        removeAll();

        events.forEach(event -> fanOut.handle(event, PARTITION, now));
        fanOut.catchUp(List.of(PARTITION), now);
        fanOut.handle(old.postmortemPublished(now), PARTITION, now);
        fanOut.catchUp(List.of(PARTITION), now);

        assertThat(database.deliveries(subscriber, "kind")).isEmpty();
        assertThat(database.all("select subscription from incident_told")).isEmpty();
    }

    @Test
    void whatWasSentBeforeARestoreIsKnownAgainAndSentToNobody() {
        var subscriber = subscriber();
        var events = old.whole("na");
        play(events, longAgo);
        var sent =
                deliveries.newestFirst(new DeliveryFilter(null, null, null, null, null), null, 10).reversed().stream()
                        .map(view -> new LostNotice(view.delivery(), view.attempt(), longAgo, null, null))
                        .toList();
        age();
        removeAll();

        fanOut.recover(sent);
        events.forEach(event -> fanOut.handle(event, PARTITION, now));
        fanOut.catchUp(List.of(PARTITION), now);

        assertThat(database.deliveries(subscriber, "kind || ' ' || state"))
                .containsExactly("opening delivered", "closing delivered");
    }

    @Test
    void nothingGoesThatIsAboutAnIncidentThatStands() {
        subscriber();
        play(old.begin("na"), longAgo);
        age();

        assertThat(removeAll()).isEmpty();
    }

    @Test
    void nothingGoesThatIsDueOrNotYetPublishedOrOfAnIncidentOfWhichSomeOfItIs() {
        var subscriber = subscriber();
        play(old.whole("na"), longAgo);
        bounce(subscriber, false);
        age();

        assertThat(removeAll().keySet()).containsExactly("delivery", "delivery_step");
        assertThat(database.all("select state from incident")).containsExactly("resolved");

        database.execute("update bounce set published = true");
        database.execute("update delivery_step set published = false");
        assertThat(removeAll()).isEmpty();

        database.execute("update delivery_step set published = true");
        database.execute("update delivery set state = 'due', ended_at = null");
        assertThat(removeAll()).isEmpty();

        database.execute("update delivery set state = 'delivered', ended_at = queued_at");
        assertThat(removeAll()).containsKeys("delivery", "incident", "incident_told", "report");
    }

    @Test
    void aWindowGoesOnceItIsOverForLongAndNobodyWaitsForItsEnd() {
        var subscriber = subscriber();
        window("over", "completed", longAgo, longAgo.plusSeconds(60));
        window("long", "completed", longAgo, now);
        window("standing", "in-progress", longAgo, longAgo.plusSeconds(60));
        window("untold", "cancelled", longAgo, longAgo.plusSeconds(60));
        List.of("over", "long", "standing").forEach(window -> windowTold(window, subscriber, "completed"));
        windowTold("untold", subscriber, "announced");

        assertThat(removeAll())
                .isEqualTo(new TreeMap<>(Map.of(
                        "maintenance_window", 1,
                        "maintenance_told", 1,
                        "report", 1,
                        "delivery", 3,
                        "delivery_step", 3)));
        assertThat(database.all("select id from maintenance_window order by id"))
                .containsExactly("long", "standing", "untold");
        assertThat(database.all("select incident from delivery")).containsExactly("maintenance/standing");
    }

    @Test
    void manyRowsGoInBatchesThatAreSmall() {
        var many = 2 * OldRows.MOST + 1;
        database.execute("""
                insert into subscription (id, channel, state, address, regions, components, least_severity, created_at)
                select 'many-' || n, 'email', 'confirmed', 'many+' || n || '@customer.example', '{}', '{}', 'minor', now()
                from generate_series(1, %d) n""".formatted(many));
        play(old.whole("na"), longAgo);
        age();
        var batches = new ArrayList<Integer>();

        var removed = removeAll(batches);

        assertThat(removed).containsEntry("incident_told", many);
        assertThat(removed.get("delivery")).isGreaterThanOrEqualTo(2 * OldRows.MOST);
        assertThat(batches).allMatch(deleted -> deleted <= OldRows.MOST);
        assertThat(database.all("select id from incident")).isEmpty();
    }

    @Test
    void oneInstanceRemovesAtATime() throws SQLException {
        try (var other = connections.getConnection();
                var statement = other.createStatement()) {
            statement.execute("select pg_advisory_lock(%d)".formatted(OldRows.LOCK));
            try {
                assertThat(rows.remove(Kind.DELIVERIES, "", now)).isEmpty();
            } finally {
                statement.execute("select pg_advisory_unlock(%d)".formatted(OldRows.LOCK));
            }
        }
        assertThat(rows.remove(Kind.DELIVERIES, "", now)).isPresent();
    }

    @Test
    void whatSomebodyHasLockedIsLeftForTheNextRound() throws SQLException {
        subscriber();
        play(old.whole("na"), longAgo);
        age();
        try (var other = connections.getConnection();
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("select id from delivery where kind = 'opening' for update");

            assertThat(removeAll()).containsEntry("delivery", 1).doesNotContainKey("incident");

            other.rollback();
        }
        assertThat(removeAll()).containsEntry("delivery", 1).containsEntry("incident", 1);
    }

    private void bounce(String subscriber, boolean published) {
        database.execute("""
                insert into bounce (delivery, subscription, at, reason, published)
                select id, subscription, now(), 'the mail bounced: 5.2.2', %s from delivery
                where subscription = '%s' and kind = 'closing'""".formatted(published, subscriber));
    }

    private void window(String id, String state, Instant startsAt, Instant endsAt) {
        database.execute("""
                insert into maintenance_window (id, number, state, starts_at, content)
                values ('%1$s', 1, '%2$s', '%3$s', jsonb_build_object('endsAt', '%4$s'))""".formatted(id, state, startsAt, endsAt));
    }

    private void windowTold(String window, String subscriber, String stage) {
        database.execute("""
                insert into maintenance_told (window_id, subscription, episode, stage, starts_at, ends_at)
                values ('%s', '%s', 1, '%s', now(), now())""".formatted(window, subscriber, stage));
        database.execute(
                "insert into report (incident, number, content) values ('maintenance/%s', 1, '{}')".formatted(window));
        database.execute("""
                with sent as (
                    insert into delivery (id, subscription, channel, kind, stage, incident, episode, number, state, due_at,
                        queued_at, ended_at)
                    values ('of-%1$s', '%2$s', 'email', 'opening', 'announced', 'maintenance/%1$s', 1, 1, 'delivered',
                        '%3$s', '%3$s', '%3$s')
                    returning id)
                insert into delivery_step (delivery, step, attempt, at, published) select id, 'sent', 1, now(), true from sent""".formatted(window, subscriber, longAgo));
    }
}

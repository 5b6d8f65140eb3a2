package dev.tocsin.notifier.delivery.store;

import static dev.tocsin.contract.Verdict.DEGRADED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.incident.PublicIncidentSnapshot;
import dev.tocsin.notifier.Database;
import dev.tocsin.notifier.NotifierStack;
import dev.tocsin.notifier.StoresAlone;
import dev.tocsin.notifier.Story;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whom an incident concerns when they are many, on a real PostgreSQL: they are decided for slice by slice.
@QuarkusTest
@TestProfile(StoresAlone.class)
@WithTestResource(NotifierStack.class)
final class FanOutSlicesTest {

    private static final int PARTITION = 3;

    @Inject
    Database database;

    @Inject
    FanOut fanOut;

    private final Instant now = Instant.now();
    private final Story story = Story.at(now);

    @BeforeEach
    @AfterEach
    void clear() {
        database.clear();
    }

    /// After a crash behind the first slice, the catch-up decides the others, also when the incident is over.
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void thousandsAreDecidedSliceBySlice(boolean crashes) {
        var subscribers = Portion.MOST + IncidentNoticesRepository.SLICE + 1;
        crowd(subscribers);
        fanOut.handle(story.opened(), PARTITION, now);

        assertThat(slices(story.outageStarted("na-1", "login@na"), "opening", crashes, now))
                .containsExactly(Portion.MOST, subscribers);
        database.execute("update delivery set state = 'delivered', ended_at = now()");
        assertThat(slices(story.updatePosted("We found it."), "update", crashes, now.plusSeconds(60)))
                .containsExactly(Portion.MOST, subscribers);
        database.execute("update delivery set state = 'delivered', ended_at = now()");
        assertThat(slices(story.resolved(), "closing", crashes, now.plusSeconds(120)))
                .containsExactly(Portion.MOST, subscribers);

        fanOut.catchUp(List.of(PARTITION), now);
        assertThat(database.all("select id from delivery where kind = 'closing'"))
                .hasSize(subscribers);
    }

    /// The crowd of one channel does not keep another waiting.
    @Test
    void someOfEachChannelAreDecidedFirst() {
        database.execute("""
                insert into subscription
                    (id, channel, state, address, regions, components, least_severity, created_at, confirmed_at)
                select 's' || n, case when n <= 600 then 'slack' else 'email' end, 'confirmed', 'a' || n, '{}', '{}',
                    'minor', now(), now()
                from generate_series(1, 601) n""");
        fanOut.handle(story.opened(), PARTITION, now);

        var at = now;
        for (var snapshot : List.of(
                story.outageStarted("na-1", "login@na"), story.updatePosted("We found it."), story.resolved())) {
            fanOut.handle(snapshot, PARTITION, at, null);

            assertThat(
                            database.all(
                                    "select channel || ' ' || count(*) from delivery where state = 'due' group by channel order by channel"))
                    .as("%s", snapshot)
                    .containsExactly("email 1", "slack 500");
            fanOut.goOn(List.of(PARTITION), at);
            assertThat(database.all("select id from delivery where state = 'due'"))
                    .hasSize(601);
            database.execute("update delivery set state = 'delivered', ended_at = now()");
            at = at.plusSeconds(60);
        }
    }

    /// A subscriber who joins between two slices gets the opening, about the newest snapshot.
    @Test
    void whatHappensBetweenTwoSlicesIsNotMissed() {
        crowd(Portion.MOST + 1);
        fanOut.handle(story.opened(), PARTITION, now);
        fanOut.handle(story.outageStarted("na-1", "login@na"), PARTITION, now, null);
        var renamed = story.called("Log in fails").impactChanged("na-1", DEGRADED, "login@na");
        fanOut.handle(renamed, PARTITION, now, null);
        var late = database.subscription("minor", List.of(), List.of());

        fanOut.goOn(List.of(PARTITION), now);
        fanOut.catchUp(List.of(PARTITION), now);

        assertThat(count("opening")).isEqualTo(Portion.MOST + 2);
        assertThat(database.deliveries(late, "kind || ' ' || number")).containsExactly("opening 3");
        assertThat(database.all("select id from incident where changed")).isEmpty();
    }

    /// Also after a crash between the two, and where many snapshots of a backlog are handled in one transaction.
    @Test
    void whoIsLeftIsDecidedForBeforeTheEndIsHandled() {
        crowd(Portion.MOST + 10);

        fanOut.handle(story.begin("na").getLast(), PARTITION, now, null);
        fanOut.handle(story.resolved(), PARTITION, now, null);
        fanOut.catchUp(List.of(PARTITION), now);

        assertThat(count("opening")).isEqualTo(Portion.MOST + 10);
        assertThat(count("catch-up")).isEqualTo(Portion.MOST + 10);
    }

    /// After an hour without the service, an opening and its end are no news any more.
    @Test
    void whoIsLeftForAnHourIsNotToldOfWhatIsOver() {
        crowd(Portion.MOST + 10);

        fanOut.handle(story.begin("na").getLast(), PARTITION, now, null);
        fanOut.handle(story.resolved(), PARTITION, now.plus(FanOut.NEWS), null);
        fanOut.catchUp(List.of(PARTITION), now.plus(FanOut.NEWS));

        assertThat(count("opening")).isEqualTo(Portion.MOST);
        assertThat(database.all("select id from incident where undecided")).isEmpty();
    }

    private void crowd(int many) {
        database.execute("""
                insert into subscription
                    (id, channel, state, address, regions, components, least_severity, created_at, confirmed_at)
                select 's' || n, 'email', 'confirmed', 'jo+' || n || '@customer.example', '{}', '{}', 'minor', now(), now()
                from generate_series(1, %d) n""".formatted(many));
    }

    /// @return how many notices there are after the first slice, and at last
    private List<Integer> slices(PublicIncidentSnapshot snapshot, String kind, boolean crashes, Instant at) {
        fanOut.handle(snapshot, PARTITION, at, null);
        var first = count(kind);
        if (crashes) {
            fanOut.catchUp(List.of(PARTITION), at);
        } else {
            fanOut.goOn(List.of(PARTITION), at);
        }
        return List.of(first, count(kind));
    }

    private int count(String kind) {
        return database.all("select id from delivery where kind = '%s'".formatted(kind))
                .size();
    }
}

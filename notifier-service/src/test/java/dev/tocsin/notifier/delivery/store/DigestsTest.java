package dev.tocsin.notifier.delivery.store;

import static dev.tocsin.notifier.database.WordConverter.word;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.delivery.Channel;
import dev.tocsin.notifier.Database;
import dev.tocsin.notifier.NotifierStack;
import dev.tocsin.notifier.StoresAlone;
import dev.tocsin.notifier.Story;
import dev.tocsin.notifier.delivery.Delivery.Delivered;
import dev.tocsin.notifier.delivery.Delivery.Due;
import dev.tocsin.notifier.delivery.Lane;
import dev.tocsin.notifier.delivery.store.DeliveryClaims.Claimed;
import dev.tocsin.notifier.delivery.store.DeliveryClaims.Gathered;
import dev.tocsin.notifier.delivery.store.DeliveryResults.Attempted;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(StoresAlone.class)
@WithTestResource(NotifierStack.class)
final class DigestsTest {

    private static final int PARTITION = 6;

    @Inject
    Database database;

    @Inject
    FanOut fanOut;

    @Inject
    DeliveryClaims claims;

    @Inject
    DeliveryResults results;

    private final Instant now = Instant.now();
    private final Story story = Story.at(now);
    private final Story other = Story.at(now);

    @BeforeEach
    @AfterEach
    void clear() {
        database.clear();
    }

    /// In Berlin clocks go forward at 02:00 on 2027-03-28, and back at 03:00 on 2026-10-25.
    @ParameterizedTest
    @CsvSource(textBlock = """
            hourly, Etc/UTC,          2026-11-29T10:00:00Z, 2026-11-29T11:00:00Z
            hourly, Etc/UTC,          2026-11-29T10:59:59Z, 2026-11-29T11:00:00Z
            hourly, Asia/Kolkata,     2026-11-29T10:05:00Z, 2026-11-29T10:30:00Z
            08:00,  Etc/UTC,          2026-11-29T07:59:59Z, 2026-11-29T08:00:00Z
            08:00,  Etc/UTC,          2026-11-29T08:00:00Z, 2026-11-30T08:00:00Z
            08:00,  America/Chicago,  2026-11-29T03:00:00Z, 2026-11-29T14:00:00Z
            00:00,  Europe/Berlin,    2026-11-29T22:30:00Z, 2026-11-29T23:00:00Z
            02:00,  Europe/Berlin,    2027-03-27T12:00:00Z, 2027-03-28T01:00:00Z
            08:00,  Europe/Berlin,    2026-10-24T12:00:00Z, 2026-10-25T07:00:00Z
            """)
    void aDigestIsDueAtItsHourByTheSubscribersClock(String digest, String zone, Instant moment, Instant due) {
        assertThat(database.all("select cast(extract(epoch from next_digest('%s', '%s', '%s')) as bigint) || ''"
                        .formatted(digest, zone, moment)))
                .containsExactly(Long.toString(due.getEpochSecond()));
    }

    @Test
    void noticesWaitForTheirDigestAndAreOneThen() {
        var subscriber = subscriber();
        var atOnce = database.subscription("minor", List.of(), List.of());

        story.begin("na").forEach(event -> fanOut.handle(event, PARTITION, now));
        other.begin("eu").forEach(event -> fanOut.handle(event, PARTITION, now));
        fanOut.handle(story.updatePosted("We found it."), PARTITION, now.plusSeconds(60));
        assertThat(claim()).extracting(claimed -> claimed.to().id()).containsOnly(atOnce);
        assertThat(database.deliveries(subscriber, "kind")).containsExactly("opening", "opening", "update");

        itIsTime();
        var digest = claim();
        assertThat(digest).singleElement().satisfies(claimed -> {
            assertThat(claimed.to().id()).isEqualTo(subscriber);
            assertThat(gathered(claimed)).containsExactly("opening 2", "opening 2", "update 3");
        });
        assertThat(claim()).isEmpty();
        assertThat(database.deliveries(subscriber, "state")).containsExactly("due", "covered", "covered");

        settleAll(digest);
        assertThat(database.deliveries(subscriber, "state")).containsExactly("delivered", "covered", "covered");
        assertThat(claim()).isEmpty();
    }

    @Test
    void whatBeganAndEndedIsOneCatchUp() {
        var subscriber = subscriber();
        story.whole("na").forEach(event -> fanOut.handle(event, PARTITION, now));

        itIsTime();

        assertThat(claim())
                .singleElement()
                .satisfies(claimed -> assertThat(gathered(claimed)).containsExactly("opening 2", "catch-up 5"));
        assertThat(database.deliveries(subscriber, "kind || ' ' || state"))
                .containsExactly("opening covered", "catch-up due");
    }

    @Test
    void aDigestThatFailsIsTriedAgainWithTheSameNotices() {
        subscriber();
        story.begin("na").forEach(event -> fanOut.handle(event, PARTITION, now));
        other.begin("eu").forEach(event -> fanOut.handle(event, PARTITION, now));
        itIsTime();
        var attempt = claim().getFirst().due();

        var again = new Due(attempt.id(), attempt.attempt(), attempt.rung(), now.minusSeconds(1));
        results.settle(List.of(new Attempted(attempt, again, "421", now)));
        var retried = claims.claim(Channel.EMAIL, Lane.SLOW, 10, Duration.ofSeconds(20));

        assertThat(retried).singleElement().satisfies(claimed -> {
            assertThat(claimed.due().id()).isEqualTo(attempt.id());
            assertThat(gathered(claimed)).containsExactly("opening 2", "opening 2");
        });
    }

    /// What is over meanwhile is told by the catch-up, with all that the failed digest had.
    @Test
    void whatAFailedDigestHadIsNotLostWhenItsFirstIncidentEnds() {
        var subscriber = subscriber();
        story.begin("na").forEach(event -> fanOut.handle(event, PARTITION, now));
        other.begin("eu").forEach(event -> fanOut.handle(event, PARTITION, now));
        itIsTime();
        var attempt = claim().getFirst().due();
        var later = new Due(attempt.id(), attempt.attempt(), attempt.rung(), now.plusSeconds(300));
        results.settle(List.of(new Attempted(attempt, later, "421", now)));

        fanOut.handle(story.outageEnded("na-1", "na"), PARTITION, now);
        fanOut.handle(story.resolved(), PARTITION, now);
        itIsTime();

        assertThat(claim())
                .singleElement()
                .satisfies(claimed ->
                        assertThat(gathered(claimed)).containsExactly("opening 2", "opening 2", "catch-up 4"));
        assertThat(database.deliveries(subscriber, "kind || ' ' || state"))
                .containsExactly("opening covered", "opening covered", "catch-up due");
    }

    @Test
    void anotherChannelHasNoDigest() {
        var subscriber = subscriber();
        database.execute("update subscription set channel = 'slack'");

        story.begin("na").forEach(event -> fanOut.handle(event, PARTITION, now));

        assertThat(database.deliveries(subscriber, "digest || ' ' || (due_at <= now())"))
                .containsExactly("false true");
    }

    private String subscriber() {
        var subscriber = database.subscription("minor", List.of(), List.of());
        database.execute("update subscription set digest = 'hourly' where id = '%s'".formatted(subscriber));
        return subscriber;
    }

    private void itIsTime() {
        database.execute("update delivery set due_at = now() where digest and state = 'due'");
    }

    private List<Claimed> claim() {
        return claims.claim(Channel.EMAIL, Lane.NORMAL, 16, Duration.ofSeconds(20));
    }

    private static List<String> gathered(Claimed claimed) {
        return requireNonNull(claimed.digest()).stream().map(DigestsTest::brief).toList();
    }

    private static String brief(Gathered gathered) {
        return "%s %d".formatted(word(gathered.kind()), gathered.report().number());
    }

    private void settleAll(List<Claimed> claimed) {
        results.settle(claimed.stream()
                .map(each -> new Attempted(each.due(), new Delivered(each.due().id(), 1, now, "250"), null, now))
                .toList());
    }
}

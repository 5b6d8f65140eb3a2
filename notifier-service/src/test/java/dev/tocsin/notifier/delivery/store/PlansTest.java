package dev.tocsin.notifier.delivery.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Severity;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.delivery.Channel;
import dev.tocsin.notifier.Database;
import dev.tocsin.notifier.MailClaims;
import dev.tocsin.notifier.NotifierStack;
import dev.tocsin.notifier.StoresAlone;
import dev.tocsin.notifier.Story;
import dev.tocsin.notifier.TableReads;
import dev.tocsin.notifier.TableReads.Reads;
import dev.tocsin.notifier.delivery.Contact;
import dev.tocsin.notifier.delivery.Delivery.Due;
import dev.tocsin.notifier.delivery.Lane;
import dev.tocsin.notifier.delivery.store.DeliveryClaims.Claimed;
import dev.tocsin.notifier.delivery.store.DeliveryResults.Attempted;
import dev.tocsin.notifier.retention.Batch;
import dev.tocsin.notifier.retention.Kind;
import dev.tocsin.notifier.retention.store.OldRows;
import dev.tocsin.notifier.silence.store.SilencePeriodRepository;
import dev.tocsin.notifier.subscription.store.SubscriptionRepository;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What the hot statements read at 100,000 subscriptions, of which each has a delivery, and 40 incidents that stand,
/// of which each was announced to 1,000: rows that are concerned, found by an index.
@QuarkusTest
@TestProfile(StoresAlone.class)
@WithTestResource(NotifierStack.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PlansTest {

    private static final int PARTITION = 7;
    private static final int INCIDENTS = 40;
    private static final int ANNOUNCED = 1_000;
    private static final int CLAIMED = 128;
    private static final List<String> LARGE = List.of("delivery", "delivery_step", "incident_told", "subscription");

    @Inject
    Receivers receivers;

    @Inject
    Database database;

    @Inject
    TableReads reads;

    @Inject
    FanOut fanOut;

    @Inject
    DeliveryClaims claims;

    @Inject
    DeliveryResults results;

    @Inject
    DeliveryStepRepository steps;

    @Inject
    SubscriptionRepository subscriptions;

    @Inject
    SilencePeriodRepository periods;

    @Inject
    OldRows old;

    private final Instant now = Instant.now();
    private final List<Story> stories =
            IntStream.range(0, INCIDENTS).mapToObj(_ -> Story.at(now)).toList();

    @BeforeAll
    void fill() {
        database.clear();
        database.execute("""
                insert into subscription
                    (id, channel, state, address, regions, components, least_severity, created_at, confirmed_at)
                select 's' || n, 'email', 'confirmed', 'jo+' || n || '@customer.example',
                    array[case when n <= 1000 then 'na' else 'eu' end], '{}', 'minor', now(), now()
                from generate_series(1, 100000) n""");
        database.execute("truncate changed_subscription");
        for (var story : stories) {
            fanOut.handle(story.opened(), PARTITION, now);
            fanOut.handle(story.outageStarted("na-1", "login@na", "api@na"), PARTITION, now);
        }
        database.execute("""
                insert into delivery (id, subscription, channel, kind, incident, episode, number, state, attempt, rung, due_at,
                    queued_at, ended_at)
                select 'before-' || n, 's' || n, 'email', 'closing', 'before', 1, 1, 'delivered', 1, 1, now(), now(), now()
                from generate_series(1, 100000) n""");
        database.execute("""
                insert into delivery_step (delivery, step, attempt, at, published)
                select id, 'sent', 1, now(), true from delivery where state = 'delivered'""");
        LARGE.forEach(table -> database.execute("analyze " + table));
        catchUp(now);
    }

    @AfterAll
    void clear() {
        database.clear();
    }

    @Test
    void aClaimAndItsResultsReadWhatIsClaimed() {
        var read = reads.of(() -> {
            var claimed = claims.claim(Channel.EMAIL, Lane.NORMAL, CLAIMED, Duration.ofSeconds(20));
            assertThat(claimed).hasSize(CLAIMED);
            results.settle(IntStream.range(0, CLAIMED)
                    .mapToObj(n ->
                            n % 2 == 0 ? MailClaims.delivered(claimed.get(n).due(), now) : failed(claimed.get(n)))
                    .toList());
        });

        noScan(read);
        assertThat(of(read, "subscription").rows()).isLessThanOrEqualTo(4L * CLAIMED);
        assertThat(of(read, "delivery").rows())
                .as("at most those of the same subscribers, twice")
                .isLessThanOrEqualTo(2L * CLAIMED * (2 * INCIDENTS + 10));
    }

    @Test
    void whatBecomesOfReceiversReadsTheirs() {
        var read = reads.of(() -> {
            receivers.note(Map.of("s10", Contact.FAILED, "s11", Contact.FAILED));
            receivers.note(Map.of("s10", Contact.ANSWERED, "s11", Contact.ANSWERED));
            results.giveUpForThoseWhoLeft(List.of("s12", "s13"), now);
            subscriptions.leave("s14", "left");
        });

        noScan(read);
        assertThat(of(read, "delivery").rows()).isLessThan(1_000);
    }

    @Test
    void lookingForWorkReadsNothingElse() {
        var read = reads.of(() -> {
            assertThat(claims.isClaimable()).isTrue();
            steps.firstUnpublished();
            steps.isYoungCrowd(CLAIMED, now);
            var next = steps.unpublished(CLAIMED);
            steps.published(next.stream()
                    .map(DeliveryStepRepository.Unpublished::position)
                    .toList());
        });

        noScan(read);
        assertThat(of(read, "delivery_step").rows()).isLessThanOrEqualTo(4L * CLAIMED + 10);
    }

    @Test
    void whereNothingChangedNothingIsReadOfThoseWhomIncidentsWereAnnouncedTo() {
        catchUp(now);

        assertThat(reads.of(() -> catchUp(now.plusSeconds(60))))
                .doesNotContainKeys("delivery", "incident_told", "subscription");
    }

    @Test
    void whoConfirmsIsComparedAloneWithWhatStands() {
        catchUp(now);

        var late = database.subscription("minor", List.of("na"), List.of());
        var read = reads.of(() -> catchUp(now));

        assertThat(database.deliveries(late, "kind")).hasSizeGreaterThanOrEqualTo(INCIDENTS - 1);
        noScan(read);
        assertThat(of(read, "incident_told").rows()).isLessThan(10L * INCIDENTS);
        assertThat(of(read, "subscription").rows()).isLessThan(10L * INCIDENTS);
    }

    @Test
    void anUpdateReadsThoseWhomItsIncidentWasAnnouncedTo() {
        var story = stories.getFirst();
        fanOut.handle(story.called("Log in is slow").up("na-1", "api@na"), PARTITION, now.plusSeconds(1));
        catchUp(now.plusSeconds(2));

        var read = reads.of(() -> catchUp(now.plus(Duration.ofMinutes(31))));

        assertThat(database.all(
                        "select id from delivery where kind = 'update' and incident = '%s'".formatted(story.id())))
                .hasSizeGreaterThanOrEqualTo(ANNOUNCED - 10);
        assertThat(of(read, "delivery").scans()).isZero();
        assertThat(of(read, "delivery").rows()).isLessThanOrEqualTo(2L * ANNOUNCED);
        assertThat(of(read, "incident_told").rows()).isLessThanOrEqualTo(7L * ANNOUNCED);
    }

    @Test
    void silencesHardlyAddToWhatAnUpdateReads() {
        var without = reads.of(() -> worsen(stories.get(2)));
        database.execute("""
                insert into silence (id, regions, components, incidents, subscriptions, reason, owner, created_at, starts_at,
                    ends_at)
                select 'q' || n, '{na}', '{}', '{}', array['s' || n], 'a test', 'jo', now(), now() - interval '1 day', now() + interval '1 day'
                from generate_series(1, 200) n""");
        database.execute(
                "insert into silence_period (silence, starts_at, ends_at) select id, starts_at, ends_at from silence");
        var story = stories.get(1);
        catchUp(now);

        var read = reads.of(() -> worsen(story));
        var ended = reads.of(() -> {
            periods.end(now.plus(Duration.ofDays(2)));
            periods.release();
        });
        database.execute("truncate silence cascade");

        assertThat(database.all(
                        "select id from delivery where kind = 'update' and incident = '%s'".formatted(story.id())))
                .hasSizeBetween(ANNOUNCED - 210, ANNOUNCED - 190);
        assertThat(of(read, "delivery").scans()).isZero();
        assertThat(of(read, "incident_told").rows())
                .isLessThanOrEqualTo(of(without, "incident_told").rows() + ANNOUNCED);
        assertThat(ended).doesNotContainKeys("delivery", "incident_told", "subscription");
    }

    private void worsen(Story story) {
        fanOut.handle(story.of(Severity.CRITICAL).impactChanged("na-1", Verdict.DOWN, "api@na"), PARTITION, now);
        catchUp(now);
    }

    @Test
    void anEndReadsWhatIsAboutItsIncident() {
        var story = stories.getLast();

        var read = reads.of(() -> {
            fanOut.handle(story.outageEnded("na-1", "na"), PARTITION, now);
            fanOut.handle(story.resolved(), PARTITION, now);
        });

        assertThat(of(read, "delivery").scans()).isZero();
        assertThat(of(read, "delivery").rows()).isLessThanOrEqualTo(10L * ANNOUNCED);
        assertThat(of(read, "incident_told").rows()).isLessThanOrEqualTo(10L * ANNOUNCED);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsOldIsFoundWithoutReadingWhatIsNot(Kind kind) {
        var read = reads.of(() -> old.remove(kind, Batch.BEGINNING, now.minus(Duration.ofDays(100))));

        noScan(read);
        read.forEach((table, reads) -> assertThat(reads.rows()).as(table).isLessThanOrEqualTo(4_000));
    }

    private void catchUp(Instant at) {
        fanOut.catchUp(List.of(PARTITION), at);
    }

    private static void noScan(Map<String, Reads> read) {
        assertThat(LARGE)
                .allSatisfy(table -> assertThat(of(read, table).scans())
                        .as("scans of %s", table)
                        .isZero());
    }

    private static Reads of(Map<String, Reads> read, String table) {
        return read.getOrDefault(table, new Reads(0, 0));
    }

    private Attempted failed(Claimed claimed) {
        var attempt = claimed.due();
        var later = new Due(attempt.id(), attempt.attempt(), attempt.rung(), now.plusSeconds(300));
        return new Attempted(attempt, later, "503", now);
    }
}

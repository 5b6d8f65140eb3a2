package dev.tocsin.notifier.delivery.store;

import static org.assertj.core.api.Assertions.assertThat;

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
import dev.tocsin.notifier.subscription.store.SubscriptionRepository;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What the hot statements read when a crowd is due, and the planner's statistics are still of the calm before, when
/// nothing was: no more than what is concerned. Whoever begins with all that is due, because that is nothing by the
/// statistics, reads the crowd.
@QuarkusTest
@TestProfile(StoresAlone.class)
@WithTestResource(NotifierStack.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CalmStatisticsTest {

    private static final int PARTITION = 7;
    private static final int CROWD = 20_000;
    private static final int CLAIMED = 128;
    private static final long FEW = CROWD / 10;

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
    DeliveryRepository deliveries;

    @Inject
    SubscriptionRepository subscriptions;

    private final Instant now = Instant.now();
    private final Story story = Story.at(now);

    @BeforeAll
    void fill() {
        database.clear();
        database.execute("alter table delivery set (autovacuum_enabled = false)");
        database.execute("""
                insert into subscription
                    (id, channel, state, address, regions, components, least_severity, created_at, confirmed_at)
                select 's' || n, 'email', 'confirmed', 'jo+' || n || '@customer.example', '{}', '{}', 'minor', now(), now()
                from generate_series(1, %d) n""".formatted(CROWD));
        database.execute("truncate changed_subscription");
        fanOut.handle(story.opened(), PARTITION, now);
        fanOut.handle(story.outageStarted("na-1", "login@na"), PARTITION, now);
        database.execute("update delivery set state = 'delivered', attempt = 1, ended_at = now()");
        database.execute("analyze delivery");
        fanOut.handle(story.updatePosted("We found it."), PARTITION, now.plusSeconds(60));
    }

    @AfterAll
    void clear() {
        database.execute("alter table delivery reset (autovacuum_enabled)");
        database.clear();
    }

    @Test
    void lookingForWork() {
        readsFew(() -> {
            assertThat(claims.due(EnumSet.allOf(Channel.class)).get(Channel.EMAIL))
                    .contains(Lane.NORMAL);
            assertThat(claims.isClaimable()).isTrue();
        });
    }

    @Test
    void aClaim() {
        readsFew(this::claim);
    }

    @Test
    void whatCameOfAttempts() {
        var claimed = claim();

        readsFew(() -> results.settle(IntStream.range(0, CLAIMED)
                .mapToObj(n -> n % 2 == 0 ? MailClaims.delivered(claimed.get(n).due(), now) : failed(claimed.get(n)))
                .toList()));
    }

    @Test
    void whatIsHandedBack() {
        var claimed = claim().stream().map(Claimed::lease).toList();

        readsFew(() -> results.handBack(claimed, true));
    }

    @Test
    void whatBecomesOfReceivers() {
        readsFew(() -> receivers.note(Map.of("s101", Contact.FAILED, "s102", Contact.SLOW)));
        readsFew(() -> receivers.note(Map.of("s101", Contact.ANSWERED, "s102", Contact.ANSWERED)));
    }

    @Test
    void aReceiverThatIsPausedProbedAndResumed() {
        database.execute(
                "update subscription set failing_since = now(), unreached_since = now() - interval '6 days' where id = 's103'");
        readsFew(() -> assertThat(receivers.note(Map.of("s103", Contact.FAILED)).paused())
                .containsExactly("s103"));
        database.execute("update subscription set probe_at = now() where id = 's103'");

        readsFew(() -> assertThat(receivers.probe()).isEqualTo(1));
        readsFew(() -> assertThat(receivers.failing(null, 10)).isNotEmpty());
        readsFew(() -> assertThat(receivers.resume("s103")).isTrue());
    }

    @Test
    void whoeverLeaves() {
        readsFew(() -> subscriptions.leave("s104", "left"));
        readsFew(() -> results.giveUpForThoseWhoLeft(List.of("s104", "s105"), now));
    }

    @Test
    void aReplay() {
        var given = claim().getFirst().due();
        database.execute(
                "update delivery set state = 'given-up', ended_at = now() where id = '%s'".formatted(given.id()));

        readsFew(() -> assertThat(deliveries.replay(given.id(), now)).isTrue());
    }

    private void readsFew(Runnable work) {
        var read = reads.of(work).getOrDefault("delivery", new Reads(0, 0));

        assertThat(read.scans()).isZero();
        assertThat(read.rows()).isLessThan(FEW);
    }

    private List<Claimed> claim() {
        var claimed = claims.claim(Channel.EMAIL, Lane.NORMAL, CLAIMED, Duration.ofMinutes(20));
        assertThat(claimed).hasSize(CLAIMED);
        return claimed;
    }

    private Attempted failed(Claimed claimed) {
        var attempt = claimed.due();
        var later = new Due(attempt.id(), attempt.attempt(), attempt.rung(), now.plusSeconds(300));
        return new Attempted(attempt, later, "503", now);
    }
}

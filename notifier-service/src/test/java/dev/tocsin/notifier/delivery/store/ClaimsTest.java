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
import dev.tocsin.notifier.delivery.Delivery.GivenUp;
import dev.tocsin.notifier.delivery.Lane;
import dev.tocsin.notifier.delivery.store.DeliveryClaims.Claimed;
import dev.tocsin.notifier.delivery.store.DeliveryResults.Attempted;
import dev.tocsin.notifier.delivery.store.DeliveryStepRepository.Unpublished;
import dev.tocsin.notifier.subscription.store.SubscriptionRepository;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is claimed, and what became of it, many at a time.
@QuarkusTest
@TestProfile(StoresAlone.class)
@WithTestResource(NotifierStack.class)
final class ClaimsTest {

    private static final int PARTITION = 0;
    private static final Duration LEASE = Duration.ofSeconds(20);

    @Inject
    Database database;

    @Inject
    FanOut fanOut;

    @Inject
    DeliveryClaims claims;

    @Inject
    DeliveryResults results;

    @Inject
    DeliveryStepRepository steps;

    @Inject
    Receivers receivers;

    @Inject
    TableReads reads;

    @Inject
    SubscriptionRepository subscriptions;

    private final Instant now = Instant.now();
    private final Story story = Story.at(now);

    @BeforeEach
    @AfterEach
    void clear() {
        database.clear();
    }

    @Test
    void manyAttemptsEndInOneStatementEachInItsOwnWay() {
        subscribe(3);
        open();
        var claimed = claim(Lane.NORMAL, 4);
        assertThat(claimed).hasSize(3);

        var sent = claimed.get(0).due();
        var failed = claimed.get(1).due();
        var later = now.plusSeconds(300);
        results.settle(List.of(
                MailClaims.delivered(sent, now),
                new Attempted(failed, new Due(failed.id(), 1, 1, later), "the endpoint answered 503", now)));

        assertThat(database.all("select concat_ws(' ', state, attempt, reason) from delivery order by state, reason"))
                .containsExactly("delivered 1", "due 1 the endpoint answered 503", "due 1");
        assertThat(
                        database.all(
                                "select concat_ws(' ', step, attempt, next_at is not null, reason) from delivery_step where attempt > 0 order by step"))
                .containsExactly("retrying 1 t the endpoint answered 503", "sent 1 f");
        assertThat(database.all("select id from delivery where leased_until is not null"))
                .containsExactly(claimed.get(2).due().id());
    }

    /// The planner takes a channel that nobody uses for one of which as much is due as of the crowd's.
    @Test
    void whereACrowdIsDueLookingForWorkReadsHardlyAnyOfIt() {
        database.execute("""
                insert into subscription
                    (id, channel, state, address, regions, components, least_severity, created_at, confirmed_at)
                select 's' || n, 'email', 'confirmed', 'jo+' || n || '@customer.example', '{}', '{}', 'minor', now(), now()
                from generate_series(1, 20000) n""");
        open();
        database.execute("analyze delivery");

        var read = reads.of(() -> {
            assertThat(claims.due(EnumSet.allOf(Channel.class)))
                    .containsEntry(Channel.EMAIL, Set.of(Lane.NORMAL))
                    .containsEntry(Channel.WEBHOOK, Set.of());
            assertThat(claims.isClaimable()).isTrue();
        });

        assertThat(read.getOrDefault("delivery", new Reads(0, 0)).scans()).isZero();
        assertThat(read.getOrDefault("delivery", new Reads(0, 0)).rows()).isLessThan(100);
    }

    @Test
    void aCrowdOfStepsIsYoungForAWhile() {
        subscribe(3);
        open();

        assertThat(steps.isYoungCrowd(4, now.minusSeconds(15))).isFalse();
        assertThat(steps.isYoungCrowd(3, now.minusSeconds(15))).isTrue();
        assertThat(steps.isYoungCrowd(3, now.plusSeconds(15))).isFalse();

        steps.published(steps.unpublished(1).stream().map(Unpublished::position).toList());

        assertThat(steps.isYoungCrowd(3, now.minusSeconds(15))).isFalse();
    }

    /// Else it would be sent again and again while results are late.
    @Test
    void whatItsReceiverTookIsDeliveredThoughAnotherAttemptWasBegun() {
        subscribe(1);
        open();
        var first = claim(Lane.NORMAL, 1).getFirst().due();
        database.execute("update delivery set leased_until = now()");
        var second = claim(Lane.NORMAL, 1).getFirst().due();

        results.settle(List.of(MailClaims.delivered(first, now)));
        results.settle(List.of(
                new Attempted(second, new Due(second.id(), 2, 2, now), "503", now), MailClaims.delivered(second, now)));

        assertThat(database.all("select concat_ws(' ', state, attempt) from delivery"))
                .containsExactly("delivered 2");
        assertThat(database.all("select concat_ws(' ', step, attempt) from delivery_step where step <> 'queued'"))
                .containsExactly("sent 1");
        assertThat(claim(Lane.NORMAL, 1)).isEmpty();
    }

    @Test
    void whatWasNotTriedIsClaimedAgainAsIfItHadNotBeen() {
        subscribe(1);
        open();
        var first = claim(Lane.NORMAL, 1).getFirst().lease();

        results.handBack(List.of(first), false);

        assertThat(claim(Lane.NORMAL, 1)).singleElement().satisfies(again -> {
            assertThat(again.due().id()).isEqualTo(first.delivery());
            assertThat(again.due().attempt()).isEqualTo(1);
            assertThat(again.due().rung()).isEqualTo(1);
        });
    }

    /// The answer to a commit was lost, so it is handed back again; meanwhile another instance claimed it.
    @Test
    void whatAnotherClaimedSinceIsNotHandedBack() {
        subscribe(1);
        open();
        var first = claim(Lane.NORMAL, 1).getFirst().lease();
        results.handBack(List.of(first), false);
        assertThat(claim(Lane.NORMAL, 1)).hasSize(1);

        results.handBack(List.of(first), false);

        assertThat(claim(Lane.NORMAL, 1)).isEmpty();
    }

    @Test
    void whatWaitedForAReceiverThatHangsWaitsInTheSlowLane() {
        subscribe(1);
        open();
        var first = claim(Lane.NORMAL, 1).getFirst().lease();

        results.handBack(List.of(first), true);
        assertThat(claim(Lane.SLOW, 1)).isEmpty();
        database.execute("update delivery set due_at = now()");

        assertThat(claim(Lane.NORMAL, 1)).isEmpty();
        assertThat(claim(Lane.SLOW, 1)).hasSize(1);
    }

    @Test
    void whatIsDueToASlowReceiverIsInTheSlowLaneUntilItAnswersAgain() {
        var subscriber = subscribe(1).getFirst();
        receivers.note(Map.of(subscriber, Contact.FAILED));
        open();
        assertThat(claim(Lane.NORMAL, 1)).isEmpty();

        receivers.note(Map.of(subscriber, Contact.ANSWERED));

        assertThat(claim(Lane.SLOW, 1)).isEmpty();
        assertThat(claim(Lane.NORMAL, 1)).hasSize(1);
    }

    /// So that it never waits for whoever waits for it.
    @Test
    void whatSomebodyElseChangesAtThisMomentKeepsItsLane() {
        var subscriber = subscribe(1).getFirst();
        open();

        QuarkusTransaction.requiringNew().run(() -> {
            assertThat(database.all("select id from delivery for update")).hasSize(1);
            CompletableFuture.runAsync(() -> receivers.note(Map.of(subscriber, Contact.FAILED)))
                    .orTimeout(5, TimeUnit.SECONDS)
                    .join();
        });

        assertThat(claim(Lane.NORMAL, 1)).hasSize(1);
    }

    @Test
    void oneLookSaysWhereSomethingIsDue() {
        subscribe(1);
        var channels = List.of(Channel.values());
        assertThat(claims.due(channels).get(Channel.EMAIL)).isEmpty();

        open();
        assertThat(claims.due(channels))
                .containsEntry(Channel.EMAIL, Set.of(Lane.NORMAL))
                .containsEntry(Channel.WEBHOOK, Set.of());

        database.execute("update delivery set slow = true");
        assertThat(claims.due(channels)).containsEntry(Channel.EMAIL, Set.of(Lane.SLOW));
        database.execute("update delivery set due_at = now() + interval '1 hour'");
        assertThat(claims.due(channels).get(Channel.EMAIL)).isEmpty();
    }

    @Test
    void whatFailedIsTriedAgainInTheSlowLane() {
        subscribe(1);
        open();
        var failed = claim(Lane.NORMAL, 1).getFirst().due();

        results.settle(List.of(new Attempted(failed, new Due(failed.id(), 1, 1, now), "503", now)));

        assertThat(claim(Lane.SLOW, 1)).hasSize(1);
    }

    /// Else it would come behind the catch-up.
    @Test
    void whatIsBeingSentAtTheEndIsNotCovered() {
        var subscriber = subscribe(1).getFirst();
        open();
        var refused = claim(Lane.NORMAL, 1).getFirst().due();
        results.settle(List.of(new Attempted(refused, new GivenUp(refused.id(), 1, now, "550"), "550", now)));
        fanOut.handle(story.updatePosted("We are on it."), PARTITION, now.plusSeconds(60));
        var sending = claim(Lane.NORMAL, 1).getFirst().due();

        fanOut.handle(story.resolved(), PARTITION, now.plusSeconds(61));

        assertThat(database.deliveries(subscriber, "concat_ws(' ', kind, state)"))
                .containsExactly("opening given-up", "update due", "catch-up due");
        assertThat(claim(Lane.NORMAL, 1)).isEmpty();
        results.settle(List.of(MailClaims.delivered(sending, now)));
        assertThat(claim(Lane.NORMAL, 1)).hasSize(1);
    }

    @Test
    void whoeverLeavesIsGivenUpAtOnceButNotWhatIsBeingSent() {
        var subscriber = subscribe(1).getFirst();
        open();
        var sending = claim(Lane.NORMAL, 1).getFirst().due();
        fanOut.handle(story.updatePosted("We are on it."), PARTITION, now.plusSeconds(60));

        subscriptions.leave(subscriber, "left");
        assertThat(database.deliveries(subscriber, "concat_ws(' ', kind, state, reason)"))
                .containsExactly("opening due", "update given-up the subscription ended");
        results.settle(List.of(MailClaims.delivered(sending, now)));

        assertThat(database.deliveries(subscriber, "state")).containsExactly("delivered", "given-up");
        assertThat(database.all("select concat_ws(' ', step, reason) from delivery_step where step = 'given-up'"))
                .containsExactly("given-up the subscription ended");
    }

    @Test
    void nobodyWhoLeftWhileANoticeWasTriedIsSentItAgain() {
        var subscriber = subscribe(1).getFirst();
        open();
        var failed = claim(Lane.NORMAL, 1).getFirst().due();
        subscriptions.leave(subscriber, "left");

        results.settle(List.of(new Attempted(failed, new Due(failed.id(), 1, 1, now), "503", now)));

        assertThat(claim(Lane.SLOW, 1)).isEmpty();
        assertThat(database.deliveries(subscriber, "concat_ws(' ', state, reason)"))
                .containsExactly("given-up the subscription ended");
    }

    @Test
    void oneReportThatCannotBeReadHoldsUpNoOther() {
        subscribe(1);
        open();
        database.execute("update report set content = '{\"episode\": \"none\"}'");
        var other = Story.at(now);
        List.of(other.opened(), other.outageStarted("na-1", "login@na"))
                .forEach(event -> fanOut.handle(event, PARTITION, now));

        assertThat(claim(Lane.NORMAL, 8))
                .singleElement()
                .satisfies(claimed -> assertThat(claimed.report().about()).isEqualTo(other.id()));
        assertThat(database.all("select reason from delivery where state = 'given-up'"))
                .containsExactly("the content of the notice cannot be read");
    }

    private List<String> subscribe(int many) {
        return IntStream.range(0, many)
                .mapToObj(_ -> database.subscription("minor", List.of(), List.of()))
                .toList();
    }

    private void open() {
        List.of(story.opened(), story.outageStarted("na-1", "login@na"))
                .forEach(event -> fanOut.handle(event, PARTITION, now));
    }

    private List<Claimed> claim(Lane lane, int most) {
        return claims.claim(Channel.EMAIL, lane, most, LEASE);
    }
}

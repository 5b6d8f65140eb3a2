package dev.tocsin.notifier.delivery.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.delivery.Channel;
import dev.tocsin.notifier.NotifierStack;
import dev.tocsin.notifier.StoresAlone;
import dev.tocsin.notifier.delivery.Delivery.GivenUp;
import dev.tocsin.notifier.delivery.Lane;
import dev.tocsin.notifier.delivery.store.DeliveryResults.Attempted;
import dev.tocsin.notifier.subscription.store.SubscriptionRepository;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What becomes of a notice that was not sent, and of the one that follows it, on a real PostgreSQL.
@QuarkusTest
@TestProfile(StoresAlone.class)
@WithTestResource(NotifierStack.class)
final class UnsentNoticesTest extends FanOutFixture {

    @Inject
    DeliveryClaims claims;

    @Inject
    DeliveryResults results;

    @Inject
    DeliveryRepository deliveries;

    @Inject
    SubscriptionRepository subscriptions;

    @Test
    void anOpeningThatWasNeverSentIsCoveredByOneCatchUp() {
        var subscriber = subscription();

        handle(story.whole("na"));

        assertThat(told(subscriber)).containsExactly("opening 2", "catch-up 5");
        assertThat(states(subscriber)).containsExactly("covered", "due");
        assertThat(mails.claim())
                .singleElement()
                .satisfies(claimed -> assertThat(claimed.report().number()).isEqualTo(5));
        assertThat(coveredBy(subscriber)).containsExactly(deliveries(subscriber).getLast());
    }

    @Test
    void anOpeningThatWasGivenUpIsFollowedByACatchUp() {
        var subscriber = subscription();
        var events = story.whole("na");

        handle(events.subList(0, 2));
        var attempt = mails.claimOne();
        results.settle(List.of(new Attempted(attempt, new GivenUp(attempt.id(), 1, now, "refused"), "refused", now)));
        handle(events);

        assertThat(told(subscriber)).containsExactly("opening 2", "catch-up 5");
        assertThat(states(subscriber)).containsExactly("given-up", "due");
    }

    @Test
    void aClosingWaitsForAnOpeningThatIsBeingSent() {
        var subscriber = subscription();
        var events = story.whole("na");

        handle(events.subList(0, 2));
        var opening = mails.claimOne();
        handle(events);
        assertThat(told(subscriber)).containsExactly("opening 2", "closing 5");
        assertThat(mails.claim()).isEmpty();

        mails.deliver(opening, now);
        assertThat(mails.claim()).hasSize(1);
    }

    @Test
    void anAttemptThatNobodyEndedIsTakenAgainUnderTheSameId() throws InterruptedException {
        subscription();
        handle(story.opened(), story.outageStarted("na-1", "login@na"));

        var first = claims.claim(Channel.EMAIL, Lane.NORMAL, 10, Duration.ofMillis(1))
                .getFirst()
                .due();
        Thread.sleep(5);
        var second = mails.claimOne();

        assertThat(second.id()).isEqualTo(first.id()).doesNotContain(".");
        assertThat(second.attempt()).isEqualTo(2);
        results.settle(List.of(new Attempted(first, new GivenUp(first.id(), 1, now, "late"), "late", now)));
        assertThat(deliveries.lookUp(first.id()).orElseThrow().state()).isEqualTo(DeliveryState.DUE);
    }

    @Test
    void whatWasGivenUpCanBeReplayedUnderTheSameId() {
        subscription();
        handle(story.opened(), story.outageStarted("na-1", "login@na"));
        var attempt = mails.claimOne();
        results.settle(List.of(new Attempted(attempt, new GivenUp(attempt.id(), 1, now, "503"), "503", now)));

        assertThat(deliveries.replay(attempt.id(), now)).isTrue();
        assertThat(deliveries.replay(attempt.id(), now)).isFalse();

        assertThat(mails.claim()).singleElement().satisfies(claimed -> {
            assertThat(claimed.due().id()).isEqualTo(attempt.id());
            assertThat(claimed.due().attempt()).isEqualTo(2);
            assertThat(claimed.due().rung()).isEqualTo(1);
        });
    }

    @Test
    void whoLeftHearsNoMore() {
        var subscriber = subscription();
        var events = story.whole("na");

        handle(events.subList(0, 2));
        subscriptions.leave(subscriber, "left");
        handle(events);

        assertThat(told(subscriber)).containsExactly("opening 2");
        assertThat(states(subscriber)).containsExactly("given-up");
    }

    private List<String> coveredBy(String subscription) {
        return database.all("select covered_by from delivery where subscription = '%s' and covered_by is not null"
                .formatted(subscription));
    }
}

package dev.tocsin.notifier.delivery.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.notifier.NotifierStack;
import dev.tocsin.notifier.StoresAlone;
import dev.tocsin.notifier.delivery.LostNotice;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What was sent before the database was restored from a backup is not sent again.
@QuarkusTest
@TestProfile(StoresAlone.class)
@WithTestResource(NotifierStack.class)
final class FanOutRecoveryTest extends FanOutFixture {

    @Inject
    DeliveryRepository deliveries;

    @Test
    void whatWasSentBeforeTheDatabaseWasRestoredIsNotSentAgain() {
        var subscriber = subscription();
        var events = story.whole("na");
        handleAndSend(events);
        var ended = ended();

        restore(subscriber);
        assertThat(fanOut.recover(ended)).hasSize(2);
        assertThat(fanOut.recover(ended)).isEmpty();
        handle(events);
        fanOut.catchUp(List.of(PARTITION), now.plus(Duration.ofHours(2)));

        assertThat(told(subscriber)).containsExactly("opening 2", "closing 5");
        assertThat(states(subscriber)).containsOnly("delivered");
    }

    @Test
    void whoWasOpenedBeforeTheDatabaseWasRestoredIsClosedOnceAndNotEarly() {
        var subscriber = subscription();
        var events = story.whole("na");
        handleAndSend(events.subList(0, 2));
        var ended = ended();

        restore(subscriber);
        fanOut.recover(ended);
        handleAndSend(events.subList(0, 3));
        fanOut.catchUp(List.of(PARTITION), now.plus(Duration.ofHours(2)));
        assertThat(told(subscriber)).first().isEqualTo("opening 2");
        assertThat(told(subscriber)).noneMatch(notice -> notice.startsWith("closing"));

        handleAndSend(events);
        assertThat(told(subscriber)).last().isEqualTo("closing 5");
        assertThat(told(subscriber))
                .filteredOn(notice -> !notice.startsWith("update"))
                .hasSize(2);
    }

    @Test
    void whatWasDueInTheBackupAndWasSentSinceIsNotSentAgain() {
        var subscriber = subscription();
        handle(story.opened(), story.outageStarted("na-1", "login@na"));
        var head = deliveries
                .lookUp(deliveries(subscriber).getFirst())
                .orElseThrow()
                .delivery();

        fanOut.recover(List.of(new LostNotice(head, 1, now, null, null)));

        assertThat(states(subscriber)).containsExactly("delivered");
        assertThat(mails.claim()).isEmpty();
    }

    private List<LostNotice> ended() {
        return deliveries
                .newestFirst(new DeliveryFilter(DeliveryState.DELIVERED, null, null, null, null), null, 100)
                .reversed()
                .stream()
                .map(view -> new LostNotice(view.delivery(), view.attempt(), now, null, null))
                .toList();
    }

    /// As a backup from before the incident has it.
    private void restore(String subscriber) {
        database.execute("truncate incident, delivery, report cascade");
        assertThat(told(subscriber)).isEmpty();
    }
}

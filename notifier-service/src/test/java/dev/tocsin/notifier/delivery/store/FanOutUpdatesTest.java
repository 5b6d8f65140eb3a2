package dev.tocsin.notifier.delivery.store;

import static dev.tocsin.contract.Verdict.DOWN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Severity;
import dev.tocsin.notifier.NotifierStack;
import dev.tocsin.notifier.StoresAlone;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Which updates a subscriber gets between the opening and the closing, on a real PostgreSQL.
@QuarkusTest
@TestProfile(StoresAlone.class)
@WithTestResource(NotifierStack.class)
final class FanOutUpdatesTest extends FanOutFixture {

    @Test
    void updatesKeepToTheirBudgetUnlessItGetsWorse() {
        var subscriber = subscription();

        handleAndSend(List.of(story.of(Severity.MINOR).opened(), story.outageStarted("na-1", "login@na")));
        handleAndSend(List.of(story.called("Log in and API are down").impactChanged("na-1", DOWN, "api@na")));
        assertThat(told(subscriber)).containsExactly("opening 2");

        handleAndSend(List.of(story.of(Severity.CRITICAL).impactChanged("na-1", DOWN, "search@na")));
        handleAndSend(List.of(story.of(Severity.MAJOR).impactChanged("na-1", DOWN, "search@na")));
        handleAndSend(List.of(story.of(Severity.CRITICAL).impactChanged("na-1", DOWN, "search@na")));
        assertThat(told(subscriber)).containsExactly("opening 2", "update 4");
    }

    @Test
    void whoWantsNoUpdatesHearsWhenItBeginsAndWhenItEnds() {
        var subscriber = subscription();
        database.execute("update subscription set updates = false");

        handleAndSend(List.of(story.of(Severity.MINOR).opened(), story.outageStarted("na-1", "login@na")));
        handleAndSend(List.of(story.of(Severity.CRITICAL).impactChanged("na-1", DOWN, "search@na")));
        fanOut.handle(story.updatePosted("We found it."), PARTITION, now.plusSeconds(60));
        fanOut.catchUp(List.of(PARTITION), now.plus(Duration.ofHours(2)));
        handleAndSend(List.of(story.outageEnded("na-1", "na"), story.resolved()));

        assertThat(told(subscriber)).containsExactly("opening 2", "closing 6");
    }

    @Test
    void whoWantsUpdatesFromNowOnHearsTheNext() {
        var subscriber = subscription();
        database.execute("update subscription set updates = false");
        handleAndSend(List.of(story.opened(), story.outageStarted("na-1", "login@na")));
        fanOut.handle(story.updatePosted("We found it."), PARTITION, now.plusSeconds(60));

        database.execute("update subscription set updates = true");
        fanOut.handle(story.updatePosted("We mended it."), PARTITION, now.plusSeconds(90));

        assertThat(told(subscriber)).containsExactly("opening 2", "update 4");
    }

    @Test
    void aHeldUpdateGoesOutWhenItsBudgetIsThereAgain() {
        var subscriber = subscription();
        handleAndSend(List.of(story.opened(), story.outageStarted("na-1", "login@na")));
        handleAndSend(List.of(story.called("Log in and API are down").impactChanged("na-1", DOWN, "api@na")));

        fanOut.catchUp(List.of(PARTITION), now.plus(Duration.ofMinutes(29)));
        assertThat(told(subscriber)).containsExactly("opening 2");

        fanOut.catchUp(List.of(PARTITION), now.plus(Duration.ofMinutes(30)));
        fanOut.catchUp(List.of(PARTITION), now.plus(Duration.ofMinutes(90)));
        assertThat(told(subscriber)).containsExactly("opening 2", "update 3");
    }

    @Test
    void whatAPersonWritesIsNotHeld() {
        var subscriber = subscription();

        handleAndSend(List.of(story.opened(), story.outageStarted("na-1", "login@na")));
        fanOut.handle(story.updatePosted("We found it."), PARTITION, now.plusSeconds(60));
        fanOut.handle(story.updatePosted("We mended it."), PARTITION, now.plusSeconds(90));

        assertThat(told(subscriber)).containsExactly("opening 2", "update 3", "update 4");
    }

    @Test
    void anIncidentThatAPersonOpensIsToldOnceWithTheFirstUpdate() {
        var subscriber = subscription();
        story.begin("na");

        fanOut.handle(story.updatePosted("We are on it."), PARTITION, now);
        fanOut.catchUp(List.of(PARTITION), now.plus(Duration.ofHours(2)));

        assertThat(told(subscriber)).containsExactly("opening 3");
        assertThat(database.all("select content ->> 'update' from report where number = 3"))
                .containsExactly("We are on it.");
    }

    @Test
    void anEditedOrWithdrawnUpdateIsNotToldAgain() {
        var subscriber = subscription();
        handleAndSend(story.begin("na"));
        fanOut.handle(story.updatePosted("We found ti."), PARTITION, now.plusSeconds(60));

        fanOut.handle(story.updateEdited("We found it."), PARTITION, now.plusSeconds(70));
        fanOut.handle(story.updateWithdrawn(), PARTITION, now.plusSeconds(80));
        fanOut.catchUp(List.of(PARTITION), now.plus(Duration.ofHours(2)));

        assertThat(told(subscriber)).containsExactly("opening 2", "update 3");
    }

    @Test
    void whatAPersonWroteIsToldOnceThoughItsSnapshotIsMissing() {
        var subscriber = subscription();
        handleAndSend(story.begin("na"));
        story.updatePosted("We are on it.");

        fanOut.handle(story.impactChanged("na-1", DOWN, "api@na"), PARTITION, now.plusSeconds(60));
        fanOut.handle(story.impactChanged("na-1", DOWN, "api@na"), PARTITION, now.plusSeconds(90));

        assertThat(told(subscriber)).containsExactly("opening 2", "update 4");
        assertThat(database.all("select content ->> 'update' from report where number = 4"))
                .containsExactly("We are on it.");
    }
}

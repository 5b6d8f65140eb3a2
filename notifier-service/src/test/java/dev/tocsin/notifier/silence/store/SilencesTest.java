package dev.tocsin.notifier.silence.store;

import static dev.tocsin.contract.Verdict.DOWN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Severity;
import dev.tocsin.notifier.NotifierStack;
import dev.tocsin.notifier.StoresAlone;
import dev.tocsin.notifier.Story;
import dev.tocsin.notifier.silence.Silence;
import dev.tocsin.notifier.silence.SilenceRecurrence;
import dev.tocsin.notifier.silence.SilenceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Who is notified when under silences, on a real PostgreSQL.
@QuarkusTest
@TestProfile(StoresAlone.class)
@WithTestResource(NotifierStack.class)
final class SilencesTest extends SilenceFixture {

    @Test
    void whoIsSilencedIsNotifiedOfWhatStillStandsWhenItEnds() {
        var ofNa = subscription(List.of("na"), ALL);
        var ofEu = subscription(List.of("eu"), ALL);
        silence(List.of("na"), ALL, ALL, ALL);

        handle(story.opened(), story.outageStarted("na-1", "login@na"), story.outageStarted("eu-1", "login@eu"));
        catchUp(now);
        assertThat(told(ofNa)).isEmpty();
        assertThat(told(ofEu)).containsExactly("opening 3");

        handle(story.of(Severity.CRITICAL).impactChanged("na-1", DOWN, "api@na"));
        endsPass(later.minusMillis(1));
        assertThat(told(ofNa)).isEmpty();

        endsPass(later);
        endsPass(later.plusSeconds(1));
        assertThat(told(ofNa)).containsExactly("opening 4");
        handle(story.outageEnded("na-1", "na"));
        assertThat(told(ofNa)).hasSize(2);
    }

    @Test
    void nobodyHearsOfWhatIsOverBeforeItsSilence() {
        var subscriber = subscription(ALL, ALL);
        silence(List.of("na"), ALL, ALL, ALL);

        handle(story.whole("na"));
        endsPass(later);

        assertThat(told(subscriber)).isEmpty();
    }

    @Test
    void whatWasAnnouncedIsClosedThoughItIsSilenced() {
        var subscriber = subscription(ALL, ALL);
        handle(story.begin("na"));

        silence(List.of("na"), ALL, ALL, ALL);
        handle(story.of(Severity.CRITICAL).impactChanged("na-1", DOWN, "search@na"));
        handle(story.outageEnded("na-1", "na"), story.resolved());

        assertThat(told(subscriber)).containsExactly("opening 2", "catch-up 5");
    }

    @Test
    void updatesWaitForTheEndOfTheSilenceAndAreOneThen() {
        var subscriber = subscription(ALL, ALL);
        handle(story.of(Severity.MINOR).begin("na"));

        silence(ALL, ALL, List.of(story.id()), ALL);
        handle(story.of(Severity.CRITICAL).impactChanged("na-1", DOWN, "search@na"));
        fanOut.handle(story.updatePosted("We found it."), PARTITION, now.plusSeconds(60));
        catchUp(now.plus(Duration.ofMinutes(40)));
        assertThat(told(subscriber)).containsExactly("opening 2");
        assertThat(database.all("select cast(update_at as text) from incident")).containsOnlyNulls();

        endsPass(later);
        endsPass(later.plus(HOUR));
        assertThat(told(subscriber)).containsExactly("opening 2", "update 4");
    }

    @Test
    void whatAPersonWroteUnderASilenceIsNotLost() {
        var subscriber = subscription(ALL, ALL);
        handle(story.begin("na"));
        silence(ALL, ALL, ALL, List.of(subscriber));

        fanOut.handle(story.updatePosted("We found it."), PARTITION, now.plusSeconds(60));
        assertThat(told(subscriber)).containsExactly("opening 2");

        endsPass(later);
        assertThat(told(subscriber)).containsExactly("opening 2", "update 3");
    }

    @Test
    void aSilencedComponentLeavesTheOthers() {
        var ofAll = subscription(ALL, ALL);
        var ofLogin = subscription(ALL, List.of("login"));
        silence(ALL, List.of("login"), ALL, ALL);

        handle(story.opened(), story.outageStarted("na-1", "login@na"));
        assertThat(told(ofAll)).isEmpty();

        handle(story.impactChanged("na-1", DOWN, "api@na"));
        assertThat(told(ofAll)).containsExactly("opening 3");
        assertThat(told(ofLogin)).isEmpty();
    }

    @Test
    void aSilencedSubscriberIsTheOnlyOneWhoHearsNothing() {
        var silenced = subscription(ALL, ALL);
        var other = subscription(ALL, ALL);
        var elsewhere = Story.at(now);
        silence(List.of("na"), ALL, ALL, List.of(silenced));

        handle(story.begin("na"));
        handle(elsewhere.begin("eu"));

        assertThat(told(silenced)).containsExactly("opening 2");
        assertThat(database.deliveries(silenced, "incident")).containsExactly(elsewhere.id());
        assertThat(told(other)).containsExactly("opening 2", "opening 2");
    }

    @Test
    void whoConfirmsUnderASilenceIsSilencedToo() {
        silence(List.of("na"), ALL, ALL, ALL);
        handle(story.begin("na"));
        catchUp(now);
        var late = subscription(ALL, ALL);

        catchUp(now);
        assertThat(told(late)).isEmpty();

        endsPass(later);
        assertThat(told(late)).containsExactly("opening 2");
    }

    @Test
    void oneThatAnOperatorEndsEndsAtOnce() {
        var subscriber = subscription(ALL, ALL);
        var silence = silence(List.of("na"), ALL, ALL, ALL);
        handle(story.begin("na"));

        assertThat(silences.end(silence.id(), "sam", now.plusSeconds(5)))
                .hasValueSatisfying(ended -> assertThat(ended.endedBy()).isEqualTo("sam"));
        assertThat(silences.end(silence.id(), "kim", now.plusSeconds(9)))
                .hasValueSatisfying(ended -> assertThat(ended.endedBy()).isEqualTo("sam"));
        endsPass(now.plusSeconds(5));

        assertThat(told(subscriber)).containsExactly("opening 2");
        assertThat(database.all("select silence from silence_period")).isEmpty();
    }

    /// Its clock says that the period is not over yet.
    @Test
    void anInstanceWhoseClockIsBehindSilencesNobodyAnyMore() {
        var subscriber = subscription(ALL, ALL);
        silence(List.of("na"), ALL, ALL, ALL);
        handle(story.begin("na"));

        periods.end(later);
        periods.release();
        catchUp(later.minusSeconds(30));

        assertThat(told(subscriber)).containsExactly("opening 2");
    }

    @Test
    void oneThatRepeatsIsInForceAgain() {
        var subscriber = subscription(ALL, ALL);
        var daily = new SilenceRecurrence("FREQ=DAILY", HOUR, ZoneId.of("Etc/UTC"));
        make(new SilenceScope(List.of("na"), ALL, ALL, ALL), now.plus(Duration.ofDays(3)), daily);

        var first = at(now);
        var between = at(now.plus(Duration.ofHours(2)));
        var second = at(now.plus(Duration.ofHours(24)).plusSeconds(1));
        assertThat(told(subscriber)).hasSize(1);
        assertThat(database.deliveries(subscriber, "incident")).containsExactly(between.id());

        endsPass(now.plus(Duration.ofHours(25)));
        assertThat(database.deliveries(subscriber, "incident"))
                .containsExactly(between.id(), second.id())
                .doesNotContain(first.id());
    }

    /// Plays an incident at a time; the first one is over before the silence is.
    private Story at(Instant time) {
        endsPass(time);
        var played = Story.at(time);
        played.begin("na").forEach(event -> fanOut.handle(event, PARTITION, time));
        if (time.isBefore(later)) {
            fanOut.handle(played.outageEnded("na-1", "na"), PARTITION, time);
            fanOut.handle(played.resolved(), PARTITION, time);
        }
        return played;
    }

    private Silence silence(
            List<String> regions, List<String> components, List<String> incidents, List<String> subscriptions) {
        return make(new SilenceScope(regions, components, incidents, subscriptions), later, null);
    }
}

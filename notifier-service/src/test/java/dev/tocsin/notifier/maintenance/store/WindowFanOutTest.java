package dev.tocsin.notifier.maintenance.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.notifier.NotifierStack;
import dev.tocsin.notifier.StoresAlone;
import dev.tocsin.notifier.silence.Silence;
import dev.tocsin.notifier.silence.SilenceScope;
import dev.tocsin.notifier.silence.store.SilenceRepository;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Who is told of planned work, on a real PostgreSQL.
@QuarkusTest
@TestProfile(StoresAlone.class)
@WithTestResource(NotifierStack.class)
final class WindowFanOutTest extends WindowFanOutFixture {

    @Inject
    SilenceRepository silences;

    @Test
    void eachStageIsToldOnceToWhomItTouches() {
        var ofNa = subscription(List.of("na"), List.of());
        var ofLogin = subscription(List.of(), List.of("login"));
        var ofEu = subscription(List.of("eu"), List.of());
        var ofApi = subscription(List.of(), List.of("api"));

        wholeStory();

        assertThat(told(ofNa)).containsExactly("opening announced 1", "update started 2", "closing completed 3");
        assertThat(states(ofNa)).containsOnly("delivered");
        assertThat(told(ofLogin)).isEqualTo(told(ofNa));
        assertThat(told(ofEu)).isEmpty();
        assertThat(told(ofApi)).isEmpty();
    }

    @Test
    void whoWantsNoPlannedWorkHearsNothingOfIt() {
        var subscriber = subscription();
        database.execute("update subscription set maintenance = false");

        wholeStory();

        assertThat(told(subscriber)).isEmpty();
    }

    @Test
    void whoWantsNoPlannedWorkAnyMoreHearsHowItEnds() {
        var subscriber = subscription();
        fanOut.take(work.scheduled(now));
        tell(now);
        database.execute("update subscription set maintenance = false");

        fanOut.take(work.moved(HOUR).scheduled(now));
        tell(now);
        fanOut.take(work.cancelled(now));
        tell(now);

        assertThat(told(subscriber)).containsExactly("opening announced 1", "closing cancelled 2");
    }

    @Test
    void whoIsSilencedIsNotifiedOfPlannedWorkWhenTheSilenceEnds() {
        var ofAll = subscription();
        var ofEu = subscription(List.of("eu"), List.of());
        silence(new SilenceScope(List.of("na"), List.of(), List.of(), List.of()), now.plus(HOUR));

        fanOut.take(work.on("login@na", "login@eu").scheduled(now));
        tell(now);
        assertThat(told(ofEu)).containsExactly("opening announced 1");
        assertThat(told(ofAll)).containsExactly("opening announced 1");

        var ofNa = subscription(List.of("na"), List.of());
        tell(now.plusSeconds(60));
        assertThat(told(ofNa)).isEmpty();

        tell(now.plus(HOUR));
        assertThat(told(ofNa)).containsExactly("opening announced 2");
    }

    @Test
    void plannedWorkThatWasAnnouncedIsMovedAndCompletedThoughItIsSilenced() {
        var subscriber = subscription();
        fanOut.take(work.scheduled(now));
        tell(now);
        silence(new SilenceScope(List.of(), List.of(), List.of(), List.of(subscriber)), now.plus(Duration.ofDays(2)));

        fanOut.take(work.moved(HOUR).scheduled(now));
        tell(now);
        fanOut.take(work.begun(work.startsAt()));
        tell(work.startsAt());
        assertThat(told(subscriber)).containsExactly("opening announced 1", "update changed 2");

        fanOut.take(work.completed(work.endsAt()));
        tell(work.endsAt());
        assertThat(told(subscriber)).containsExactly("opening announced 1", "update changed 2", "closing completed 3");
    }

    @Test
    void whoWantsNoUpdatesHearsWhatChangesTheTimesThatWereTold() {
        var subscriber = subscription();
        database.execute("update subscription set updates = false");
        fanOut.take(work.scheduled(now));
        tell(now);

        fanOut.take(work.moved(HOUR).scheduled(now));
        tell(now);

        assertThat(told(subscriber)).containsExactly("opening announced 1", "update changed 2");
    }

    @Test
    void whoWantsNoUpdatesHearsWhenWorkIsPlannedAndWhenItIsOver() {
        var subscriber = subscription();
        database.execute("update subscription set updates = false");

        wholeStory();

        assertThat(told(subscriber)).containsExactly("opening announced 1", "closing completed 2");
    }

    @Test
    void nobodyIsToldOfWhatIsNotPublic() {
        var ofAll = subscription();
        var ofCache = subscription(List.of(), List.of("cache"));

        work.on("cache@na");
        wholeStory();

        assertThat(told(ofAll)).isEmpty();
        assertThat(told(ofCache)).isEmpty();
    }

    @Test
    void nobodyIsToldWhoDidNotConfirm() {
        var pending = subscription();
        database.execute("update subscription set state = 'pending'");

        wholeStory();

        assertThat(told(pending)).isEmpty();
    }

    @Test
    void whoIsTouchedStillAndWhoIsNoMoreAreToldApart() {
        var ofAll = subscription();
        var ofApi = subscription(List.of(), List.of("api"));
        fanOut.take(work.on("login@na", "api@na").scheduled(now));
        tell(now);

        fanOut.take(work.on("login@na").begun(work.startsAt()));
        tell(work.startsAt());

        assertThat(told(ofAll)).containsExactly("opening announced 1", "update started 2");
        assertThat(told(ofApi)).containsExactly("opening announced 1");
    }

    @Test
    void whoConfirmsLaterHearsAtOnceAndOthersNothingAnew() {
        var early = subscription();
        fanOut.take(work.scheduled(now));
        tell(now);

        var late = subscription();
        tell(now.plusSeconds(1));
        tell(now.plusSeconds(2));

        assertThat(told(early)).containsExactly("opening announced 1");
        assertThat(told(late)).containsExactly("opening announced 2");
    }

    @Test
    void whoConfirmedInBetweenHearsOldTimesOnlyIfTheyWereTold() {
        var early = subscription();
        fanOut.take(work.scheduled(now));
        mails.deliverAll(now);
        tell(now);
        fanOut.take(work.moved(HOUR).scheduled(now));
        var late = subscription();
        tell(now);
        mails.deliverAll(now);

        assertThat(told(early)).containsExactly("opening announced 1", "update changed 2");
        assertThat(told(late)).containsExactly("opening announced 3");
        assertThat(all("select number::text from report where content -> 'before' ->> 'startsAt' is not null"))
                .containsExactly("2");
    }

    @Test
    void whoNarrowedTheSubscriptionIsToldTheEnd() {
        var subscriber = subscription();
        fanOut.take(work.scheduled(now));
        tell(now);
        mails.deliverAll(now);

        database.execute("update subscription set regions = '{eu}'");
        fanOut.take(work.begun(work.startsAt()));
        tell(work.startsAt());
        fanOut.take(work.completed(work.endsAt()));
        tell(work.endsAt());

        assertThat(told(subscriber)).containsExactly("opening announced 1", "closing completed 2");
    }

    @Test
    void whoLeftHearsNoMoreAndTheWindowIsDoneWith() {
        var subscriber = subscription();
        fanOut.take(work.scheduled(now));
        tell(now);
        database.execute("update subscription set state = 'left'");

        fanOut.take(work.cancelled(now));
        tell(now);

        assertThat(told(subscriber)).containsExactly("opening announced 1");
        assertThat(all("select stage from maintenance_told")).containsExactly("cancelled");
    }

    private void wholeStory() {
        fanOut.take(work.scheduled(now));
        tell(now);
        mails.deliverAll(now);
        fanOut.take(work.begun(work.startsAt()));
        tell(work.startsAt());
        mails.deliverAll(now);
        fanOut.take(work.completed(work.endsAt()));
        tell(work.endsAt());
        mails.deliverAll(now);
    }

    private void silence(SilenceScope scope, Instant endsAt) {
        silences.make(new Silence("silence-" + work.id(), scope, "a test", "jo", now, now, endsAt, null, null));
    }

    private List<String> all(String query) {
        return database.all(query);
    }
}

package dev.tocsin.notifier.maintenance.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.delivery.NoticeKind;
import dev.tocsin.notifier.Database;
import dev.tocsin.notifier.MailClaims;
import dev.tocsin.notifier.NotifierStack;
import dev.tocsin.notifier.StoresAlone;
import dev.tocsin.notifier.maintenance.Work;
import dev.tocsin.notifier.message.MaintenanceReport;
import dev.tocsin.notifier.silence.Silence;
import dev.tocsin.notifier.silence.SilenceScope;
import dev.tocsin.notifier.silence.store.SilenceRepository;
import dev.tocsin.notifier.subscription.KnownCatalog;
import dev.tocsin.notifier.subscription.KnownCatalog.Named;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Who is told of planned work, on a real PostgreSQL.
@QuarkusTest
@TestProfile(StoresAlone.class)
@WithTestResource(NotifierStack.class)
final class WindowFanOutTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final KnownCatalog CATALOG = new KnownCatalog(
            "Harbour CRM",
            ZoneId.of("Etc/UTC"),
            List.of(new Named("na", "North America"), new Named("eu", "Europe")),
            List.of(new Named("login", "Log in"), new Named("api", "API")));

    @Inject
    Database database;

    @Inject
    WindowFanOut fanOut;

    @Inject
    MailClaims mails;

    @Inject
    SilenceRepository silences;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final Work work = Work.from(now.plus(Duration.ofHours(10)), HOUR);

    @BeforeEach
    @AfterEach
    void clear() {
        database.clear();
    }

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
    void aNoticeNamesPublicCellsOnly() {
        subscription();

        fanOut.take(work.scheduled(now));
        tell(now);

        assertThat(mails.claim()).singleElement().satisfies(claimed -> {
            var report = (MaintenanceReport) claimed.report();
            assertThat(report.cells()).extracting(Object::toString).containsExactly("login@na");
            assertThat(report.allCells()).isEqualTo(1);
            assertThat(claimed.subject()).isEqualTo("Weekly patching");
        });
    }

    @Test
    void whatIsReadAgainOrLateTellsNothing() {
        var subscriber = subscription();
        var first = work.scheduled(now);
        var second = work.moved(HOUR).scheduled(now);

        fanOut.take(first);
        tell(now);
        fanOut.take(second);
        tell(now);
        fanOut.take(first);
        tell(now);
        fanOut.take(second);
        tell(now);

        assertThat(told(subscriber)).containsExactly("opening announced 1", "update changed 2");
    }

    @Test
    void eachChangeIsANoticeOfItsOwn() {
        var subscriber = subscription();

        fanOut.take(work.scheduled(now));
        tell(now);
        fanOut.take(work.moved(HOUR).scheduled(now));
        tell(now);
        fanOut.take(work.moved(HOUR).scheduled(now));
        tell(now);

        assertThat(told(subscriber)).containsExactly("opening announced 1", "update changed 2", "update changed 3");
        assertThat(of(subscriber, "id")).doesNotHaveDuplicates();
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

    /// What is over is not told as upcoming by a delivery that waited on its ladder.
    @Test
    void aNoticeThatCouldNotBeDeliveredIsCoveredByTheNext() {
        var subscriber = subscription();
        fanOut.take(work.scheduled(now));
        tell(now);
        fanOut.take(work.begun(work.startsAt()));
        tell(work.startsAt());

        assertThat(mails.claim()).singleElement().satisfies(claimed -> {
            assertThat(claimed.kind()).isEqualTo(NoticeKind.UPDATE);
            assertThat(((MaintenanceReport) claimed.report()).stage().name()).isEqualTo("STARTED");
        });
        assertThat(states(subscriber)).containsExactly("covered", "due");
    }

    @Test
    void whatIsBeingSentIsNotCoveredAndTheNextWaitsForIt() {
        var subscriber = subscription();
        fanOut.take(work.scheduled(now));
        tell(now);
        var sending = mails.claim().getFirst();

        fanOut.take(work.begun(work.startsAt()));
        tell(work.startsAt());
        assertThat(mails.claim()).isEmpty();
        mails.deliver(sending.due(), now);

        assertThat(mails.claim())
                .singleElement()
                .satisfies(
                        next -> assertThat(next.first()).isEqualTo(sending.due().id()));
        assertThat(states(subscriber)).containsExactly("delivered", "due");
    }

    @Test
    void cancelledWorkThatIsPlannedAgainIsAnnouncedAgainUnderAnotherId() {
        var subscriber = subscription();
        fanOut.take(work.scheduled(now));
        tell(now);
        fanOut.take(work.cancelled(now));
        tell(now);
        fanOut.take(work.scheduled(now));
        tell(now);

        assertThat(told(subscriber))
                .containsExactly("opening announced 1", "closing cancelled 2", "opening announced 3");
        assertThat(of(subscriber, "id")).doesNotHaveDuplicates();
    }

    @Test
    void eachOccurrenceIsAnnouncedForItself() {
        var subscriber = subscription();
        var next = Work.from(work.startsAt().plus(Duration.ofDays(1)), HOUR);

        fanOut.take(work.scheduled(now));
        fanOut.take(next.scheduled(now));
        tell(now);

        assertThat(of(subscriber, "incident"))
                .containsExactlyInAnyOrder("maintenance/" + work.id(), "maintenance/" + next.id());
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

    /// Looks twice: what was told is not told again.
    private void tell(Instant at) {
        fanOut.tell(CATALOG, at);
        fanOut.tell(CATALOG, at);
    }

    private String subscription() {
        return subscription(List.of(), List.of());
    }

    /// Planned work is told whatever the least severity.
    private String subscription(List<String> regions, List<String> components) {
        return database.subscription("critical", regions, components);
    }

    private List<String> told(String subscription) {
        return of(subscription, "concat_ws(' ', kind, stage, number)");
    }

    private List<String> states(String subscription) {
        return of(subscription, "state");
    }

    private List<String> all(String query) {
        return database.all(query);
    }

    private List<String> of(String subscription, String what) {
        return database.deliveries(subscription, what);
    }
}

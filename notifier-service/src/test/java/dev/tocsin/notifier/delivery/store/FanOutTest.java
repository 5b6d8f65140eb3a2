package dev.tocsin.notifier.delivery.store;

import static dev.tocsin.contract.Verdict.DOWN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Severity;
import dev.tocsin.contract.delivery.Channel;
import dev.tocsin.contract.incident.PublicIncidentSnapshot;
import dev.tocsin.notifier.Database;
import dev.tocsin.notifier.MailClaims;
import dev.tocsin.notifier.NotifierStack;
import dev.tocsin.notifier.StoresAlone;
import dev.tocsin.notifier.Story;
import dev.tocsin.notifier.delivery.Delivery.GivenUp;
import dev.tocsin.notifier.delivery.Lane;
import dev.tocsin.notifier.delivery.LostNotice;
import dev.tocsin.notifier.delivery.store.DeliveryResults.Attempted;
import dev.tocsin.notifier.subscription.store.SubscriptionRepository;
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

/// Who is told when, on a real PostgreSQL.
@QuarkusTest
@TestProfile(StoresAlone.class)
@WithTestResource(NotifierStack.class)
final class FanOutTest {

    private static final int PARTITION = 3;

    @Inject
    Database database;

    @Inject
    FanOut fanOut;

    @Inject
    MailClaims mails;

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

    @BeforeEach
    @AfterEach
    void clear() {
        database.clear();
    }

    @Test
    void oneOpeningAndOneClosingForWhomItTouches() {
        var ofNa = subscription("minor", List.of("na"), List.of());
        var ofLogin = subscription("minor", List.of(), List.of("login"));
        var ofEu = subscription("minor", List.of("eu"), List.of());
        var ofSearch = subscription("minor", List.of(), List.of("search"));

        handleAndSend(story.whole("na"));

        assertThat(told(ofNa)).containsExactly("opening 2", "closing 5");
        assertThat(told(ofLogin)).containsExactly("opening 2", "closing 5");
        assertThat(told(ofEu)).isEmpty();
        assertThat(told(ofSearch)).isEmpty();
    }

    @Test
    void whatIsReadAgainTellsNothing() {
        var subscriber = subscription();
        var events = story.whole("na");

        handleAndSend(events);
        handle(events);
        handle(events.reversed());

        assertThat(told(subscriber)).containsExactly("opening 2", "closing 5");
    }

    @Test
    void nobodyIsToldBelowTheirSeverityOrOfWhatIsInternal() {
        var ofCritical = subscription("critical", List.of(), List.of());
        var ofMinor = subscription("minor", List.of(), List.of());

        handle(story.of(Severity.INTERNAL).opened(), story.outageStarted("na-1", "login@na"));
        assertThat(told(ofMinor)).isEmpty();

        handle(story.of(Severity.MAJOR).impactChanged("na-1", DOWN, "api@na"));
        assertThat(told(ofMinor)).containsExactly("opening 3");
        assertThat(told(ofCritical)).isEmpty();

        handle(story.of(Severity.CRITICAL).impactChanged("na-1", DOWN, "search@na"));
        assertThat(told(ofCritical)).containsExactly("opening 4");
    }

    @Test
    void aComponentThatIsNotPublicTouchesNobody() {
        var ofCache = subscription("minor", List.of(), List.of("cache"));
        var ofAll = subscription();

        handle(story.opened(), story.outageStarted("na-1", "cache@na"));

        assertThat(told(ofCache)).isEmpty();
        assertThat(told(ofAll)).isEmpty();
    }

    @Test
    void aFlickerOfUpClosesNothing() {
        var subscriber = subscription();

        handleAndSend(List.of(story.opened(), story.outageStarted("na-1", "login@na"), story.up("na-1", "login@na")));
        assertThat(told(subscriber)).containsExactly("opening 2");

        handleAndSend(List.of(story.impactChanged("na-1", DOWN, "login@na")));
        assertThat(told(subscriber)).containsExactly("opening 2");
    }

    @Test
    void whoIsTouchedNoMoreIsClosedThoughItGoesOnElsewhere() {
        var ofNa = subscription("minor", List.of("na"), List.of());
        var ofEu = subscription("minor", List.of("eu"), List.of());

        handleAndSend(List.of(
                story.opened(),
                story.outageStarted("na-1", "login@na"),
                story.outageStarted("eu-1", "login@eu"),
                story.outageEnded("na-1", "na")));
        assertThat(told(ofNa)).containsExactly("opening 2", "closing 4");
        assertThat(told(ofEu)).containsExactly("opening 3");

        handleAndSend(List.of(story.outageEnded("eu-1", "eu"), story.resolved()));
        assertThat(told(ofEu)).containsExactly("opening 3", "closing 6");
    }

    @Test
    void theLastOutagesEndClosesEvenIfNoResolutionFollows() {
        var subscriber = subscription();

        handleAndSend(
                List.of(story.opened(), story.outageStarted("na-1", "login@na"), story.outageEnded("na-1", "na")));
        assertThat(told(subscriber)).containsExactly("opening 2");

        fanOut.catchUp(List.of(PARTITION), now);
        assertThat(told(subscriber)).containsExactly("opening 2", "closing 3");
    }

    @Test
    void whoseCellsLeaveTheOutageIsClosed() {
        var subscriber = subscription("minor", List.of(), List.of("login"));

        handleAndSend(List.of(
                story.opened(), story.outageStarted("na-1", "login@na", "api@na"), story.left("na-1", "login@na")));

        assertThat(told(subscriber)).containsExactly("opening 2", "closing 3");
    }

    @Test
    void aReopenedIncidentOpensAndClosesAgain() {
        var subscriber = subscription();

        handleAndSend(story.whole("na"));
        handleAndSend(List.of(
                story.reopened(),
                story.outageStarted("na-2", "login@na"),
                story.outageEnded("na-2", "na"),
                story.resolved()));

        assertThat(told(subscriber)).containsExactly("opening 2", "closing 5", "opening 7", "closing 9");
    }

    @Test
    void whoConfirmsInMidIncidentIsOpenedAtOnce() {
        handle(story.opened(), story.outageStarted("na-1", "login@na"), story.updatePosted("We are on it."));
        var late = subscription();

        fanOut.catchUp(List.of(PARTITION), now);
        fanOut.catchUp(List.of(PARTITION), now);

        assertThat(told(late)).containsExactly("opening 3");
    }

    @Test
    void anOldEventOpensOnlyWhatStillStands() {
        var subscriber = subscription();
        var old = Story.at(now.minus(Duration.ofHours(2)));
        var standing = Story.at(now.minus(Duration.ofHours(2)));

        handleAndSend(old.whole("na"));
        handle(standing.opened(), standing.outageStarted("na-1", "login@na"));
        assertThat(told(subscriber)).isEmpty();

        fanOut.catchUp(List.of(PARTITION), now);
        assertThat(told(subscriber)).containsExactly("opening 2");
    }

    @Test
    void anotherInstancesPartitionsAreNotCaughtUp() {
        handle(story.opened(), story.outageStarted("na-1", "login@na"));
        var late = subscription();

        fanOut.catchUp(List.of(PARTITION + 1), now);

        assertThat(told(late)).isEmpty();
    }

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

    @Test
    void anEndThatWasMissedIsToldBeforeTheNextEpisodeOpens() {
        var subscriber = subscription();
        handleAndSend(story.begin("na"));
        story.outageEnded("na-1", "na");
        story.resolved();
        story.reopened();

        handleAndSend(List.of(story.outageStarted("na-2", "login@na")));
        handleAndSend(List.of(story.outageEnded("na-2", "na"), story.resolved()));

        assertThat(told(subscriber)).containsExactly("opening 2", "closing 6", "opening 6", "closing 8");
    }

    @Test
    void whatIsWithdrawnIsClosed() {
        var subscriber = subscription();

        handleAndSend(story.begin("na"));
        handleAndSend(List.of(story.withdrawn(), story.resolved()));

        assertThat(told(subscriber)).containsExactly("opening 2", "closing 3");
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

    /// What the topic that was read before had of internal components, too.
    @Test
    void whatTheSnapshotDoesNotListIsForgotten() {
        handle(story.begin("na"));
        database.execute("""
                insert into incident_cell (incident, outage, component, region, public, bad, verdict)
                values ('%s', 'na-1', 'cache', 'na', false, true, 'DOWN')""".formatted(story.id()));

        handle(story.left("na-1", "api@na"));

        assertThat(database.all("select component from incident_cell")).containsExactly("login");
    }

    @Test
    void aListThatIsCutShortClosesNobody() {
        var subscriber = subscription("minor", List.of(), List.of("api"));
        handleAndSend(story.begin("na"));
        var next = story.left("na-1", "api@na");

        handleAndSend(List.of(new PublicIncidentSnapshot(
                next.incident(),
                next.time(),
                next.startedAt(),
                next.resolvedAt(),
                next.withdrawn(),
                next.outages(),
                20_000,
                next.cause(),
                next.updates(),
                next.page())));

        assertThat(told(subscriber)).containsExactly("opening 2");
    }

    private void handle(PublicIncidentSnapshot... events) {
        handle(List.of(events));
    }

    private void handle(List<PublicIncidentSnapshot> events) {
        events.forEach(event -> fanOut.handle(event, PARTITION, now));
    }

    private void handleAndSend(List<PublicIncidentSnapshot> events) {
        for (var event : events) {
            handle(event);
            sendAll();
        }
    }

    private void sendAll() {
        mails.deliverAll(now);
    }

    private String subscription() {
        return subscription("minor", List.of(), List.of());
    }

    private String subscription(String leastSeverity, List<String> regions, List<String> components) {
        return database.subscription(leastSeverity, regions, components);
    }

    private List<String> told(String subscription) {
        return of(subscription, "kind || ' ' || number");
    }

    private List<String> states(String subscription) {
        return of(subscription, "state");
    }

    private List<String> deliveries(String subscription) {
        return of(subscription, "id");
    }

    private List<String> coveredBy(String subscription) {
        return database.all("select covered_by from delivery where subscription = '%s' and covered_by is not null"
                .formatted(subscription));
    }

    private List<String> of(String subscription, String what) {
        return database.deliveries(subscription, what);
    }
}

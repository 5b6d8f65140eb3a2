package dev.tocsin.notifier.delivery.store;

import static dev.tocsin.contract.Verdict.DOWN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Severity;
import dev.tocsin.contract.incident.PublicIncidentSnapshot;
import dev.tocsin.notifier.NotifierStack;
import dev.tocsin.notifier.StoresAlone;
import dev.tocsin.notifier.Story;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Who is told when, on a real PostgreSQL.
@QuarkusTest
@TestProfile(StoresAlone.class)
@WithTestResource(NotifierStack.class)
final class FanOutTest extends FanOutFixture {

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
    void theReasonIsKeptWithEachNotice() {
        var ofNa = subscription("minor", List.of("na"), List.of());
        var ofAll = subscription();

        handleAndSend(List.of(
                story.of(Severity.MINOR).opened(),
                story.outageStarted("na-1", "login@na"),
                story.outageStarted("eu-1", "login@eu"),
                story.outageEnded("na-1", "na")));
        handleAndSend(List.of(story.of(Severity.CRITICAL).impactChanged("eu-1", DOWN, "api@eu")));
        fanOut.handle(story.updatePosted("We found it."), PARTITION, now.plusSeconds(60));
        fanOut.handle(story.called("API is down").impactChanged("eu-1", DOWN, "api@eu"), PARTITION, now);
        fanOut.catchUp(List.of(PARTITION), now.plus(Duration.ofHours(1)));
        handleAndSend(List.of(story.outageEnded("eu-1", "eu"), story.resolved()));

        assertThat(reasons(ofNa)).containsExactly("opening outage", "closing recovery");
        assertThat(reasons(ofAll))
                .containsExactly(
                        "opening outage", "update worse", "update post", "update change", "closing resolution");
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
}

package dev.tocsin.notifier.maintenance;

import static dev.tocsin.contract.delivery.MaintenanceStage.ANNOUNCED;
import static dev.tocsin.contract.delivery.MaintenanceStage.CANCELLED;
import static dev.tocsin.contract.delivery.MaintenanceStage.CHANGED;
import static dev.tocsin.contract.delivery.MaintenanceStage.COMPLETED;
import static dev.tocsin.contract.delivery.MaintenanceStage.REMINDED;
import static dev.tocsin.contract.delivery.MaintenanceStage.STARTED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.delivery.MaintenanceStage;
import dev.tocsin.contract.delivery.NoticeKind;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowUpdated;
import dev.tocsin.notifier.message.MaintenanceReport.WindowTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What one subscriber hears of one window.
final class NextNoticeTest {

    private static final Instant SUNDAY = Instant.parse("2026-11-29T02:00:00Z");
    private static final Duration TWO_HOURS = Duration.ofHours(2);

    private final Work work = Work.from(SUNDAY, TWO_HOURS);
    private final List<MaintenanceStage> heard = new ArrayList<>();
    private @Nullable LastNotice told;
    private boolean touched = true;

    @Test
    void aWindowIsToldAtItsFourMoments() {
        var scheduled = work.scheduled(before(200));
        look(scheduled, before(73));
        look(scheduled, before(72));
        look(scheduled, before(48));
        look(scheduled, before(24));
        look(scheduled, before(1));
        look(work.begun(SUNDAY), SUNDAY);
        look(work.completed(SUNDAY.plus(TWO_HOURS)), SUNDAY.plus(TWO_HOURS));

        assertThat(heard).containsExactly(ANNOUNCED, REMINDED, STARTED, COMPLETED);
    }

    @Test
    void itIsToldToTheMillisecond() {
        var scheduled = work.scheduled(before(200));

        look(scheduled, before(72).minusMillis(1));
        assertThat(heard).isEmpty();
        look(scheduled, before(72));
        look(scheduled, before(24).minusMillis(1));
        assertThat(heard).containsExactly(ANNOUNCED);
        look(scheduled, before(24));

        assertThat(heard).containsExactly(ANNOUNCED, REMINDED);
    }

    @Test
    void whatIsPlannedAtShortNoticeIsAnnouncedOnceAtOnce() {
        var scheduled = work.scheduled(before(10));

        look(scheduled, before(10));
        look(scheduled, before(9));

        assertThat(heard).containsExactly(ANNOUNCED);
    }

    @Test
    void whatIsMovedAfterItWasAnnouncedIsToldOnceWithOldAndNewTimes() {
        look(work.scheduled(before(200)), before(48));

        var moved = work.moved(Duration.ofDays(3)).scheduled(before(47));
        var telling = look(moved, before(47)).orElseThrow();
        look(moved, before(46));
        look(moved, before(-48));
        look(work.begun(work.startsAt()), work.startsAt());

        assertThat(telling.before()).isEqualTo(new WindowTimes(SUNDAY, SUNDAY.plus(TWO_HOURS)));
        assertThat(telling.then().startsAt()).isEqualTo(SUNDAY.plus(Duration.ofDays(3)));
        assertThat(heard).containsExactly(ANNOUNCED, CHANGED, REMINDED, STARTED);
    }

    @Test
    void aMoveWithinTheLastDayStandsForTheReminder() {
        look(work.scheduled(before(200)), before(48));

        var moved = work.moved(Duration.ofHours(-30)).scheduled(before(47));
        look(moved, before(47));
        look(moved, before(40));

        assertThat(heard).containsExactly(ANNOUNCED, CHANGED);
    }

    @Test
    void whatIsProlongedWhileItGoesOnIsToldAndItsEndOnce() {
        look(work.scheduled(before(200)), before(2));
        look(work.begun(SUNDAY), SUNDAY);

        var prolonged = work.prolonged(TWO_HOURS).begun(SUNDAY.plusSeconds(60));
        var telling = look(prolonged, SUNDAY.plusSeconds(60)).orElseThrow();
        look(prolonged, SUNDAY.plusSeconds(61));
        look(work.completed(work.endsAt()), work.endsAt());
        look(work.completed(work.endsAt()), work.endsAt().plusSeconds(1));

        assertThat(telling.before()).isEqualTo(new WindowTimes(SUNDAY, SUNDAY.plus(TWO_HOURS)));
        assertThat(heard).containsExactly(ANNOUNCED, STARTED, CHANGED, COMPLETED);
    }

    @Test
    void whatIsCancelledIsToldOnlyToWhoKnewOfIt() {
        look(work.scheduled(before(200)), before(100));
        look(work.cancelled(before(99)), before(99));
        look(work.cancelled(before(99)), before(1));
        assertThat(heard).isEmpty();

        look(work.scheduled(before(98)), before(70));
        look(work.cancelled(before(60)), before(60));
        look(work.cancelled(before(60)), before(59));

        assertThat(heard).containsExactly(ANNOUNCED, CANCELLED);
    }

    @Test
    void whatIsPlannedAgainIsAnnouncedAgain() {
        look(work.scheduled(before(200)), before(70));
        look(work.cancelled(before(60)), before(60));

        var again = look(work.scheduled(before(59)), before(59)).orElseThrow();

        assertThat(again.kind()).isEqualTo(NoticeKind.OPENING);
        assertThat(again.then().episode()).isEqualTo(2);
        assertThat(heard).containsExactly(ANNOUNCED, CANCELLED, ANNOUNCED);
    }

    @Test
    void whatBeganAndEndedMeanwhileIsToldByItsEndAlone() {
        look(work.scheduled(before(200)), before(30));

        look(work.completed(SUNDAY.plus(TWO_HOURS)), SUNDAY.plus(Duration.ofHours(9)));

        assertThat(heard).containsExactly(ANNOUNCED, COMPLETED);
    }

    @Test
    void whatIsOverIsNotToldToWhoHeardNothingOfIt() {
        look(work.completed(SUNDAY.plus(TWO_HOURS)), SUNDAY.plus(TWO_HOURS));
        look(work.cancelled(SUNDAY), SUNDAY);

        assertThat(heard).isEmpty();
    }

    /// While the incident service is away its windows stay as they were.
    @Test
    void whatIsPastByTheClockIsNotToldAsUpcomingOrAsGoingOn() {
        look(work.scheduled(before(200)), SUNDAY);
        look(work.begun(SUNDAY), SUNDAY.plus(TWO_HOURS));

        assertThat(heard).isEmpty();
    }

    @Test
    void whoComesInWhileItGoesOnHearsThatItDoesAndItsEnd() {
        var begun = work.begun(SUNDAY);

        var first = look(begun, SUNDAY.plusSeconds(600)).orElseThrow();
        look(work.completed(work.endsAt()), work.endsAt());

        assertThat(first.kind()).isEqualTo(NoticeKind.OPENING);
        assertThat(heard).containsExactly(STARTED, COMPLETED);
    }

    @Test
    void whatBeginsBeforeItsTimeIsToldAsBegunOnce() {
        var early = work.begun(before(1));

        look(early, before(1));
        look(early, before(0));

        assertThat(heard).containsExactly(STARTED);
    }

    @Test
    void whomItTouchesNoMoreOnlyHearsHowItEnds() {
        look(work.scheduled(before(200)), before(70));
        touched = false;
        look(work.moved(Duration.ofHours(1)).scheduled(before(69)), before(69));
        look(work.begun(work.startsAt()), work.startsAt());
        assertThat(heard).containsExactly(ANNOUNCED);

        look(work.completed(work.endsAt()), work.endsAt());

        assertThat(heard).containsExactly(ANNOUNCED, COMPLETED);
    }

    @Test
    void whatWasMovedBeforeItBeganUnnoticedIsToldByItsBeginning() {
        look(work.scheduled(before(200)), before(70));

        var telling = look(work.moved(Duration.ofHours(1)).begun(work.startsAt()), work.startsAt())
                .orElseThrow();

        assertThat(telling.says()).isEqualTo(STARTED);
        assertThat(telling.before()).isEqualTo(new WindowTimes(SUNDAY, SUNDAY.plus(TWO_HOURS)));
    }

    private Optional<NextNotice> look(WindowUpdated window, Instant now) {
        var telling = told == null ? NextNotice.first(window, now) : NextNotice.next(window, told, touched, now);
        telling.ifPresent(each -> {
            heard.add(each.says());
            told = each.then();
        });
        return telling;
    }

    private static Instant before(long hours) {
        return SUNDAY.minus(Duration.ofHours(hours));
    }
}

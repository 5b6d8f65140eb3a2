package dev.tocsin.notifier.operator;

import static dev.tocsin.contract.Severity.CRITICAL;
import static dev.tocsin.contract.Severity.INTERNAL;
import static dev.tocsin.contract.Severity.MAJOR;
import static dev.tocsin.contract.Severity.MINOR;
import static dev.tocsin.contract.delivery.NoticeKind.CLOSING;
import static dev.tocsin.contract.delivery.NoticeKind.OPENING;
import static dev.tocsin.contract.delivery.NoticeKind.UPDATE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Severity;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.notifier.OperatorStory;
import dev.tocsin.notifier.delivery.NextIncidentNotice;
import dev.tocsin.notifier.delivery.NoticeReason;
import dev.tocsin.notifier.message.OperatorReport;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class NextOperatorNoticeTest {

    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");
    private static final OperatorAudience ALL = new OperatorAudience(Set.of(), Set.of());
    private static final OperatorAudience GRAVE = new OperatorAudience(Set.of(MAJOR, CRITICAL), Set.of());

    private final OperatorStory story = OperatorStory.at(NOON, "cache@na");

    @ParameterizedTest
    @EnumSource(Severity.class)
    void aChannelForAllHearsOfANewIncidentOfAnySeverity(Severity severity) {
        story.of(severity).opened();

        assertThat(next(story.outageStarted(), null, ALL))
                .contains(new NextIncidentNotice(OPENING, NoticeReason.OUTAGE));
    }

    @Test
    void anIncidentWithoutAnOutageYetIsNotAnnounced() {
        assertThat(next(story.opened(), null, ALL)).isEmpty();
    }

    @Test
    void aChannelHearsOfItsSeveritiesAndRegionsOnly() {
        story.of(MINOR).opened();
        var minor = story.outageStarted();
        var major = story.escalated(MAJOR);

        assertThat(next(minor, null, GRAVE)).isEmpty();
        assertThat(next(major, null, GRAVE)).isPresent();
        assertThat(next(major, null, new OperatorAudience(Set.of(), Set.of("eu"))))
                .isEmpty();
        assertThat(next(major, null, new OperatorAudience(Set.of(MAJOR), Set.of("eu", "na"))))
                .isPresent();
    }

    @Test
    void aRiseOfTheSeverityIsAnnouncedOnce() {
        story.of(MINOR).opened();
        story.outageStarted();
        var major = story.escalated(MAJOR);

        assertThat(next(major, told(1, true, MINOR), ALL)).contains(new NextIncidentNotice(UPDATE, NoticeReason.WORSE));
        assertThat(next(major, told(1, true, MAJOR), ALL)).isEmpty();
        assertThat(next(story.escalated(MINOR), told(1, true, MAJOR), ALL)).isEmpty();
        assertThat(next(story.escalated(CRITICAL), told(1, true, MINOR), new OperatorAudience(Set.of(MINOR), Set.of())))
                .isEmpty();
    }

    @Test
    void whoeverWasNotifiedHearsOfTheEndWhateverTheSeverityIsThen() {
        story.of(MAJOR).opened();
        story.outageStarted();
        story.escalated(INTERNAL);
        var resolved = story.resolved();

        assertThat(next(resolved, told(1, true, MAJOR), GRAVE))
                .contains(new NextIncidentNotice(CLOSING, NoticeReason.RESOLUTION));
        assertThat(next(resolved, told(1, false, MAJOR), GRAVE)).isEmpty();
        assertThat(next(resolved, null, ALL)).isEmpty();
    }

    @Test
    void anOlderStateThanThatOfTheOpeningEndsNothing() {
        story.opened();
        story.outageStarted();
        var resolved = story.resolved();

        assertThat(next(resolved, new LastOperatorNotice(2, true, 9, MAJOR), ALL))
                .isEmpty();
    }

    @Test
    void aReopenedIncidentIsAnnouncedAgain() {
        story.begin();
        story.resolved();
        var reopened = story.reopened();
        var again = story.outageStarted();

        assertThat(next(reopened, told(1, false, INTERNAL), ALL)).isEmpty();
        assertThat(next(again, told(1, false, INTERNAL), ALL))
                .contains(new NextIncidentNotice(OPENING, NoticeReason.OUTAGE));
        assertThat(next(again, told(1, true, INTERNAL), ALL))
                .contains(new NextIncidentNotice(OPENING, NoticeReason.OUTAGE));
        assertThat(next(again, told(2, true, INTERNAL), ALL)).isEmpty();
    }

    private static LastOperatorNotice told(int episode, boolean isOpen, Severity highest) {
        return new LastOperatorNotice(episode, isOpen, 2, highest);
    }

    private static Optional<NextIncidentNotice> next(
            IncidentSnapshot now, @Nullable LastOperatorNotice last, OperatorAudience audience) {
        return NextOperatorNotice.next(OperatorReport.of(now, null), last, audience);
    }
}

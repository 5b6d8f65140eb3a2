package dev.tocsin.notifier.delivery;

import static dev.tocsin.contract.delivery.NoticeKind.CLOSING;
import static dev.tocsin.contract.delivery.NoticeKind.OPENING;
import static dev.tocsin.contract.delivery.NoticeKind.UPDATE;
import static dev.tocsin.contract.incident.IncidentState.IDENTIFIED;
import static dev.tocsin.contract.incident.IncidentState.INVESTIGATING;
import static dev.tocsin.contract.incident.IncidentState.RESOLVED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Severity;
import dev.tocsin.contract.delivery.NoticeKind;
import dev.tocsin.contract.incident.IncidentState;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

@Execution(ExecutionMode.CONCURRENT)
class NextIncidentNoticeTest {

    private static final String TITLE = "Log in is down in North America";
    private static final IncidentNow ONGOING = new IncidentNow(2, TITLE, INVESTIGATING, Severity.MAJOR, false);
    private static final LastIncidentNotice OPENED =
            new LastIncidentNotice(2, false, Severity.MAJOR, TITLE, INVESTIGATING, Severity.MAJOR, false, false);

    @Test
    void anOutageOpens() {
        assertThat(NextIncidentNotice.first(ONGOING)).isEqualTo(notice(OPENING, NoticeReason.OUTAGE));
    }

    @Test
    void whatIsOverOrInternalOpensNothing() {
        assertThat(NextIncidentNotice.first(in(RESOLVED))).isEmpty();
        assertThat(NextIncidentNotice.first(at(Severity.INTERNAL))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = IncidentState.class,
            names = {"RESOLVED", "POSTMORTEM"})
    void theEndOfTheIncidentCloses(IncidentState over) {
        assertThat(NextIncidentNotice.closing(in(over), OPENED, true))
                .isEqualTo(notice(CLOSING, NoticeReason.RESOLUTION));
        assertThat(NextIncidentNotice.update(in(over), OPENED)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = IncidentState.class,
            mode = Mode.EXCLUDE,
            names = {"RESOLVED", "POSTMORTEM"})
    void anOngoingIncidentClosesForThoseWhomItDoesNotAffectAnyMore(IncidentState open) {
        assertThat(NextIncidentNotice.closing(in(open), OPENED, true)).isEmpty();
        assertThat(NextIncidentNotice.closing(in(open), OPENED, false))
                .isEqualTo(notice(CLOSING, NoticeReason.RECOVERY));
    }

    @Test
    void theEndOfTheLastOutageWaitsForTheResolution() {
        var awaiting = new IncidentNow(2, TITLE, INVESTIGATING, Severity.MAJOR, true);

        assertThat(NextIncidentNotice.closing(awaiting, OPENED, false)).isEmpty();
    }

    @Test
    void anEarlierEpisodeIsOverInAnyCaseAndGetsNoUpdate() {
        var earlier = new LastIncidentNotice(1, true, Severity.MINOR, "", IDENTIFIED, Severity.MINOR, true, false);

        assertThat(NextIncidentNotice.closing(ONGOING, earlier, true))
                .isEqualTo(notice(CLOSING, NoticeReason.RESOLUTION));
        assertThat(NextIncidentNotice.update(ONGOING, earlier)).isEmpty();
    }

    /// A restored database reads again the events that led to the opening.
    @Test
    void nothingClosesBeforeTheEventsBehindTheOpeningAreKnown() {
        var ahead = new LastIncidentNotice(2, true, Severity.MAJOR, TITLE, INVESTIGATING, Severity.MAJOR, false, false);

        assertThat(NextIncidentNotice.closing(ONGOING, ahead, false)).isEmpty();
        assertThat(NextIncidentNotice.closing(in(RESOLVED), ahead, false)).isEmpty();
    }

    @Test
    void theSameIsNotSaidAgain() {
        assertThat(NextIncidentNotice.update(ONGOING, OPENED)).isEmpty();
    }

    @Test
    void aPostAndAGreaterSeverityAreSaidAtOnce() {
        assertThat(NextIncidentNotice.update(ONGOING, last(Severity.MAJOR, true, true)))
                .isEqualTo(notice(UPDATE, NoticeReason.POST));
        assertThat(NextIncidentNotice.update(at(Severity.CRITICAL), last(Severity.MAJOR, false, true)))
                .isEqualTo(notice(UPDATE, NoticeReason.WORSE));
    }

    @Test
    void otherChangesWaitUntilTheLastNoticeIsNotRecentAnyMore() {
        assertThat(NextIncidentNotice.update(in(IDENTIFIED), last(Severity.MAJOR, false, true)))
                .isEmpty();
        assertThat(NextIncidentNotice.update(in(IDENTIFIED), last(Severity.MAJOR, false, false)))
                .isEqualTo(notice(UPDATE, NoticeReason.CHANGE));
        assertThat(NextIncidentNotice.update(at(Severity.MINOR), last(Severity.MAJOR, false, false)))
                .isEqualTo(notice(UPDATE, NoticeReason.CHANGE));
        assertThat(NextIncidentNotice.update(
                        new IncidentNow(2, "Log in is slow", INVESTIGATING, Severity.MAJOR, false), OPENED))
                .isEqualTo(notice(UPDATE, NoticeReason.CHANGE));
    }

    /// An incident that got better and is as bad as before is not worse than what was said.
    @Test
    void worseIsComparedWithTheHighestThatWasSaid() {
        var better =
                new LastIncidentNotice(2, false, Severity.CRITICAL, TITLE, INVESTIGATING, Severity.MINOR, false, true);

        assertThat(NextIncidentNotice.update(at(Severity.CRITICAL), better)).isEmpty();
    }

    @Test
    void aCatchUpKeepsTheReasonOfItsClosing() {
        assertThat(new NextIncidentNotice(CLOSING, NoticeReason.RECOVERY).asCatchUp())
                .isEqualTo(new NextIncidentNotice(NoticeKind.CATCH_UP, NoticeReason.RECOVERY));
    }

    private static IncidentNow in(IncidentState state) {
        return new IncidentNow(2, TITLE, state, Severity.MAJOR, false);
    }

    private static IncidentNow at(Severity severity) {
        return new IncidentNow(2, TITLE, INVESTIGATING, severity, false);
    }

    private static LastIncidentNotice last(Severity highest, boolean isBeforePost, boolean isRecent) {
        return new LastIncidentNotice(2, false, highest, TITLE, INVESTIGATING, Severity.MAJOR, isBeforePost, isRecent);
    }

    private static Optional<NextIncidentNotice> notice(NoticeKind kind, NoticeReason reason) {
        return Optional.of(new NextIncidentNotice(kind, reason));
    }
}

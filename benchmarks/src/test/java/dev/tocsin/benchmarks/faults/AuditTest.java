package dev.tocsin.benchmarks.faults;

import static dev.tocsin.contract.delivery.NoticeKind.CATCH_UP;
import static dev.tocsin.contract.delivery.NoticeKind.CLOSING;
import static dev.tocsin.contract.delivery.NoticeKind.OPENING;
import static dev.tocsin.contract.delivery.NoticeKind.UPDATE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.benchmarks.notices.IncidentScript;
import dev.tocsin.contract.Severity;
import dev.tocsin.contract.delivery.NoticeKind;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AuditTest {

    private static final long SECOND = 1_000_000_000L;
    private static final PlannedIncident INCIDENT = new PlannedIncident(
            new IncidentScript("f00001000000", "na", Severity.MAJOR),
            Duration.ZERO,
            Duration.ofSeconds(1),
            Duration.ofSeconds(2));
    private static final Subscriber AMERICAN = new Subscriber(0, "na", Severity.CRITICAL, EndpointManner.ACCEPTS);
    private static final Subscriber EUROPEAN = new Subscriber(1, "eu", Severity.MINOR, EndpointManner.ACCEPTS);

    @Test
    void anOpeningAnUpdateAndAClosingAreRight() {
        var audit = audit(taken(1, OPENING), taken(2, UPDATE), taken(3, CLOSING));

        assertThat(audit).isEqualTo(new Audit(1, List.of(), List.of(), List.of(), 0, List.of(), Set.of()));
    }

    @Test
    void aCatchUpStandsForAnOpeningAndItsEnd() {
        assertThat(audit(taken(3, CATCH_UP)).missing()).isEmpty();
        assertThat(audit(taken(1, OPENING), taken(3, CATCH_UP)).missing()).isEmpty();
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThat(audit(taken(1, OPENING)).missing())
                .containsExactly("incident f00001000000, subscriber 0: [OPENING]");
        assertThat(audit(taken(3, CLOSING)).missing()).hasSize(1);
        assertThat(audit(refused(1, OPENING), taken(3, CLOSING)).missing()).hasSize(1);
    }

    @Test
    void whatItsReceiverWillNeverTakeIsNotMissing() {
        var audit = audit(
                new NoticeCopy(0, INCIDENT.id(), "notice-1", 1, OPENING, CopyResult.REFUSED_FOR_GOOD, SECOND),
                taken(3, CLOSING));

        assertThat(audit.missing()).isEmpty();
        assertThat(audit.refusedForGood()).containsExactly("notice-1");
    }

    /// A kill cut off the answer that refused it.
    @Test
    void whatIsTakenAtLastIsNotRefusedForGood() {
        var audit = audit(
                new NoticeCopy(0, INCIDENT.id(), "notice-1", 1, OPENING, CopyResult.REFUSED_FOR_GOOD, SECOND),
                taken(1, OPENING),
                taken(3, CLOSING));

        assertThat(audit.refusedForGood()).isEmpty();
        assertThat(audit.doubles()).isEqualTo(1);
    }

    @Test
    void whoeverIsNotAffectedIsToBeToldNothing() {
        var audit = audit(
                taken(1, OPENING),
                taken(3, CLOSING),
                new NoticeCopy(1, INCIDENT.id(), "other", 1, OPENING, CopyResult.TAKEN, SECOND));

        assertThat(audit.unaffected()).containsExactly("incident f00001000000, subscriber 1");
    }

    @Test
    void theOrderIsThatOfTheIncident() {
        assertThat(audit(taken(3, CLOSING), taken(1, OPENING)).disordered()).hasSize(1);
        assertThat(audit(taken(1, OPENING), taken(3, CLOSING), taken(4, CATCH_UP))
                        .disordered())
                .hasSize(1);
        assertThat(audit(taken(1, OPENING), taken(2, UPDATE), taken(3, UPDATE), taken(4, CLOSING))
                        .disordered())
                .hasSize(1);
    }

    @Test
    void aDoubleIsExplainedByAKillWhileItWasInFlight() {
        var during = new PartRestart(KillablePart.DATABASE, SECOND * 2, SECOND * 9);
        var before = new PartRestart(KillablePart.DATABASE, -SECOND * 9, -SECOND * 2);

        var explained = audit(List.of(during), taken(1, OPENING), taken(1, OPENING), taken(3, CLOSING));
        var unexplained = audit(List.of(before), taken(1, OPENING), taken(1, OPENING), taken(3, CLOSING));

        assertThat(explained.doubles()).isEqualTo(1);
        assertThat(explained.unexplained()).isEmpty();
        assertThat(unexplained.unexplained()).containsExactly("incident f00001000000, subscriber 0: OPENING");
    }

    private static Audit audit(NoticeCopy... copies) {
        return audit(List.of(), copies);
    }

    private static Audit audit(List<PartRestart> restarts, NoticeCopy... copies) {
        return Audit.of(List.of(INCIDENT), List.of(AMERICAN, EUROPEAN), List.of(copies), restarts);
    }

    private static NoticeCopy taken(long sequence, NoticeKind kind) {
        return new NoticeCopy(
                0, INCIDENT.id(), "notice-" + sequence, sequence, kind, CopyResult.TAKEN, SECOND * sequence);
    }

    private static NoticeCopy refused(long sequence, NoticeKind kind) {
        return new NoticeCopy(
                0, INCIDENT.id(), "notice-" + sequence, sequence, kind, CopyResult.REFUSED, SECOND * sequence);
    }
}

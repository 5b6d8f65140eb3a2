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
import org.junit.jupiter.api.Test;

class AuditTest {

    private static final long SECOND = 1_000_000_000L;
    private static final PlannedIncident INCIDENT = new PlannedIncident(
            new IncidentScript("f00001000000", "na", Severity.MAJOR),
            Duration.ZERO,
            Duration.ofSeconds(1),
            Duration.ofSeconds(2));
    private static final Subscriber AMERICAN = new Subscriber(0, "na", Severity.CRITICAL, Manner.ACCEPTS);
    private static final Subscriber EUROPEAN = new Subscriber(1, "eu", Severity.MINOR, Manner.ACCEPTS);

    @Test
    void anOpeningAnUpdateAndAClosingAreRight() {
        var audit = audit(taken(1, OPENING), taken(2, UPDATE), taken(3, CLOSING));

        assertThat(audit).isEqualTo(new Audit(1, List.of(), List.of(), List.of(), 0, List.of()));
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
    void whoeverIsNotAffectedIsToBeToldNothing() {
        var audit = audit(
                taken(1, OPENING), taken(3, CLOSING), new Receipt(1, INCIDENT.id(), "other", 1, OPENING, true, SECOND));

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
        var during = new Outage(Part.DATABASE, SECOND * 2, SECOND * 9);
        var before = new Outage(Part.DATABASE, -SECOND * 9, -SECOND * 2);

        var explained = audit(List.of(during), taken(1, OPENING), taken(1, OPENING), taken(3, CLOSING));
        var unexplained = audit(List.of(before), taken(1, OPENING), taken(1, OPENING), taken(3, CLOSING));

        assertThat(explained.doubles()).isEqualTo(1);
        assertThat(explained.unexplained()).isEmpty();
        assertThat(unexplained.unexplained()).containsExactly("incident f00001000000, subscriber 0: OPENING");
    }

    private static Audit audit(Receipt... receipts) {
        return audit(List.of(), receipts);
    }

    private static Audit audit(List<Outage> outages, Receipt... receipts) {
        return Audit.of(List.of(INCIDENT), List.of(AMERICAN, EUROPEAN), List.of(receipts), outages);
    }

    private static Receipt taken(long sequence, NoticeKind kind) {
        return new Receipt(0, INCIDENT.id(), "notice-" + sequence, sequence, kind, true, SECOND * sequence);
    }

    private static Receipt refused(long sequence, NoticeKind kind) {
        return new Receipt(0, INCIDENT.id(), "notice-" + sequence, sequence, kind, false, SECOND * sequence);
    }
}

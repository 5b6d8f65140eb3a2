package dev.tocsin.incident.operations;

import static dev.tocsin.incident.operations.OperatorAction.ACKNOWLEDGE;
import static dev.tocsin.incident.operations.OperatorAction.ASSIGN;
import static dev.tocsin.incident.operations.OperatorAction.CORRECT;
import static dev.tocsin.incident.operations.OperatorAction.EDIT;
import static dev.tocsin.incident.operations.OperatorAction.POSTMORTEM;
import static dev.tocsin.incident.operations.OperatorAction.RESOLVE;
import static dev.tocsin.incident.operations.OperatorAction.SPLIT;
import static dev.tocsin.incident.operations.OperatorAction.UNACKNOWLEDGE;
import static dev.tocsin.incident.operations.OperatorAction.UPDATES;
import static dev.tocsin.incident.trust.live.Harbour.CACHE_NA;
import static dev.tocsin.incident.trust.live.Harbour.LOGIN_NA;
import static dev.tocsin.incident.trust.live.Harbour.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Severity;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.Weight;
import dev.tocsin.contract.incident.CellImpact;
import dev.tocsin.contract.incident.IncidentEvent;
import dev.tocsin.contract.incident.IncidentEvent.Acknowledged;
import dev.tocsin.contract.incident.IncidentEvent.Assigned;
import dev.tocsin.contract.incident.IncidentEvent.ImpactChanged;
import dev.tocsin.contract.incident.IncidentEvent.ImpactCorrected;
import dev.tocsin.contract.incident.IncidentEvent.OutageStarted;
import dev.tocsin.contract.incident.IncidentEvent.PostmortemPublished;
import dev.tocsin.contract.incident.IncidentEvent.Resolved;
import dev.tocsin.contract.incident.IncidentEvent.Unacknowledged;
import dev.tocsin.contract.incident.IncidentEvent.UpdateEdited;
import dev.tocsin.contract.incident.IncidentEvent.UpdatePosted;
import dev.tocsin.contract.incident.IncidentEvent.UpdateWithdrawn;
import dev.tocsin.contract.incident.IncidentHead;
import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.contract.incident.Reach;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UnseenChangesTest {

    private static final IncidentEvent STARTED = new OutageStarted(
            head(1, "Log in is down", Severity.MAJOR),
            NOON,
            "na-1",
            "na",
            NOON,
            null,
            List.of(impact(LOGIN_NA, Verdict.DOWN)),
            1,
            new Reach(1, 2));

    @Test
    void nothingIsUnseenByAnOperatorWhoSawTheLastEvent() {
        assertThat(UnseenChanges.of(CORRECT, List.of(STARTED, corrected()), 2)).isEmpty();
    }

    @Test
    void aCorrectionByAnotherIsNotOverwritten() {
        assertThat(UnseenChanges.of(CORRECT, List.of(STARTED, corrected()), 1))
                .containsExactly(
                        "maria corrected it: only old clients",
                        "The title is now “Old clients cannot log in”.",
                        "The severity is now minor.");
    }

    @Test
    void aCorrectionDoesNotHinderAnUpdate() {
        assertThat(UnseenChanges.of(UPDATES, List.of(STARTED, corrected()), 1)).isEmpty();
    }

    @Test
    void cellsThatJoinedAndLeftMatterToWhatIsDoneWithCells() {
        var changed = new ImpactChanged(
                head(2, "Log in is down", Severity.MAJOR),
                NOON,
                "na-1",
                "na",
                null,
                List.of(impact(LOGIN_NA, Verdict.UP), impact(CACHE_NA, Verdict.DOWN)),
                List.of(Cell.of("fax@na")),
                new Reach(1, 2));

        assertThat(UnseenChanges.of(SPLIT, List.of(STARTED, changed), 1))
                .containsExactly("cache@na joined.", "fax@na left.");
        assertThat(UnseenChanges.of(CORRECT, List.of(STARTED, changed), 1)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(OperatorAction.class)
    void changesOfImpactMatterToNoActionThatIsSaidToBeWithoutThem(OperatorAction action) {
        var worse = impactChanged(
                head(2, "Log in and the cache are down", Severity.CRITICAL),
                impact(CACHE_NA, Verdict.DOWN),
                List.of(LOGIN_NA));

        assertThat(UnseenChanges.of(action, List.of(STARTED, worse), 1).isEmpty())
                .isNotEqualTo(UnseenChanges.concernImpact(action));
    }

    @Test
    void aRecoveryDoesNotHinderAnEndByHand() {
        var recovered =
                impactChanged(head(2, "Log in is down", Severity.MAJOR), impact(LOGIN_NA, Verdict.UP), List.of());

        assertThat(UnseenChanges.of(RESOLVE, List.of(STARTED, recovered), 1)).isEmpty();
    }

    @Test
    void anIncidentThatIsOverMatters() {
        var resolved = new Resolved(head(2, "Log in is down", Severity.MAJOR), NOON, null, null, null);

        assertThat(UnseenChanges.of(UPDATES, List.of(STARTED, resolved), 1)).containsExactly("The incident is over.");
    }

    @Test
    void aPostmortemOfAnotherIsNotOverwritten() {
        var published = new PostmortemPublished(
                head(2, "Log in is down", Severity.MAJOR), NOON, "maria", "A patch", "Reverted", "One region first");

        assertThat(UnseenChanges.of(POSTMORTEM, List.of(STARTED, published), 1))
                .containsExactly("maria published the postmortem.");
    }

    @Test
    void oneOfTwoWhoAcknowledgeAtOnceLearnsOfTheOther() {
        var acknowledged = new Acknowledged(head(2, "Log in is down", Severity.MAJOR), NOON, "maria");
        var posted = new UpdatePosted(head(3, "Log in is down", Severity.MAJOR), NOON, "maria", "We are on it.", null);

        assertThat(UnseenChanges.of(ACKNOWLEDGE, List.of(STARTED, acknowledged, posted), 1))
                .containsExactly("maria acknowledged it.");
        assertThat(UnseenChanges.of(ACKNOWLEDGE, List.of(STARTED, acknowledged, posted), 2))
                .isEmpty();
    }

    @Test
    void anAcknowledgementThatWasTakenBackIsSaid() {
        var takenBack = new Unacknowledged(head(2, "Log in is down", Severity.MAJOR), NOON, "maria");

        assertThat(UnseenChanges.of(UNACKNOWLEDGE, List.of(STARTED, takenBack), 1))
                .containsExactly("maria took back the acknowledgement.");
    }

    @Test
    void whatAnotherDidToAnUpdateMattersToItsEditor() {
        var edited = new UpdateEdited(head(2, "Log in is down", Severity.MAJOR), NOON, "maria", 1, "Anew.");
        var withdrawn = new UpdateWithdrawn(head(3, "Log in is down", Severity.MAJOR), NOON, "lee", 1, "wrong");

        assertThat(UnseenChanges.of(EDIT, List.of(STARTED, edited, withdrawn), 1))
                .containsExactly("maria edited update 1.", "lee withdrew update 1: wrong");
    }

    @Test
    void whoeverAssignsLearnsOfAnotherAssignment() {
        var assigned = new Assigned(head(2, "Log in is down", Severity.MAJOR), NOON, "maria", "lee");

        assertThat(UnseenChanges.of(ASSIGN, List.of(STARTED, assigned), 1))
                .containsExactly("maria assigned it to lee.");
    }

    private static IncidentEvent corrected() {
        return new ImpactCorrected(
                head(2, "Old clients cannot log in", Severity.MINOR), NOON, "maria", "only old clients", null, null);
    }

    private static IncidentHead head(long number, String title, Severity severity) {
        return new IncidentHead("a", number, 1, title, IncidentState.INVESTIGATING, severity, List.of("na"));
    }

    private static CellImpact impact(Cell cell, Verdict verdict) {
        return new CellImpact(cell, verdict, NOON, true, Weight.NORMAL, null);
    }

    private static ImpactChanged impactChanged(IncidentHead head, CellImpact changed, List<Cell> left) {
        return new ImpactChanged(head, NOON, "na-1", "na", null, List.of(changed), left, new Reach(1, 2));
    }
}

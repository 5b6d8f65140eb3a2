package dev.tocsin.incident.operations;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// An action that an operator may take on an incident; [CommandReader] reads its fields.
public enum OperatorAction {
    ACKNOWLEDGE("Acknowledge", "Acknowledged"),
    UNACKNOWLEDGE("Take back the acknowledgement", "Acknowledgement taken back"),
    ASSIGN("Assign incident", "Assigned"),
    UNASSIGN("Take back the assignment", "Assignment taken back"),
    UPDATES("Post update", "Update posted"),
    EDIT("Edit update", "Update edited"),
    WITHDRAW("Withdraw update", "Update withdrawn"),
    CORRECT("Correct", "Corrected"),
    CELLS("Correct cells", "Cells corrected"),
    RESOLVE("Resolve incident", "Resolved by hand"),
    REOPEN("Reopen incident", "Reopened"),
    MERGE("Merge incident", "Merged"),
    SPLIT("Split off cells", "Split off; this is the new incident"),
    POSTMORTEM("Publish postmortem", "Postmortem published");

    private final String imperative;
    private final String past;

    OperatorAction(String imperative, String past) {
        this.imperative = imperative;
        this.past = past;
    }

    public static Optional<OperatorAction> named(String name) {
        return Arrays.stream(values())
                .filter(action -> action.id().equals(name))
                .findFirst();
    }

    /// Its name in paths, such as `acknowledge`.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String imperative() {
        return imperative;
    }

    /// The message above the page once the action is done.
    public String past() {
        return past;
    }

    /// The fields that the action may have.
    public Set<String> fields() {
        var fields = switch (this) {
            case ASSIGN -> List.of("to");
            case ACKNOWLEDGE, UNACKNOWLEDGE, UNASSIGN -> List.<String>of();
            case UPDATES -> List.of("text", "template", "nextUpdateBy");
            case EDIT -> List.of("update", "text");
            case WITHDRAW -> List.of("update", "reason");
            case CORRECT -> List.of("title", "severity", "reason");
            case CELLS -> List.of("add", "remove", "verdict", "reason");
            case RESOLVE, REOPEN -> List.of("reason");
            case MERGE -> List.of("into");
            case SPLIT -> List.of("cells");
            case POSTMORTEM -> List.of("cause", "remedy", "procedure");
        };
        return new LinkedHashSet<>(fields);
    }

    /// Whether a person is shown first what the action will do.
    public boolean isConfirmed() {
        return isFinal() || this == CELLS || this == REOPEN;
    }

    /// Whether the action cannot be taken back.
    public boolean isFinal() {
        return this == WITHDRAW || this == RESOLVE || this == MERGE || this == SPLIT;
    }
}

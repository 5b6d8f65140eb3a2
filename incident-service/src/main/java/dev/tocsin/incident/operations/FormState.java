package dev.tocsin.incident.operations;

import dev.tocsin.incident.operations.OperationsPage.FailedAction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The state of the forms of one operator's page.
///
/// @param failed the failure of an action; null on a page that is only viewed
/// @param preview the update that the operator is about to post, in Markdown; or null
/// @param draft the draft of the postmortem; null where there is none
/// @param accounts the people to whom the incident may be assigned
/// @param revised the number of the update that the reader edits or withdraws, or null
public record FormState(
        @Nullable FailedAction failed,
        @Nullable String preview,
        @Nullable PostmortemDraft draft,
        List<String> accounts,
        @Nullable Long revised) {

    static final FormState EMPTY = new FormState(null, null, null, List.of(), null);

    public FormState {
        accounts = List.copyOf(accounts);
    }

    /// Whether the form of this action shows the operator's entries.
    boolean isEntered(String action) {
        return failedTo(action) || (preview != null && action.equals(OperatorAction.UPDATES.id()));
    }

    boolean failedTo(String action) {
        return failed != null && failed.action().id().equals(action);
    }
}

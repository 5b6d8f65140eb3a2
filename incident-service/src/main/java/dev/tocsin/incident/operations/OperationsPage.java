package dev.tocsin.incident.operations;

import dev.tocsin.contract.Severity;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.engine.lifecycle.UpdateTemplate;
import dev.tocsin.engine.recurrence.Recurrence;
import dev.tocsin.incident.trust.live.Audience;
import dev.tocsin.incident.trust.live.Incidents;
import dev.tocsin.incident.trust.live.LiveView;
import dev.tocsin.incident.trust.statuspage.IncidentPage;
import dev.tocsin.incident.trust.story.Story;
import dev.tocsin.support.problem.Problem.FieldError;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One incident, and all actions that an operator can take on it.
///
/// @param others open incidents into which it may be merged
/// @param templates ready-made texts for customers
/// @param failed the failure of an action; null on a page that is only viewed
public record OperationsPage(
        IncidentPage page,
        List<IncidentSnapshot> others,
        List<Ready> templates,
        @Nullable FailedAction failed) {

    /// @param id the id of the template
    /// @param text the template filled in for this incident
    public record Ready(String id, String text) {}

    /// @param errors errors of its fields; empty where the incident does not allow the action
    public record FailedAction(OperatorAction action, String why, List<FieldError> errors) {

        public String sentence() {
            return errors.isEmpty()
                    ? "Nothing was changed: %s.".formatted(why)
                    : errors.stream().map(OperationsPage::sentence).collect(Collectors.joining(" "));
        }
    }

    public static OperationsPage of(
            LiveView view,
            IncidentSnapshot incident,
            Story story,
            List<Recurrence> recurrences,
            @Nullable FailedAction failed,
            Instant now) {
        return new OperationsPage(
                IncidentPage.of(view, incident, story, recurrences, now),
                Incidents.open(view, Audience.OPERATORS).stream()
                        .filter(other -> !other.key().equals(incident.key()))
                        .toList(),
                Arrays.stream(UpdateTemplate.values())
                        .map(template -> new Ready(template.id(), template.fill(incident, view.catalog())))
                        .toList(),
                failed);
    }

    public boolean open() {
        return page.incident().incident().state().isOpen();
    }

    /// All severities, as the contract writes them.
    public List<String> severities() {
        return Arrays.stream(Severity.values())
                .map(severity -> severity.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    /// Whether this action is the one that failed, so that its form is shown.
    public boolean failedTo(String action) {
        return failed != null && failed.action().id().equals(action);
    }

    /// The initial value of a form's field: a published postmortem is edited, not written again.
    public String present(String action, String field) {
        var postmortem = page.postmortem();
        if (postmortem == null || !action.equals(OperatorAction.POSTMORTEM.id())) {
            return "";
        }
        return switch (field) {
            case "cause" -> postmortem.cause();
            case "remedy" -> postmortem.remedy();
            case "procedure" -> postmortem.procedure();
            default -> "";
        };
    }

    private static String sentence(FieldError error) {
        var field = name(error.field());
        return switch (error.message()) {
            case "is missing" -> field.equals("cells") ? "Choose at least one cell." : "Enter the %s.".formatted(field);
            case "must name at least one" -> "Choose at least one cell.";
            default -> "The %s %s.".formatted(field, error.message());
        };
    }

    private static String name(String field) {
        return switch (field) {
            case "into" -> "incident to merge into";
            case "procedure" -> "change in procedure";
            case "nextUpdateBy" -> "time of the next update";
            default -> field;
        };
    }

    /// The error of a form's field; empty if there is none.
    public String error(String action, String field) {
        return Optional.ofNullable(failed).filter(it -> failedTo(action)).stream()
                .flatMap(it -> it.errors().stream())
                .filter(error -> error.field().equals(field))
                .map(OperationsPage::sentence)
                .findFirst()
                .orElse("");
    }
}

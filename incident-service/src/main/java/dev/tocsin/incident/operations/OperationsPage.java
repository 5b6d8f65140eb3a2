package dev.tocsin.incident.operations;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Severity;
import dev.tocsin.contract.incident.CellImpact;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.contract.incident.IncidentSnapshot.OutageSummary;
import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.contract.incident.Reach;
import dev.tocsin.engine.correlation.Holds;
import dev.tocsin.engine.lifecycle.UpdateTemplate;
import dev.tocsin.engine.recurrence.Recurrence;
import dev.tocsin.incident.evidence.IncidentEvidence;
import dev.tocsin.incident.trust.live.Audience;
import dev.tocsin.incident.trust.live.Incidents;
import dev.tocsin.incident.trust.live.LiveView;
import dev.tocsin.incident.trust.pageparts.LivePage;
import dev.tocsin.incident.trust.statuspage.IncidentPage;
import dev.tocsin.incident.trust.story.Story;
import dev.tocsin.incident.trust.story.Story.StoryEntry;
import dev.tocsin.support.problem.Problem.FieldError;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One incident with its evidence, and all actions that an operator can take on it.
///
/// @param unfolded the part that is shown whole
/// @param reopenable whether it is over, and a person may still reopen it
/// @param others open incidents into which it may be merged
/// @param templates ready-made texts for customers
/// @param forms the state of the forms, which is that of one reader
public record OperationsPage(
        IncidentPage page,
        IncidentEvidence evidence,
        Unfolded unfolded,
        boolean reopenable,
        List<IncidentSnapshot> others,
        List<Ready> templates,
        FormState forms)
        implements LivePage {

    private static final int MOST_SIMILAR = 3;
    private static final int MOST_OF_ALL_SIMILAR = 100;

    /// @param id the id of the template
    /// @param text the template filled in for this incident
    public record Ready(String id, String text) {}

    /// @param errors errors of its fields; empty where the incident does not allow the action
    /// @param changes changes of the incident that the operator had not seen
    public record FailedAction(OperatorAction action, String why, List<FieldError> errors, List<String> changes) {

        public FailedAction(OperatorAction action, String why, List<FieldError> errors) {
            this(action, why, errors, List.of());
        }

        public FailedAction(OperatorAction action, String why) {
            this(action, why, List.of());
        }

        public String sentence() {
            return errors.isEmpty()
                    ? "Nothing was changed: %s.".formatted(why)
                    : errors.stream().map(OperationsPage::sentence).collect(Collectors.joining(" "));
        }
    }

    /// The part at the top of the page.
    public record OperationsStanding(
            String title,
            IncidentState state,
            Severity severity,
            int episode,
            @Nullable Instant resolvedAt,
            @Nullable String acknowledgedBy,
            @Nullable String assignedTo) {}

    /// The part from which the button to acknowledge is made.
    ///
    /// @param by the person who acknowledged it, or null
    public record Acknowledgement(boolean isOpen, @Nullable String by) {}

    /// The customers whom it reaches, and its cells.
    ///
    /// @param byHand the cells that a person stated and no check has shown
    public record Impacts(
            Reach reach, List<OutageSummary> outages, List<CellImpact> cells, int allCells, List<Cell> byHand) {}

    public static OperationsPage of(
            LiveView view,
            IncidentSnapshot incident,
            Story story,
            List<Recurrence> recurrences,
            IncidentEvidence evidence,
            Unfolded unfolded,
            Instant now) {
        return new OperationsPage(
                IncidentPage.of(view, incident, story, recurrences, now),
                evidence,
                unfolded,
                isReopenable(incident, story, view, now),
                Incidents.open(view, Audience.OPERATORS).stream()
                        .filter(other -> !other.key().equals(incident.key()))
                        .toList(),
                Arrays.stream(UpdateTemplate.values())
                        .map(template -> new Ready(template.id(), template.fill(incident, view.catalog())))
                        .toList(),
                FormState.EMPTY);
    }

    private static boolean isReopenable(IncidentSnapshot incident, Story story, LiveView view, Instant now) {
        var over = incident.resolvedAt();
        return over != null
                && story.mergedInto() == null
                && now.isBefore(over.plus(Holds.reopenWithin(view.catalog())));
    }

    public OperationsPage with(FormState next) {
        return new OperationsPage(page, evidence, unfolded, reopenable, others, templates, next);
    }

    /// The text of an update, in Markdown.
    ///
    /// @param template the id of a template, or empty
    /// @param text the text where no template is chosen
    public String update(String template, String text) {
        return templates.stream()
                .filter(ready -> ready.id().equals(template))
                .map(Ready::text)
                .findFirst()
                .orElse(text);
    }

    public @Nullable FailedAction failed() {
        return forms.failed();
    }

    /// The draft of the postmortem, unless the postmortem was published after it.
    public @Nullable PostmortemDraft draft() {
        var draft = forms.draft();
        var published = page.postmortem();
        return draft == null || (published != null && published.at().isAfter(draft.at())) ? null : draft;
    }

    @Override
    public ZoneId zone() {
        return page.zone();
    }

    /// Forms are no part: entries that somebody is making stay as they are.
    @Override
    public SequencedMap<String, Object> parts() {
        var parts = new LinkedHashMap<String, Object>();
        parts.put("standing", standing());
        parts.put("acknowledgement", acknowledgement());
        parts.put("as-of", new AsOf(page.asOf(), page.fresh()));
        parts.put("story", page.story().entries());
        parts.put("impacts", impacts());
        parts.put("suspects", evidence.suspects());
        parts.put("path", evidence.path());
        parts.put("charts", Optional.ofNullable(evidence.charts()));
        parts.put("votes", evidence.votes());
        parts.put("similar", similar());
        return parts;
    }

    private OperationsStanding standing() {
        var head = page.incident().incident();
        return new OperationsStanding(
                head.title(),
                head.state(),
                head.severity(),
                head.episode(),
                page.incident().resolvedAt(),
                page.incident().acknowledgedBy(),
                page.incident().assignedTo());
    }

    public Acknowledgement acknowledgement() {
        return new Acknowledgement(open(), page.incident().acknowledgedBy());
    }

    public Impacts impacts() {
        var incident = page.incident();
        return new Impacts(
                incident.reach(),
                incident.outages(),
                incident.cells(),
                incident.allCells(),
                Objects.requireNonNullElse(incident.byHand(), List.of()));
    }

    /// The latest similar incidents, as many as are shown.
    public List<Recurrence.Occurrence> similar() {
        return page.allSimilar().stream()
                .limit(unfolded == Unfolded.SIMILAR ? MOST_OF_ALL_SIMILAR : MOST_SIMILAR)
                .toList();
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

    /// The update that the reader edits or withdraws; null where there is none.
    public @Nullable StoryEntry revised() {
        var number = forms.revised();
        return page.story().entries().stream()
                .filter(entry -> number != null && entry.number() == number && entry.isStandingUpdate())
                .findFirst()
                .orElse(null);
    }

    /// Whether the form of this action is on the page: where the incident's state allows it, and where the action
    /// failed, so that no entry is lost. Of what was merged, the other incident has the postmortem.
    public boolean offers(String action) {
        var isMerged = page.story().mergedInto() != null;
        if (action.equals(OperatorAction.REOPEN.id())) {
            return failedTo(action) || reopenable;
        }
        return failedTo(action) || (action.equals(OperatorAction.POSTMORTEM.id()) ? !open() && !isMerged : open());
    }

    /// Whether the form of this action shows the reader's entries.
    public boolean isEntered(String action) {
        return forms.isEntered(action);
    }

    /// Whether this action is the one that failed.
    public boolean failedTo(String action) {
        return forms.failedTo(action);
    }

    /// The initial value of a form's field: a draft or a published postmortem is edited, not written again.
    public String present(String action, String field) {
        if (!action.equals(OperatorAction.POSTMORTEM.id())) {
            var revised = revised();
            return revised != null && action.equals(OperatorAction.EDIT.id()) ? revised.text() : "";
        }
        var draft = draft();
        return draft == null ? published(field) : draft.of(field);
    }

    private String published(String field) {
        var postmortem = page.postmortem();
        return postmortem == null
                ? ""
                : switch (field) {
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
            case "must name at least one cell, or remove must" -> "Choose a cell to take away, or enter one to add.";
            default -> "The %s %s.".formatted(field, error.message());
        };
    }

    private static String name(String field) {
        return switch (field) {
            case "into" -> "incident to merge into";
            case "to" -> "person";
            case "add" -> "cells to add";
            case "remove" -> "cells to take away";
            case "verdict" -> "status";
            case "procedure" -> "change in procedure";
            case "nextUpdateBy" -> "time of the next update";
            default -> field;
        };
    }

    /// The error of a form's field; empty if there is none.
    public String error(String action, String field) {
        return Optional.ofNullable(failed()).filter(_ -> failedTo(action)).stream()
                .flatMap(it -> it.errors().stream())
                .filter(error -> error.field().equals(field))
                .map(OperationsPage::sentence)
                .findFirst()
                .orElse("");
    }
}

package dev.tocsin.incident.operations;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.incident.CellImpact;
import dev.tocsin.contract.incident.IncidentEvent;
import dev.tocsin.contract.incident.IncidentEvent.Acknowledged;
import dev.tocsin.contract.incident.IncidentEvent.Assigned;
import dev.tocsin.contract.incident.IncidentEvent.ImpactChanged;
import dev.tocsin.contract.incident.IncidentEvent.ImpactCorrected;
import dev.tocsin.contract.incident.IncidentEvent.OutageStarted;
import dev.tocsin.contract.incident.IncidentEvent.PostmortemPublished;
import dev.tocsin.contract.incident.IncidentEvent.Reopened;
import dev.tocsin.contract.incident.IncidentEvent.Resolved;
import dev.tocsin.contract.incident.IncidentEvent.Unacknowledged;
import dev.tocsin.contract.incident.IncidentEvent.Unassigned;
import dev.tocsin.contract.incident.IncidentEvent.UpdateEdited;
import dev.tocsin.contract.incident.IncidentEvent.UpdateWithdrawn;
import dev.tocsin.engine.catalog.DisplayNames;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The changes of an incident that an operator had not seen, and that the operator's action would overwrite or did not
/// reckon with.
public final class UnseenChanges {

    private final List<IncidentEvent> seen;
    private final List<IncidentEvent> since;
    private final List<String> changes = new ArrayList<>();

    private UnseenChanges(List<IncidentEvent> seen, List<IncidentEvent> since) {
        this.seen = seen;
        this.since = since;
    }

    /// Whether changes of impact matter to the action. In a storm there is one a second, each with hundreds of cells.
    public static boolean concernImpact(OperatorAction action) {
        return switch (action) {
            case CORRECT, CELLS, RESOLVE, MERGE, SPLIT -> true;
            case ACKNOWLEDGE, UNACKNOWLEDGE, ASSIGN, UNASSIGN, UPDATES, EDIT, WITHDRAW, REOPEN, POSTMORTEM -> false;
        };
    }

    /// @param events the events of the incident, in the order of their numbers; without changes of impact where these
    ///     do not matter
    /// @param number the number of the last event that the operator has seen
    /// @return a sentence for each change that matters to the action
    public static List<String> of(OperatorAction action, List<IncidentEvent> events, long number) {
        var parts = events.stream()
                .collect(Collectors.partitioningBy(event -> event.incident().number() <= number));
        var unseen = new UnseenChanges(parts.getOrDefault(true, List.of()), parts.getOrDefault(false, List.of()));
        if (!unseen.since.isEmpty()) {
            unseen.note(action);
        }
        return List.copyOf(unseen.changes);
    }

    private void note(OperatorAction action) {
        switch (action) {
            case ACKNOWLEDGE, UNACKNOWLEDGE -> noteAcknowledgement();
            case ASSIGN, UNASSIGN -> {
                noteAssignment();
                noteEnd();
            }
            case UPDATES, REOPEN -> noteEnd();
            case EDIT, WITHDRAW -> noteRevisions();
            case CORRECT -> {
                noteCorrections();
                noteEnd();
            }
            case CELLS -> {
                noteCells();
                noteCorrections();
                noteEnd();
            }
            case RESOLVE, MERGE, SPLIT -> {
                noteCells();
                noteEnd();
            }
            case POSTMORTEM -> {
                notePostmortems();
                noteEnd();
            }
        }
    }

    private void noteAcknowledgement() {
        since.stream()
                .flatMap(event -> switch (event) {
                    case Acknowledged it -> Stream.of("%s acknowledged it.".formatted(it.by()));
                    case Unacknowledged it -> Stream.of("%s took back the acknowledgement.".formatted(it.by()));
                    default -> Stream.<String>empty();
                })
                .forEach(changes::add);
    }

    private void noteAssignment() {
        since.stream()
                .flatMap(event -> switch (event) {
                    case Assigned it -> Stream.of("%s assigned it to %s.".formatted(it.by(), it.to()));
                    case Unassigned it -> Stream.of("%s took back the assignment.".formatted(it.by()));
                    default -> Stream.<String>empty();
                })
                .forEach(changes::add);
    }

    private void noteRevisions() {
        since.stream()
                .flatMap(event -> switch (event) {
                    case UpdateEdited it -> Stream.of("%s edited update %d.".formatted(it.by(), it.update()));
                    case UpdateWithdrawn it ->
                        Stream.of("%s withdrew update %d: %s".formatted(it.by(), it.update(), it.reason()));
                    default -> Stream.<String>empty();
                })
                .forEach(changes::add);
    }

    private void noteCorrections() {
        of(ImpactCorrected.class)
                .filter(event -> event.by() != null)
                .forEach(event -> changes.add("%s corrected it: %s".formatted(event.by(), event.reason())));
        var now = since.getLast().incident();
        var before = seen.isEmpty() ? null : seen.getLast().incident();
        var isCorrected = !changes.isEmpty();
        if (before == null ? isCorrected : !before.title().equals(now.title())) {
            changes.add("The title is now “%s”.".formatted(now.title()));
        }
        if (before == null ? isCorrected : before.severity() != now.severity()) {
            changes.add(
                    "The severity is now %s.".formatted(now.severity().name().toLowerCase(Locale.ROOT)));
        }
    }

    private void noteCells() {
        var known = seen.stream()
                .flatMap(UnseenChanges::impacts)
                .map(CellImpact::cell)
                .collect(Collectors.toSet());
        note(
                "joined",
                since.stream()
                        .flatMap(UnseenChanges::impacts)
                        .filter(impact -> impact.verdict().isBad())
                        .map(CellImpact::cell)
                        .filter(cell -> !known.contains(cell))
                        .collect(Collectors.toSet()));
        note(
                "left",
                of(ImpactChanged.class).flatMap(event -> event.left().stream()).collect(Collectors.toSet()));
    }

    private void note(String what, Set<Cell> cells) {
        if (!cells.isEmpty()) {
            changes.add("%s %s.".formatted(names(cells), what));
        }
    }

    private static String names(Collection<Cell> cells) {
        return DisplayNames.some(cells.stream().sorted().map(Objects::toString).toList());
    }

    private void notePostmortems() {
        of(PostmortemPublished.class)
                .reduce((_, last) -> last)
                .ifPresent(event -> changes.add("%s published the postmortem.".formatted(event.author())));
    }

    private void noteEnd() {
        since.stream()
                .filter(event -> event instanceof Resolved || event instanceof Reopened)
                .reduce((_, last) -> last)
                .ifPresent(event -> changes.add(
                        event instanceof Resolved ? "The incident is over." : "The incident was reopened."));
    }

    private <E extends IncidentEvent> Stream<E> of(Class<E> type) {
        return since.stream().filter(type::isInstance).map(type::cast);
    }

    private static Stream<CellImpact> impacts(IncidentEvent event) {
        return switch (event) {
            case OutageStarted started -> started.cells().stream();
            case ImpactChanged changed -> changed.cells().stream();
            default -> Stream.empty();
        };
    }
}

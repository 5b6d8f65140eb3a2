package dev.tocsin.incident.trace;

import static java.util.Comparator.comparing;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.status.StatusChanged;
import dev.tocsin.engine.correlation.TraceEntry;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The status changes of a cell around a time, and the decisions about it, in the order of time.
///
/// @param answer the decision that mattered at that time, in a sentence
/// @param incident the incident that the cell belonged to then, or null
public record CellTrace(
        Cell cell, Instant at, String answer, @Nullable String incident, List<Step> steps) {

    /// A status change or a decision; the other one is null.
    ///
    /// @param status a change of the verdict, with its votes and its rule
    /// @param decision a decision of the correlator, with its rule and its numbers
    public record Step(
            Instant at,
            @Nullable StatusChanged status,
            @Nullable TraceEntry decision) {}

    /// @param stands the cell's latest change, if it is older than the others; or null
    public static CellTrace of(
            Cell cell,
            Instant at,
            @Nullable StatusChanged stands,
            Collection<StatusChanged> changes,
            Collection<TraceEntry> decisions) {
        var steps = Stream.concat(
                        Stream.concat(Stream.ofNullable(stands), changes.stream())
                                .distinct()
                                .map(change -> new Step(change.time(), change, null)),
                        decisions.stream().map(decision -> new Step(decision.at(), null, decision)))
                .sorted(comparing(Step::at).thenComparing(step -> step.status() == null))
                .toList();
        var decisive = decisive(at, decisions);
        return new CellTrace(
                cell,
                at,
                decisive.map(CellTrace::answer).orElseGet(() -> undecided(at, steps)),
                decisive.filter(CellTrace::belongs).map(TraceEntry::incident).orElse(null),
                steps);
    }

    /// The last decision up to that time; if there is none, the first after it.
    private static Optional<TraceEntry> decisive(Instant at, Collection<TraceEntry> decisions) {
        var inOrder = decisions.stream().sorted(comparing(TraceEntry::at)).toList();
        return inOrder.stream()
                .filter(decision -> !decision.at().isAfter(at))
                .reduce((_, last) -> last)
                .or(() -> inOrder.stream().findFirst());
    }

    private static String answer(TraceEntry decision) {
        var incident = decision.incident();
        if (incident == null) {
            return "No incident: %s.".formatted(decision.reason());
        }
        return belongs(decision)
                ? "Incident %s: %s.".formatted(incident, decision.reason())
                : "No incident any more; it had been part of %s: %s.".formatted(incident, decision.reason());
    }

    private static boolean belongs(TraceEntry decision) {
        return decision.incident() != null
                && switch (decision.rule()) {
                    case LEFT, OUTAGE_ENDED, RESOLVED -> false;
                    default -> true;
                };
    }

    private static String undecided(Instant at, List<Step> steps) {
        return steps.stream()
                .map(Step::status)
                .filter(status -> status != null && !status.time().isAfter(at))
                .reduce((_, last) -> last)
                .map(status -> status.verdict() == Verdict.UP
                        ? "No incident: it was UP, and no decision was needed."
                        : "No incident: it was %s, and there was no decision about it in this time."
                                .formatted(status.verdict()))
                .orElse("No incident: there is no data about it at that time.");
    }
}

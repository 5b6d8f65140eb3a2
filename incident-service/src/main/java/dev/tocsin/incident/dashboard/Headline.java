package dev.tocsin.incident.dashboard;

import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.incident.live.CellView;
import dev.tocsin.incident.live.Incidents;
import dev.tocsin.incident.live.Names;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The one sentence that answers "is it up?".
///
/// @param status what colour and shape it has
/// @param text without a full stop
/// @param since when that began, or null
public record Headline(Status status, String text, @Nullable Instant since) {

    private static final Comparator<IncidentSnapshot> WORST_FIRST = Comparator.comparing(
                    (IncidentSnapshot incident) -> incident.incident().severity())
            .reversed()
            .thenComparing(IncidentSnapshot::startedAt);

    /// Of incidents first, then of cells, so that trouble shows before it is an incident. Stale is never green.
    ///
    /// @param cells that the reader may see
    /// @param open incidents that the reader may see
    /// @param fresh whether that is how things are, rather than how they were
    public static Headline of(List<CellView> cells, List<IncidentSnapshot> open, boolean fresh) {
        var watched = cells.stream().filter(CellView::watched).toList();
        if (watched.isEmpty()) {
            return new Headline(Status.UNKNOWN, "Nothing is monitored yet", null);
        }
        if (!fresh) {
            return new Headline(Status.UNKNOWN, "We cannot confirm the current status", null);
        }
        return ofIncidents(open, watched).or(() -> ofBadCells(watched)).orElseGet(() -> ofRest(watched));
    }

    private static Optional<Headline> ofIncidents(List<IncidentSnapshot> open, List<CellView> watched) {
        return open.stream().min(WORST_FIRST).map(worst -> {
            var more = switch (open.size()) {
                case 1 -> "";
                case 2 -> ", and one more incident is open";
                default -> ", and %d more incidents are open".formatted(open.size() - 1);
            };
            return open.stream().allMatch(incident -> incident.incident().state() == IncidentState.MONITORING)
                    ? new Headline(Status.DEGRADED, "Everything is working again; we are monitoring it", null)
                    : new Headline(ofWorst(watched), worst.incident().title() + more, Incidents.began(worst));
        });
    }

    private static Optional<Headline> ofBadCells(List<CellView> watched) {
        var bad = watched.stream()
                .filter(CellView::isBad)
                .filter(Predicate.not(CellView::maintenance))
                .toList();
        return bad.stream()
                .map(CellView::onset)
                .min(Comparator.nullsLast(Comparator.naturalOrder()))
                .map(onset -> new Headline(
                        ofWorst(bad), "%s %s in %s".formatted(components(bad), trouble(bad), regions(bad)), onset));
    }

    private static Headline ofRest(List<CellView> watched) {
        var unseen = watched.stream()
                .filter(cell -> cell.verdict() == Verdict.UNKNOWN)
                .toList();
        if (unseen.size() == watched.size()) {
            return new Headline(Status.UNKNOWN, "We cannot confirm the current status yet", null);
        }
        if (!unseen.isEmpty()) {
            return new Headline(
                    Status.UNKNOWN,
                    "Everything we can check is up; we have no data for %s – %s"
                            .formatted(components(unseen), regions(unseen)),
                    null);
        }
        return watched.stream().anyMatch(CellView::maintenance)
                ? new Headline(Status.MAINTENANCE, "All systems are up; maintenance is in progress", null)
                : new Headline(Status.UP, "All systems are up", null);
    }

    private static Status ofWorst(List<CellView> cells) {
        return cells.stream().anyMatch(cell -> cell.verdict() == Verdict.DOWN) ? Status.DOWN : Status.DEGRADED;
    }

    private static String trouble(List<CellView> bad) {
        var many = bad.stream().map(CellView::componentName).distinct().count() > 1;
        var down = ofWorst(bad) == Status.DOWN;
        return (many ? "are " : "is ") + (down ? "down" : "degraded");
    }

    private static String components(List<CellView> cells) {
        return Names.some(cells.stream().map(CellView::componentName).distinct().toList());
    }

    private static String regions(List<CellView> cells) {
        return Names.some(cells.stream().map(CellView::regionName).distinct().toList());
    }
}

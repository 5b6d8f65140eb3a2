package dev.tocsin.incident.writer.intake;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.incident.CellImpact;
import dev.tocsin.contract.incident.IncidentEvent;
import dev.tocsin.contract.incident.IncidentEvent.ImpactChanged;
import dev.tocsin.contract.incident.IncidentEvent.Opened;
import dev.tocsin.contract.incident.IncidentEvent.OutageEnded;
import dev.tocsin.contract.incident.IncidentEvent.OutageStarted;
import dev.tocsin.contract.incident.IncidentEvent.Resolved;
import dev.tocsin.contract.incident.IncidentEvent.SuspectConfirmed;
import dev.tocsin.contract.incident.IncidentEvent.SuspectNamed;
import dev.tocsin.contract.incident.Suspect;
import dev.tocsin.contract.incident.Suspect.SuspectKind;
import dev.tocsin.contract.status.StatusChanged;
import dev.tocsin.engine.correlation.Input;
import dev.tocsin.engine.correlation.Input.Changed;
import dev.tocsin.engine.correlation.Input.Observed;
import dev.tocsin.engine.lifecycle.StoryStep;
import dev.tocsin.support.tracing.TraceParents;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The trace of each cell's latest status change, and of each change, as far as this instance has read them. They are
/// kept, since an incident is decided later than its inputs arrive. Inputs that another instance read before a
/// takeover are not known, and the events that follow from them begin a trace.
final class Causes {

    private static final int MOST_CELLS = 20_000;
    private static final int MOST_CHANGES = 1_000;
    private static final int MOST_LINKS = 50;

    private final Map<Cell, CauseTrace> cells = new Latest<>(MOST_CELLS);
    private final Map<String, String> changes = new Latest<>(MOST_CHANGES);
    private long read;

    /// @param number the position in the order of reading
    private record CauseTrace(long number, String traceparent) {}

    void note(Input input, String text) {
        var traceparent = TraceParents.validOrNull(text);
        switch (input) {
            case Observed(StatusChanged change) -> note(change.cell(), traceparent);
            case Changed(var change) when traceparent != null -> changes.put(change.change(), traceparent);
            default -> {}
        }
    }

    private void note(Cell cell, @Nullable String traceparent) {
        if (traceparent == null) {
            cells.remove(cell);
        } else {
            cells.put(cell, new CauseTrace(++read, traceparent));
        }
    }

    /// The trace of the first status change behind the event; for an end, of the last one.
    @Nullable
    String of(StoryStep told) {
        if (cells.isEmpty()) {
            return null;
        }
        var known = cells(told).map(cells::get).filter(Objects::nonNull);
        var order = Comparator.comparingLong(CauseTrace::number);
        var cause = isEnd(told.event()) ? known.max(order) : known.min(order);
        return cause.map(CauseTrace::traceparent).orElse(null);
    }

    /// The traces of further causes: of the other cells of an opening, an outage or an end, and of the changes that the
    /// event suspects.
    List<String> links(StoryStep told) {
        return switch (told.event()) {
            case SuspectNamed named -> ofChanges(named.suspects().stream());
            case SuspectConfirmed confirmed -> ofChanges(Stream.of(confirmed.suspect()));
            case Opened _, OutageStarted _, ImpactChanged _, OutageEnded _, Resolved _ -> ofCells(told);
            default -> List.of();
        };
    }

    private List<String> ofCells(StoryStep told) {
        var parent = of(told);
        return cells(told)
                .map(cells::get)
                .filter(Objects::nonNull)
                .map(CauseTrace::traceparent)
                .filter(traceparent -> !traceparent.equals(parent))
                .distinct()
                .limit(MOST_LINKS)
                .toList();
    }

    private List<String> ofChanges(Stream<Suspect> suspects) {
        return suspects.filter(suspect -> suspect.kind() == SuspectKind.CHANGE)
                .map(suspect -> changes.get(suspect.subject()))
                .filter(Objects::nonNull)
                .toList();
    }

    /// The trace of a change that this instance has read.
    @Nullable
    String ofChange(String change) {
        return changes.get(change);
    }

    private static boolean isEnd(IncidentEvent event) {
        return event instanceof OutageEnded || event instanceof Resolved;
    }

    private static Stream<Cell> cells(StoryStep told) {
        return switch (told.event()) {
            case OutageStarted started -> started.cells().stream().map(CellImpact::cell);
            case ImpactChanged changed
            when !changed.cells().isEmpty() -> changed.cells().stream().map(CellImpact::cell);
            default -> told.incident().outages().stream().flatMap(outage -> outage.impacts().keySet().stream());
        };
    }

    /// The latest entries of a kind; the one that was unused for the longest time goes first.
    private static final class Latest<K, V> extends LinkedHashMap<K, V> {

        private final int most;

        Latest(int most) {
            super(16, 0.75f, true);
            this.most = most;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > most;
        }
    }
}

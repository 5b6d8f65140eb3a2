package dev.tocsin.engine.uptime;

import dev.tocsin.contract.Cell;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// All that figures are calculated from.
///
/// @param turns the verdict changes of each cell
/// @param amendments the amendments of all time
/// @param works the announced work of all time
public record UptimeInputs(
        Map<Cell, List<VerdictChange>> turns, List<Amendment> amendments, List<MaintenanceSpan> works) {

    public UptimeInputs {
        turns = Map.copyOf(turns);
        amendments = List.copyOf(amendments);
        works = List.copyOf(works);
    }

    /// The timelines of these cells over a span of time, including cells without any record.
    public NavigableMap<Cell, Timeline> timelines(Collection<Cell> cells, Span span) {
        var timelines = new TreeMap<Cell, Timeline>();
        for (var cell : cells) {
            timelines.put(
                    cell,
                    Timeline.of(
                            turns.getOrDefault(cell, List.of()),
                            amendments.stream()
                                    .filter(amendment -> amendment.cells().contains(cell))
                                    .toList(),
                            works.stream()
                                    .filter(work -> work.cells().contains(cell))
                                    .toList(),
                            span));
        }
        return timelines;
    }
}

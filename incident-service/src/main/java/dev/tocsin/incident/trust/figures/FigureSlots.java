package dev.tocsin.incident.trust.figures;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The figures of one cell in the minutes of an hour, or in the hours of a day.
///
/// @param bySeries the figures of each series, by the number of the slot from 0 on; a slot without asks is missing
public record FigureSlots(SortedMap<CheckSeries, SortedMap<Integer, CheckFigures>> bySeries) {

    public static FigureSlots of(int slot, Map<CheckSeries, CheckFigures> figures) {
        var bySeries = new TreeMap<CheckSeries, SortedMap<Integer, CheckFigures>>();
        figures.forEach((series, each) -> bySeries.put(series, new TreeMap<>(Map.of(slot, each))));
        return new FigureSlots(bySeries);
    }

    public static FigureSlots sum(Collection<FigureSlots> parts) {
        if (parts.size() == 1) {
            return parts.iterator().next();
        }
        return new FigureSlots(parts.stream()
                .flatMap(part -> part.bySeries().entrySet().stream())
                .collect(groupingBy(
                        Map.Entry::getKey,
                        TreeMap::new,
                        mapping(Map.Entry::getValue, collectingAndThen(toList(), FigureSlots::sumOfSlots)))));
    }

    private static SortedMap<Integer, CheckFigures> sumOfSlots(List<SortedMap<Integer, CheckFigures>> parts) {
        return parts.stream()
                .flatMap(part -> part.entrySet().stream())
                .collect(groupingBy(
                        Map.Entry::getKey,
                        TreeMap::new,
                        mapping(Map.Entry::getValue, collectingAndThen(toList(), CheckFigures::sum))));
    }

    /// The figures of all slots together.
    public SortedMap<CheckSeries, CheckFigures> total() {
        var totals = new TreeMap<CheckSeries, CheckFigures>();
        bySeries.forEach((series, slots) -> totals.put(series, CheckFigures.sum(slots.values())));
        return totals;
    }

    /// The same with other figures in one slot.
    public FigureSlots withSlot(int slot, Map<CheckSeries, CheckFigures> figures) {
        var next = new TreeMap<CheckSeries, SortedMap<Integer, CheckFigures>>();
        bySeries.forEach((series, slots) -> {
            var others = new TreeMap<>(slots);
            others.remove(slot);
            next.put(series, others);
        });
        figures.forEach((series, each) ->
                next.computeIfAbsent(series, _ -> new TreeMap<>()).put(slot, each));
        next.values().removeIf(Map::isEmpty);
        return new FigureSlots(next);
    }
}

package dev.tocsin.incident.trust.figures.stream;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.figures.MinuteCounted;
import dev.tocsin.contract.figures.MinuteCounted.CheckCount;
import dev.tocsin.contract.health.HealthObserved;
import dev.tocsin.incident.trust.figures.CheckFigures;
import dev.tocsin.incident.trust.figures.CheckSeries;
import dev.tocsin.incident.trust.figures.OpenMinutes;
import dev.tocsin.incident.trust.figures.form.OpenMinutesForm;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.streams.state.KeyValueStore;

/// The state of one partition: for each check, vantage point and probe the minutes that were not published yet.
final class SeriesStore {

    /// A cell has a few checks and vantage points; whoever invents more of them cannot fill the memory.
    private static final int MOST_OF_A_CELL = 300;

    private final KeyValueStore<String, byte[]> store;
    private final Map<String, Integer> seriesOfCells = new HashMap<>();

    SeriesStore(KeyValueStore<String, byte[]> store) {
        this.store = store;
        try (var all = store.all()) {
            all.forEachRemaining(
                    entry -> seriesOfCells.merge(SeriesKey.of(entry.key).cell(), 1, Integer::sum));
        }
    }

    /// @param probe any text, and therefore the last part
    private record SeriesKey(String cell, String check, String vantagePoint, String probe) {

        static SeriesKey of(HealthObserved ask) {
            return new SeriesKey(ask.cell().toString(), ask.check(), ask.vantagePoint(), ask.probe());
        }

        static SeriesKey of(String text) {
            var parts = text.split("/", 4);
            return new SeriesKey(parts[0], parts[1], parts[2], parts[3]);
        }

        CheckSeries series() {
            return new CheckSeries(check, vantagePoint);
        }

        @Override
        public String toString() {
            return String.join("/", cell, check, vantagePoint, probe);
        }
    }

    FigureMonitor.Result count(HealthObserved ask) {
        var key = SeriesKey.of(ask);
        var stored = store.get(key.toString());
        if (stored == null && seriesOfCells.getOrDefault(key.cell(), 0) >= MOST_OF_A_CELL) {
            return FigureMonitor.Result.REFUSED;
        }
        var next = (stored == null ? OpenMinutes.NONE : OpenMinutesForm.read(stored)).with(ask);
        if (next.isEmpty()) {
            return FigureMonitor.Result.REPEATED;
        }
        store.put(key.toString(), OpenMinutesForm.write(next.get()));
        if (stored == null) {
            seriesOfCells.merge(key.cell(), 1, Integer::sum);
        }
        return FigureMonitor.Result.COUNTED;
    }

    /// Passes on the minutes that are over, and keeps them no longer.
    ///
    /// @param clock the clock of the log, in milliseconds
    void publish(long clock, Consumer<MinuteCounted> publish) {
        var open = new ArrayList<Map.Entry<SeriesKey, OpenMinutes>>();
        try (var all = store.all()) {
            all.forEachRemaining(entry -> {
                var minutes = OpenMinutesForm.read(entry.value);
                if (!minutes.over(clock).isEmpty() || minutes.isForgotten(clock)) {
                    open.add(Map.entry(SeriesKey.of(entry.key), minutes));
                }
            });
        }
        var over = new TreeMap<String, SortedMap<Long, SortedMap<CheckSeries, CheckFigures>>>();
        for (var entry : open) {
            var key = entry.getKey();
            var ofCell = over.computeIfAbsent(key.cell(), _ -> new TreeMap<>());
            entry.getValue()
                    .over(clock)
                    .forEach((minute, figures) -> ofCell.computeIfAbsent(minute, _ -> new TreeMap<>())
                            .merge(key.series(), figures, (one, other) -> CheckFigures.sum(List.of(one, other))));
            keep(key, entry.getValue().withoutOver(clock), clock);
        }
        over.forEach((cell, minutes) ->
                minutes.forEach((minute, figures) -> publish.accept(event(cell, minute, clock, figures))));
    }

    private void keep(SeriesKey key, OpenMinutes minutes, long clock) {
        if (minutes.isForgotten(clock)) {
            store.delete(key.toString());
            seriesOfCells.computeIfPresent(key.cell(), (_, count) -> count == 1 ? null : count - 1);
        } else {
            store.put(key.toString(), OpenMinutesForm.write(minutes));
        }
    }

    private static MinuteCounted event(
            String cell, long minute, long clock, SortedMap<CheckSeries, CheckFigures> figures) {
        return new MinuteCounted(
                Cell.of(cell),
                Instant.EPOCH.plus(Duration.ofMinutes(minute)),
                Instant.ofEpochMilli(clock),
                figures.entrySet().stream()
                        .map(series -> new CheckCount(
                                series.getKey().check(),
                                series.getKey().vantagePoint(),
                                series.getValue().failed(),
                                series.getValue().unsure(),
                                series.getValue().latencies().bins()))
                        .toList());
    }
}

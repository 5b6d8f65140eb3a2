package dev.tocsin.notifier.retention;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Once through all that may be old, in batches.
///
/// @param began also decides what is old
/// @param kind that is removed now
/// @param from where its next batch begins
/// @param removed so far, by table
public record Round(Instant began, Kind kind, String from, Map<String, Integer> removed) {

    private static final List<Kind> ORDER = List.of(Kind.values());

    public static Round begin(Instant now) {
        return new Round(now, ORDER.getFirst(), Batch.BEGINNING, Map.of());
    }

    /// @return what is to be done after the batch; empty when that was the last one
    public Optional<Round> after(Batch batch) {
        var all = with(batch);
        if (batch.next() != null) {
            return Optional.of(new Round(began, kind, batch.next(), all));
        }
        return ORDER.stream()
                .skip(ORDER.indexOf(kind) + 1L)
                .findFirst()
                .map(following -> new Round(began, following, Batch.BEGINNING, all));
    }

    /// How many rows are removed by table, those of the batch counted.
    public Map<String, Integer> with(Batch batch) {
        var all = new TreeMap<>(removed);
        batch.removed().forEach((table, rows) -> all.merge(table, rows, Integer::sum));
        all.values().removeIf(rows -> rows == 0);
        return all;
    }
}

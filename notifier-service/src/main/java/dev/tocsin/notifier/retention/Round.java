package dev.tocsin.notifier.retention;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// One pass through all rows that may be old, in batches.
///
/// @param began the start of the pass, which also decides what is old
/// @param kind the kind whose turn it is
/// @param from where the next batch of this kind begins
/// @param removed the number of rows so far, by table
public record Round(Instant began, Kind kind, String from, Map<String, Integer> removed) {

    private static final List<Kind> ORDER = List.of(Kind.values());

    public static Round begin(Instant now) {
        return new Round(now, ORDER.getFirst(), Batch.BEGINNING, Map.of());
    }

    /// @return the round after the batch; empty when that was the last one
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

    /// The number of removed rows by table, including those of the batch.
    public Map<String, Integer> with(Batch batch) {
        var all = new TreeMap<>(removed);
        batch.removed().forEach((table, rows) -> all.merge(table, rows, Integer::sum));
        all.values().removeIf(rows -> rows == 0);
        return all;
    }
}

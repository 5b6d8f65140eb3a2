package dev.tocsin.notifier.retention;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The rows that one transaction removed.
///
/// @param removed the number of rows by table; `address` stands for addresses that were erased
/// @param next where the next batch of this kind begins; null when this was the last one
public record Batch(Map<String, Integer> removed, @Nullable String next) {

    /// The beginning of the first batch of a kind.
    public static final String BEGINNING = "";
}

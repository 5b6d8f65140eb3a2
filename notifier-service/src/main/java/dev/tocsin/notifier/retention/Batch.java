package dev.tocsin.notifier.retention;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What one transaction removed.
///
/// @param removed how many rows, by table; `address` stands for addresses that were erased
/// @param next where the next batch of this kind begins; null when this was the last one
public record Batch(Map<String, Integer> removed, @Nullable String next) {

    /// Where the first batch of a kind begins.
    public static final String BEGINNING = "";
}

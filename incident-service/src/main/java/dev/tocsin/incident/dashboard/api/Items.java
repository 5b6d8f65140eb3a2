package dev.tocsin.incident.dashboard.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A list, or one page of it.
///
/// @param next the path of the next page; null on the last
public record Items<T>(List<T> items, @Nullable String next) {

    public Items {
        items = List.copyOf(items);
    }

    static <T> Items<T> all(List<T> items) {
        return new Items<>(items, null);
    }
}

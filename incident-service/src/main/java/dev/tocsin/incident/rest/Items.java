package dev.tocsin.incident.rest;

import jakarta.ws.rs.core.UriBuilder;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A list, or one page of it.
///
/// @param next the path of the next page; null on the last
public record Items<T>(List<T> items, @Nullable String next) {

    public Items {
        items = List.copyOf(items);
    }

    /// @param after the key of the item after which the page begins; null for the first page
    /// @param path the path and query of this list, to which the link to the next page adds its beginning
    public static <T> Items<T> page(
            List<T> all, Function<T, String> key, int limit, @Nullable String after, UriBuilder path) {
        var rest = all.stream()
                .dropWhile(item -> after != null && !key.apply(item).equals(after))
                .skip(after == null ? 0 : 1)
                .limit(limit + 1L)
                .toList();
        if (rest.size() <= limit) {
            return all(rest);
        }
        var items = rest.subList(0, limit);
        var next = path.queryParam("limit", limit)
                .queryParam("after", key.apply(items.getLast()))
                .build();
        return new Items<>(items, next.toString());
    }

    public static <T> Items<T> all(List<T> items) {
        return new Items<>(items, null);
    }
}

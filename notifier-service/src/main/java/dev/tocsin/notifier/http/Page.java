package dev.tocsin.notifier.http;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One part of a list.
///
/// @param next the value to pass as `after` for the next part; null at the end
public record Page<T>(List<T> items, @Nullable String next) {

    public static final int MOST = 100;

    /// @param found at most one more than [#MOST]; the extra one shows that there is a next part
    public static <T> Page<T> of(List<T> found, Function<T, String> id) {
        var items = found.stream().limit(MOST).toList();
        return new Page<>(items, found.size() > MOST ? id.apply(items.getLast()) : null);
    }
}

package dev.tocsin.notifier.database;

import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The values of many rows, an array for each column, as a statement takes them in `unnest(:ids, :states)`.
public final class Columns {

    private Columns() {}

    public static <T> @Nullable String[] texts(Collection<T> rows, Function<T, @Nullable String> text) {
        return rows.stream().map(text).toArray(String[]::new);
    }

    public static String[] texts(Collection<String> texts) {
        return texts.toArray(String[]::new);
    }
}

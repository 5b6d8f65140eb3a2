package dev.tocsin.incident.dashboard;

import dev.tocsin.contract.catalog.RegionDefined;
import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.engine.uptime.Status;
import dev.tocsin.support.problem.Problem.FieldError;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads a filter from the texts of a query; every error is noted. An empty text is a missing one.
///
/// Before the catalog is read, no region is known, so none is wrong; the same goes for components and groups.
public final class GridFilterReader {

    static final int LONGEST_SEARCH = 100;

    /// A checkbox sends it.
    private static final String YES = "yes";

    private final Catalog catalog;
    private final List<FieldError> errors = new ArrayList<>();

    private GridFilterReader(Catalog catalog) {
        this.catalog = catalog;
    }

    /// The texts as they came.
    public record FilterQuery(
            @Nullable String q,
            @Nullable String region,
            @Nullable String component,
            @Nullable String group,
            @Nullable String status,
            @Nullable String sort,
            @Nullable String mine) {}

    /// @param filter the filter, without what is wrong
    public record ReadFilter(GridFilter filter, List<FieldError> errors) {}

    public static ReadFilter read(FilterQuery query, Catalog catalog) {
        var reader = new GridFilterReader(catalog);
        var filter = reader.filter(query);
        return new ReadFilter(filter, List.copyOf(reader.errors));
    }

    private GridFilter filter(FilterQuery query) {
        return new GridFilter(
                search(query.q()),
                known("region", query.region(), catalog.regions().stream().map(RegionDefined::id)),
                component(query.component()),
                known("group", query.group(), groups()),
                one("status", query.status(), List.of(Status.values()), Status::style),
                Objects.requireNonNullElse(
                        one("sort", query.sort(), List.of(GridSort.values()), GridSort::id), GridSort.WORST),
                one("mine", query.mine(), List.of(YES), Function.identity()) != null);
    }

    private Stream<String> groups() {
        return catalog.components().stream().flatMap(component -> Stream.ofNullable(component.group()));
    }

    private String search(@Nullable String text) {
        if (text == null) {
            return "";
        }
        if (text.length() > LONGEST_SEARCH) {
            errors.add(new FieldError("q", "must have at most %d characters".formatted(LONGEST_SEARCH)));
            return "";
        }
        return text.strip().toLowerCase(Locale.ROOT);
    }

    /// A catalog may have thousands of components, so the error does not list them.
    private @Nullable String component(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        if (catalog.components().isEmpty() || catalog.component(text).isPresent()) {
            return text;
        }
        errors.add(new FieldError("component", "must be the id of a component of the catalog; it is " + text));
        return null;
    }

    /// @param names of the catalog's entries
    private @Nullable String known(String field, @Nullable String text, Stream<String> names) {
        var all = names.collect(Collectors.toCollection(TreeSet::new));
        return catalog.components().isEmpty() && text != null && !text.isEmpty()
                ? text
                : one(field, text, all, Function.identity());
    }

    private <T> @Nullable T one(String field, @Nullable String text, Collection<T> all, Function<T, String> name) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        var found = all.stream().filter(it -> name.apply(it).equals(text)).findFirst();
        if (found.isEmpty()) {
            var right = all.stream().map(name).collect(Collectors.joining(", "));
            errors.add(new FieldError(field, "must be one of %s; it is %s".formatted(right, text)));
        }
        return found.orElse(null);
    }
}

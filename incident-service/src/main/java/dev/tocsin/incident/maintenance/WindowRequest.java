package dev.tocsin.incident.maintenance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.temporal.ChronoUnit.MILLIS;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Ids;
import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.incident.problem.Fields;
import dev.tocsin.support.problem.Problem.FieldError;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An operator's request for a new window or for changes of one; a null field stays as it is.
///
/// @param window the id for a new window or a new series; null to derive it from the other fields
/// @param repeats the rule by which a new series repeats; null for one window
/// @param zone the time zone of that rule
public record WindowRequest(
        @Nullable String window,
        @Nullable String title,
        @Nullable List<Cell> cells,
        @Nullable Instant startsAt,
        @Nullable Instant endsAt,
        @Nullable String repeats,
        @Nullable String zone) {

    /// For one window, or for a change.
    public WindowRequest(
            @Nullable String window,
            @Nullable String title,
            @Nullable List<Cell> cells,
            @Nullable Instant startsAt,
            @Nullable Instant endsAt) {
        this(window, title, cells, startsAt, endsAt, null, null);
    }

    /// Times are cut to the millisecond, as they are published.
    public WindowRequest {
        startsAt = startsAt == null ? null : startsAt.truncatedTo(MILLIS);
        endsAt = endsAt == null ? null : endsAt.truncatedTo(MILLIS);
    }

    /// The result of reading a body.
    public sealed interface WindowReading {

        record Read(WindowRequest request) implements WindowReading {}

        /// @param errors at least one
        record Wrong(List<FieldError> errors) implements WindowReading {}
    }

    public static WindowReading ofNew(JsonNode body, Catalog catalog) {
        var errors = new ArrayList<FieldError>();
        var fields = Fields.of(
                body,
                "",
                new TreeSet<>(Set.of("window", "title", "cells", "startsAt", "endsAt", "repeats", "zone")),
                errors);
        if (!body.isObject()) {
            return new WindowReading.Wrong(errors);
        }
        var window = fields.optionalText("window", 63);
        if (window != null && !Ids.isId(window)) {
            fields.wrong("window", "must be a lower-case letter, then at most 62 of a-z, 0-9 and -");
        }
        var request = new WindowRequest(
                window,
                fields.text("title", 200),
                cells(fields, catalog),
                fields.time("startsAt"),
                fields.time("endsAt"),
                fields.optionalText("repeats", 500),
                fields.optionalText("zone", 64));
        return reading(request, errors);
    }

    public static WindowReading ofChange(JsonNode body, Catalog catalog) {
        var errors = new ArrayList<FieldError>();
        var fields = Fields.of(body, "", new TreeSet<>(Set.of("title", "cells", "startsAt", "endsAt")), errors);
        if (!body.isObject()) {
            return new WindowReading.Wrong(errors);
        }
        if (body.isEmpty()) {
            fields.wrong("body", "must have a title, cells, startsAt or endsAt");
        }
        var request = new WindowRequest(
                null,
                fields.optionalText("title", 200),
                body.hasNonNull("cells") ? cells(fields, catalog) : null,
                body.hasNonNull("startsAt") ? fields.time("startsAt") : null,
                body.hasNonNull("endsAt") ? fields.time("endsAt") : null);
        return reading(request, errors);
    }

    private static WindowReading reading(WindowRequest request, List<FieldError> errors) {
        return errors.isEmpty() ? new WindowReading.Read(request) : new WindowReading.Wrong(List.copyOf(errors));
    }

    private static List<Cell> cells(Fields fields, Catalog catalog) {
        var cells = fields.cells("cells");
        cells.stream()
                .filter(cell -> !catalog.has(cell))
                .forEach(cell -> fields.wrong("cells", "names %s, which is not in the catalog".formatted(cell)));
        return cells;
    }

    /// Derived from the other fields unless it is given, so that a repeated request makes one window.
    public String id() {
        var facts = "%s/%s/%s/%s".formatted(title, cells, startsAt, endsAt);
        return window != null
                ? window
                : "window-"
                        + UUID.nameUUIDFromBytes(facts.getBytes(UTF_8))
                                .toString()
                                .substring(0, 13);
    }
}

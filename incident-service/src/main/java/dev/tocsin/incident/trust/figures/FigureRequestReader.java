package dev.tocsin.incident.trust.figures;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Ids;
import dev.tocsin.contract.Json;
import dev.tocsin.support.problem.Problem.FieldError;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a request for figures from the texts of a query; every error is noted.
public final class FigureRequestReader {

    private static final Duration USUAL_MINUTES = Duration.ofHours(2);
    private static final Duration USUAL_HOURS = Duration.ofDays(7);

    private final Instant now;
    private final List<FieldError> errors = new ArrayList<>();

    private FigureRequestReader(Instant now) {
        this.now = now;
    }

    /// The texts as they came.
    ///
    /// @param from by default two hours before the end, or 7 days where the step is an hour
    /// @param to by default now
    /// @param step `minute` or `hour`
    public record Query(
            String cell,
            @Nullable String from,
            @Nullable String to,
            @Nullable String check,
            @Nullable String vantagePoint,
            String step) {}

    /// The result of reading.
    public sealed interface Reading {

        record Read(FigureRequest request) implements Reading {}

        record Wrong(List<FieldError> errors) implements Reading {}
    }

    public static Reading read(Query query, Instant now) {
        var reader = new FigureRequestReader(now);
        var request = reader.request(query);
        return reader.errors.isEmpty() && request != null
                ? new Reading.Read(request)
                : new Reading.Wrong(List.copyOf(reader.errors));
    }

    private @Nullable FigureRequest request(Query query) {
        var cell = cell(query.cell());
        var step = step(query.step());
        var to = query.to() == null ? now : time("to", query.to());
        var from = query.from() == null ? null : time("from", query.from());
        id("check", query.check());
        id("vantagePoint", query.vantagePoint());
        if (cell == null || step == null || to == null || !errors.isEmpty()) {
            return null;
        }
        var usual = step == FigureStep.MINUTE ? USUAL_MINUTES : USUAL_HOURS;
        var first = step.slot(from == null ? to.minus(usual) : from);
        var end = step.slot(to.plus(step.slot()).minusMillis(1));
        if (!first.isBefore(end)) {
            errors.add(new FieldError("to", "must be later than from"));
        } else if (first.until(end).dividedBy(step.slot()) > FigureRequest.MOST_SLOTS) {
            errors.add(new FieldError("from", tooMany(step)));
        }
        return new FigureRequest(cell, first, end, step, query.check(), query.vantagePoint());
    }

    private static String tooMany(FigureStep step) {
        return switch (step) {
            case MINUTE ->
                "must be at most %d minutes before `to`; for a longer span use step=hour"
                        .formatted(FigureRequest.MOST_SLOTS);
            case HOUR ->
                "must be at most %d hours before `to`; make several requests for a longer span"
                        .formatted(FigureRequest.MOST_SLOTS);
        };
    }

    private @Nullable Cell cell(String text) {
        try {
            return Cell.of(text);
        } catch (IllegalArgumentException _) {
            errors.add(new FieldError("cell", "must be of the form component@region"));
            return null;
        }
    }

    private @Nullable FigureStep step(String text) {
        return switch (text) {
            case "minute" -> FigureStep.MINUTE;
            case "hour" -> FigureStep.HOUR;
            default -> {
                errors.add(new FieldError("step", "must be minute or hour"));
                yield null;
            }
        };
    }

    private @Nullable Instant time(String field, String text) {
        var time = Json.time(text);
        if (time.isEmpty()) {
            errors.add(new FieldError(field, "must be a time such as 2006-04-11T10:42:00.000Z"));
        }
        return time.orElse(null);
    }

    private void id(String field, @Nullable String text) {
        if (text != null && !Ids.isId(text)) {
            errors.add(new FieldError(
                    field,
                    "must be the id of a %s of the catalog"
                            .formatted(field.equals("check") ? "check" : "vantage point")));
        }
    }
}

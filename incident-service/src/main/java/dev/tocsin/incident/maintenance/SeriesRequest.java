package dev.tocsin.incident.maintenance;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tocsin.contract.Ids;
import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.engine.catalog.DisplayNames;
import dev.tocsin.engine.catalog.RepeatRule;
import dev.tocsin.engine.catalog.WindowLimits;
import dev.tocsin.engine.maintenance.WindowSeries;
import dev.tocsin.support.problem.Problem.FieldError;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Makes a series of a request that has a rule by which it repeats.
public final class SeriesRequest {

    /// A rule is followed from its start each second, so the start must not be too far in the past.
    private static final Duration LONGEST_AGO = Duration.ofDays(366);

    private SeriesRequest() {}

    /// The result of reading a request.
    public sealed interface SeriesReading {

        record ReadSeries(WindowSeries series) implements SeriesReading {}

        /// @param errors at least one
        record WrongSeries(List<FieldError> errors) implements SeriesReading {}
    }

    /// @param by the operator who makes the series
    public static SeriesReading of(WindowRequest request, Catalog catalog, String by, Instant now) {
        var errors = new ArrayList<FieldError>();
        var startsAt = Objects.requireNonNull(request.startsAt());
        var lasts = Duration.between(startsAt, Objects.requireNonNull(request.endsAt()));
        if (lasts.compareTo(WindowLimits.SHORTEST) < 0 || lasts.compareTo(WindowLimits.LONGEST) > 0) {
            errors.add(new FieldError("endsAt", "must be from 1 minute to 7 days after startsAt"));
        }
        if (startsAt.isBefore(now.minus(LONGEST_AGO))) {
            errors.add(new FieldError("startsAt", "must not be more than a year ago"));
        }
        var id = Optional.ofNullable(request.window()).orElseGet(() -> derivedId(request));
        if (id.length() > WindowLimits.LONGEST_PLAN_ID || !Ids.isId(id)) {
            errors.add(new FieldError(
                    "window",
                    "must be at most %d characters long for work that repeats"
                            .formatted(WindowLimits.LONGEST_PLAN_ID)));
        }
        var zone = zone(request.zone(), catalog, errors);
        var repeats = Objects.requireNonNull(request.repeats());
        if (zone != null) {
            RepeatRule.whyWrong(repeats, startsAt.atZone(zone).toLocalDateTime(), zone)
                    .ifPresent(why -> errors.add(new FieldError("repeats", "is wrong: " + why)));
        }
        if (!errors.isEmpty() || zone == null) {
            return new SeriesReading.WrongSeries(List.copyOf(errors));
        }
        var series = new WindowSeries(
                id,
                Objects.requireNonNull(request.title()),
                Objects.requireNonNull(request.cells()),
                startsAt.atZone(zone).toLocalDateTime().toString(),
                lasts.toMillis(),
                RepeatRule.canonical(repeats),
                zone.getId(),
                by,
                now,
                null);
        return series.windows(now).isEmpty()
                ? new SeriesReading.WrongSeries(
                        List.of(new FieldError("repeats", "must name a time in the next ten years")))
                : new SeriesReading.ReadSeries(series);
    }

    private static @Nullable ZoneId zone(@Nullable String stated, Catalog catalog, List<FieldError> errors) {
        try {
            return stated == null ? DisplayNames.zone(catalog) : ZoneId.of(stated.strip());
        } catch (DateTimeException _) {
            errors.add(new FieldError("zone", "must be an IANA time zone such as Europe/Berlin"));
            return null;
        }
    }

    /// A repeated request makes one series.
    private static String derivedId(WindowRequest request) {
        var facts = "%s/%s/%s/%s/%s/%s"
                .formatted(
                        request.title(),
                        request.cells(),
                        request.startsAt(),
                        request.endsAt(),
                        request.repeats(),
                        request.zone());
        return "series-"
                + UUID.nameUUIDFromBytes(facts.getBytes(UTF_8)).toString().substring(0, 13);
    }
}

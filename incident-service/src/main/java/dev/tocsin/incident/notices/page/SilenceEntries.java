package dev.tocsin.incident.notices.page;

import static java.util.Objects.requireNonNullElse;
import static java.util.function.Predicate.not;

import dev.tocsin.contract.Json;
import dev.tocsin.incident.form.FormTimes;
import dev.tocsin.incident.notices.SilenceRequest;
import dev.tocsin.support.problem.Problem.FieldError;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.QueryParam;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// An operator's entries about a silence; an empty one counts as not given.
///
/// @param regions ids, with spaces or commas between them; so are the next three
/// @param startsAt a local time; empty for now
/// @param endsAt a local time
/// @param repeats a rule of RFC 5545; empty where it is in force all the time
/// @param minutes the length of each period, where it repeats
/// @param zone in whose local times it repeats; empty for the catalog's
public record SilenceEntries(
        String regions,
        String components,
        String incidents,
        String subscriptions,
        String reason,
        String startsAt,
        String endsAt,
        String repeats,
        String minutes,
        String zone) {

    static final SilenceEntries NONE = new SilenceEntries("", "", "", "", "", "", "", "", "", "");

    static final Map<String, String> LABELS = Map.of(
            "regions", "scope",
            "components", "component",
            "incidents", "incident",
            "subscriptions", "subscription",
            "startsAt", "start",
            "endsAt", "end",
            "repeats", "rule",
            "lastsMillis", "length",
            "zone", "time zone");

    private static final Pattern MINUTES = Pattern.compile("\\d{1,5}");
    private static final int LONGEST_MINUTES = 10_080;

    /// The requested silence, and the entries that could not be read.
    record ReadEntries(SilenceRequest request, List<FieldError> errors) {}

    ReadEntries read(ZoneId catalogZone) {
        var errors = new ArrayList<FieldError>();
        if ((regions + components + incidents + subscriptions).isEmpty()) {
            errors.add(
                    new FieldError("regions", "is empty: enter a region, a component, an incident or a subscription"));
        }
        var request = new SilenceRequest(
                ids(regions),
                ids(components),
                ids(incidents),
                ids(subscriptions),
                reason,
                time("startsAt", startsAt, catalogZone, errors),
                time("endsAt", endsAt, catalogZone, errors),
                orNull(repeats),
                millis(errors),
                orNull(zone));
        return new ReadEntries(request, errors);
    }

    /// Whether anything was entered.
    public boolean given() {
        return !equals(NONE);
    }

    private static List<String> ids(String entered) {
        return Arrays.stream(entered.split("[\\s,;]+"))
                .filter(not(String::isEmpty))
                .toList();
    }

    private static @Nullable Instant time(String field, String entered, ZoneId zone, List<FieldError> errors) {
        if (entered.isEmpty()) {
            return null;
        }
        var time = Json.time(FormTimes.instant(entered, zone));
        if (time.isEmpty()) {
            errors.add(new FieldError(field, "must be a time"));
        }
        return time.orElse(null);
    }

    private @Nullable Long millis(List<FieldError> errors) {
        if (minutes.isEmpty()) {
            if (!repeats.isEmpty()) {
                errors.add(new FieldError("lastsMillis", "is missing"));
            }
            return null;
        }
        var length = MINUTES.matcher(minutes).matches() ? Long.parseLong(minutes) : 0;
        if (length < 1 || length > LONGEST_MINUTES) {
            errors.add(new FieldError("lastsMillis", "must be from 1 minute to 7 days, in minutes"));
            return null;
        }
        return Duration.ofMinutes(length).toMillis();
    }

    private static @Nullable String orNull(String entered) {
        return entered.isEmpty() ? null : entered;
    }

    private static String stripped(@Nullable String entry) {
        return requireNonNullElse(entry, "").strip();
    }

    /// The entries as a browser sends them.
    static final class SilenceFields {

        @FormParam("regions")
        @Nullable
        String regions;

        @FormParam("components")
        @Nullable
        String components;

        @FormParam("incidents")
        @Nullable
        String incidents;

        @FormParam("subscriptions")
        @Nullable
        String subscriptions;

        @FormParam("reason")
        @Nullable
        String reason;

        @FormParam("startsAt")
        @Nullable
        String startsAt;

        @FormParam("endsAt")
        @Nullable
        String endsAt;

        @FormParam("repeats")
        @Nullable
        String repeats;

        @FormParam("minutes")
        @Nullable
        String minutes;

        @FormParam("zone")
        @Nullable
        String zone;

        SilenceEntries entries() {
            return new SilenceEntries(
                    stripped(regions),
                    stripped(components),
                    stripped(incidents),
                    stripped(subscriptions),
                    stripped(reason),
                    stripped(startsAt),
                    stripped(endsAt),
                    stripped(repeats),
                    stripped(minutes),
                    stripped(zone));
        }
    }

    /// The scope with which a link lets the form begin.
    static final class SilenceScopeQuery {

        @QueryParam("region")
        @Nullable
        String region;

        @QueryParam("component")
        @Nullable
        String component;

        @QueryParam("incident")
        @Nullable
        String incident;

        @QueryParam("subscription")
        @Nullable
        String subscription;

        SilenceEntries entries() {
            return new SilenceEntries(
                    stripped(region),
                    stripped(component),
                    stripped(incident),
                    stripped(subscription),
                    "",
                    "",
                    "",
                    "",
                    "",
                    "");
        }
    }
}

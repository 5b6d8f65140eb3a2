package dev.tocsin.incident.replay.page;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Json;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.engine.catalog.DisplayNames;
import dev.tocsin.engine.replay.ReplaySettings;
import dev.tocsin.incident.form.FormErrors;
import dev.tocsin.incident.form.FormTimes;
import dev.tocsin.incident.replay.ReplayRequest;
import dev.tocsin.incident.replay.ReplayRequest.ReplaySpan;
import dev.tocsin.incident.trust.live.LiveView;
import dev.tocsin.support.problem.Problem.FieldError;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// An operator's entries in the form of a replay; the address of the page holds the same.
///
/// @param incident an id, or empty
/// @param cell such as `login@na`, or empty
/// @param from a local time of the page's zone, or one of RFC 3339
/// @param settings the changed settings, by key
record ReplayEntries(String incident, String cell, String from, String to, SortedMap<String, String> settings) {

    private static final Map<String, String> LABELS =
            Map.of("incident", "incident", "cell", "cell", "from", "beginning", "to", "end");

    static ReplayEntries of(Map<String, List<String>> parameters) {
        var settings = new TreeMap<String, String>();
        ReplaySettings.keys().forEach(key -> {
            var entered = first(parameters, key);
            if (!entered.isEmpty()) {
                settings.put(key, entered);
            }
        });
        return new ReplayEntries(
                first(parameters, "incident"),
                first(parameters, "cell"),
                first(parameters, "from"),
                first(parameters, "to"),
                settings);
    }

    /// Whether a link led here, perhaps from an incident that can no longer be replayed, and nothing was asked yet.
    boolean asksNothing() {
        return settings.isEmpty() && from.isEmpty() && to.isEmpty();
    }

    private static String first(Map<String, List<String>> parameters, String name) {
        return parameters.getOrDefault(name, List.of()).stream()
                .findFirst()
                .map(String::strip)
                .orElse("");
    }

    ReplayReading read(Catalog catalog, LiveView view, Instant now) {
        var errors = new ArrayList<FieldError>();
        var known = view.incidents().get(incident);
        if (!incident.isEmpty() && known == null) {
            errors.add(
                    new FieldError("incident", "is not among those that are in memory; enter a beginning and an end"));
        }
        var filled = known == null ? this : filled(known, DisplayNames.zone(catalog), now);
        var cells = cells(known, catalog, errors);
        var span = filled.span(DisplayNames.zone(catalog), now, errors);
        var changed = changed(catalog, errors);
        if (!errors.isEmpty()) {
            return new ReplayReading.Mistaken(FormErrors.ofFields(LABELS, errors));
        }
        return settings.isEmpty() || span == null
                ? new ReplayReading.Empty(filled)
                : new ReplayReading.Asked(
                        new ReplayRequest(cells, span.from(), span.to(), changed, catalog.version()), filled);
    }

    /// An incident gives the times that are not stated.
    private ReplayEntries filled(IncidentSnapshot known, ZoneId zone, Instant now) {
        var span = ReplaySpan.of(known, now);
        return new ReplayEntries(
                incident,
                cell,
                from.isEmpty() ? FormTimes.entry(span.from(), zone) : from,
                to.isEmpty() ? FormTimes.entry(span.to(), zone) : to,
                settings);
    }

    private List<Cell> cells(@Nullable IncidentSnapshot known, Catalog catalog, List<FieldError> errors) {
        if (cell.isEmpty()) {
            return known == null ? List.of() : ReplayRequest.cellsOf(known);
        }
        try {
            var wanted = Cell.of(cell);
            if (!catalog.has(wanted)) {
                errors.add(new FieldError("cell", "names %s, which is not in the catalog".formatted(wanted)));
            }
            return List.of(wanted);
        } catch (IllegalArgumentException _) {
            errors.add(new FieldError("cell", "must be of the form component@region, such as login@na"));
            return List.of();
        }
    }

    /// Null if no time is stated, which is wrong only where something is to be replayed.
    private @Nullable ReplaySpan span(ZoneId zone, Instant now, List<FieldError> errors) {
        if (from.isEmpty() && to.isEmpty() && settings.isEmpty()) {
            return null;
        }
        var begin = Json.time(FormTimes.instant(from, zone)).orElse(null);
        var end = Json.time(FormTimes.instant(to, zone)).orElse(null);
        if (begin == null || end == null) {
            addMissing("from", begin, errors);
            addMissing("to", end, errors);
            return null;
        }
        var lasts = Duration.between(begin, end);
        if (!begin.isBefore(end)) {
            errors.add(new FieldError("to", "must be later than from"));
        } else if (lasts.compareTo(ReplayRequest.LONGEST) > 0) {
            errors.add(new FieldError(
                    "to", "must be at most %d hours after the beginning".formatted(ReplayRequest.LONGEST.toHours())));
        } else if (!begin.isBefore(now)) {
            errors.add(new FieldError("from", "must be in the past"));
        }
        return new ReplaySpan(begin, end);
    }

    private static void addMissing(String field, @Nullable Instant time, List<FieldError> errors) {
        if (time == null) {
            errors.add(new FieldError(field, "must be a time"));
        }
    }

    private ReplaySettings changed(Catalog catalog, List<FieldError> errors) {
        var stated = new ArrayList<String>();
        settings.forEach((key, value) -> {
            try {
                var setting = key + "=" + value;
                ReplaySettings.parse(List.of(setting));
                stated.add(setting);
            } catch (IllegalArgumentException e) {
                errors.add(
                        new FieldError(key, withoutKey(key, Objects.requireNonNullElse(e.getMessage(), "is wrong"))));
            }
        });
        var parsed = ReplaySettings.parse(stated);
        parsed.whyVotesExpire(catalog)
                .ifPresent(why -> errors.add(
                        new FieldError(ReplaySettings.VOTE_LIFE, withoutKey(ReplaySettings.VOTE_LIFE, why))));
        return parsed;
    }

    private static String withoutKey(String key, String sentence) {
        return sentence.startsWith(key + " ") ? sentence.substring(key.length() + 1) : sentence;
    }

    URI address() {
        var address = UriBuilder.fromPath("/ops/replay");
        var values = new TreeMap<String, Object>();
        add("incident", incident, address, values);
        add("cell", cell, address, values);
        add("from", from, address, values);
        add("to", to, address, values);
        settings.forEach((key, value) -> add(key, value, address, values));
        return address.buildFromMap(values);
    }

    private static void add(String name, String value, UriBuilder address, Map<String, Object> values) {
        if (!value.isEmpty()) {
            address.queryParam(name, "{" + name + "}");
            values.put(name, value);
        }
    }
}

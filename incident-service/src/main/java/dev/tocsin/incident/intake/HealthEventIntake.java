package dev.tocsin.incident.intake;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Ids;
import dev.tocsin.contract.health.ErrorKind;
import dev.tocsin.contract.health.HealthObserved;
import dev.tocsin.contract.health.Outcome;
import dev.tocsin.contract.health.Phases;
import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.incident.problem.Fields;
import dev.tocsin.support.problem.Problem.FieldError;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Takes in health events of other senders: one, or a list, bare or under `items`.
public final class HealthEventIntake {

    public static final int MOST = 1_000;

    /// The most that a sender's clock may be ahead.
    static final Duration AHEAD = Duration.ofSeconds(10);

    private static final Set<String> PHASES =
            names("resolveMillis", "connectMillis", "tlsMillis", "firstByteMillis", "transferMillis");
    private static final Set<String> FIELDS = names(
            "check",
            "cell",
            "vantagePoint",
            "probe",
            "outcome",
            "observedAt",
            "latencyMillis",
            "phases",
            "error",
            "detail",
            "definition");

    private HealthEventIntake() {}

    public static IntakeResult of(JsonNode body, Catalog catalog, Instant now) {
        var errors = new ArrayList<FieldError>();
        if (body.isArray() || body.path("items").isArray()) {
            var items = body.isArray() ? body : body.path("items");
            return ofList(items, catalog, now, errors);
        }
        var event = read(body, "", catalog, now, errors);
        return IntakeResult.of(event == null ? List.of() : List.of(event), errors);
    }

    private static IntakeResult ofList(JsonNode items, Catalog catalog, Instant now, List<FieldError> errors) {
        if (items.isEmpty() || items.size() > MOST) {
            errors.add(new FieldError("items", "must be 1 to %d, not %d".formatted(MOST, items.size())));
            return IntakeResult.of(List.of(), errors);
        }
        var events = new ArrayList<HealthObserved>();
        for (var i = 0; i < items.size(); i++) {
            var event = read(items.get(i), "items[%d]".formatted(i), catalog, now, errors);
            if (event != null) {
                events.add(event);
            }
        }
        return IntakeResult.of(events, errors);
    }

    private static @Nullable HealthObserved read(
            JsonNode item, String path, Catalog catalog, Instant now, List<FieldError> errors) {
        var before = errors.size();
        var fields = Fields.of(item, path, FIELDS, errors);
        if (errors.size() > before && !item.isObject()) {
            return null;
        }
        var cell = fields.cell("cell");
        var check = fields.text("check", 63);
        var vantagePoint = fields.text("vantagePoint", 63);
        var probe = fields.text("probe", 100);
        var outcome = fields.oneOf("outcome", Outcome.class);
        var observedAt = fields.time("observedAt");
        var latency = fields.number("latencyMillis");
        var phases = phases(fields);
        var error = fields.optionalOneOf("error", ErrorKind.class);
        var detail = fields.optionalText("detail", 200);
        var definition = fields.optionalText("definition", 64);
        checkKnown(fields, catalog, cell, check, vantagePoint);
        if (observedAt != null && observedAt.isAfter(now.plus(AHEAD))) {
            fields.wrong("observedAt", "is more than %d s in the future".formatted(AHEAD.toSeconds()));
        }
        if (outcome == Outcome.FAIL && error == null && !item.hasNonNull("error")) {
            error = ErrorKind.OTHER;
        }
        return cell == null
                        || check == null
                        || vantagePoint == null
                        || probe == null
                        || outcome == null
                        || observedAt == null
                        || latency == null
                ? null
                : new HealthObserved(
                        check,
                        cell,
                        vantagePoint,
                        probe,
                        outcome,
                        observedAt,
                        latency,
                        phases,
                        error,
                        detail,
                        definition);
    }

    private static @Nullable Phases phases(Fields fields) {
        var phases = fields.object("phases", PHASES);
        return phases == null
                ? null
                : new Phases(
                        phases.optionalNumber("resolveMillis"),
                        phases.optionalNumber("connectMillis"),
                        phases.optionalNumber("tlsMillis"),
                        phases.optionalNumber("firstByteMillis"),
                        phases.optionalNumber("transferMillis"));
    }

    private static void checkKnown(
            Fields fields,
            Catalog catalog,
            @Nullable Cell cell,
            @Nullable String check,
            @Nullable String vantagePoint) {
        if (vantagePoint != null && catalog.vantagePoint(vantagePoint).isEmpty()) {
            fields.wrong("vantagePoint", "is not in the catalog");
        }
        if (cell == null) {
            return;
        }
        if (!catalog.has(cell)) {
            fields.wrong("cell", "is not in the catalog");
        } else if (check != null
                && (!Ids.isId(check)
                        || !catalog.entries().containsKey("check/" + check + "@" + cell.region())
                        || catalog.checksOf(cell).stream()
                                .noneMatch(defined -> defined.check().equals(check)))) {
            fields.wrong("check", "is not a check of this cell");
        }
    }

    private static Set<String> names(String... names) {
        return List.of(names).stream().collect(Collectors.toCollection(LinkedHashSet::new));
    }
}

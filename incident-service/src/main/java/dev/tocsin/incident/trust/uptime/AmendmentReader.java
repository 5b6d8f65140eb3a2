package dev.tocsin.incident.trust.uptime;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.contract.Verdict;
import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.engine.uptime.Amendment;
import dev.tocsin.engine.uptime.Span;
import dev.tocsin.incident.problem.Fields;
import dev.tocsin.support.problem.Problem.FieldError;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Makes an amendment of a body, or reports errors by field.
public final class AmendmentReader {

    private static final Set<String> FIELDS = new LinkedHashSet<>(List.of("cells", "from", "to", "verdict", "reason"));

    private static final int LONGEST_REASON = 2_000;

    private AmendmentReader() {}

    public sealed interface AmendmentReading {

        /// @param draft an amendment that has no id yet
        record Read(Amendment draft) implements AmendmentReading {}

        record Wrong(List<FieldError> errors) implements AmendmentReading {}
    }

    public static AmendmentReading read(JsonNode body, Catalog catalog, String by, Instant now) {
        var errors = new ArrayList<FieldError>();
        var fields = Fields.of(body, "", FIELDS, errors);
        var cells = fields.cells("cells");
        cells.stream()
                .filter(cell -> !catalog.has(cell))
                .forEach(cell -> fields.wrong("cells", "names %s, which is not in the catalog".formatted(cell)));
        var from = fields.time("from");
        var to = fields.time("to");
        if (from != null && to != null && !from.isBefore(to)) {
            fields.wrong("to", "must be later than from");
        }
        if (to != null && to.isAfter(now)) {
            fields.wrong("to", "must not be in the future");
        }
        var verdict = fields.oneOf("verdict", Verdict.class);
        var reason = fields.text("reason", LONGEST_REASON);
        return errors.isEmpty() && from != null && to != null && verdict != null && reason != null
                ? new AmendmentReading.Read(new Amendment(0, cells, new Span(from, to), verdict, reason, by, now))
                : new AmendmentReading.Wrong(errors);
    }
}

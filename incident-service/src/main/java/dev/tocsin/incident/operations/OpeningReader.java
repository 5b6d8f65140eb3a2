package dev.tocsin.incident.operations;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.contract.Severity;
import dev.tocsin.engine.correlation.Command.Open;
import dev.tocsin.incident.operations.CommandReader.CommandReading;
import dev.tocsin.incident.problem.Fields;
import dev.tocsin.support.problem.Problem.FieldError;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// Makes the command that opens an incident of a body or a form, or reports errors by field.
public final class OpeningReader {

    public static final Set<String> FIELDS =
            new LinkedHashSet<>(List.of("title", "severity", "cells", "verdict", "text", "nextUpdateBy"));

    private OpeningReader() {}

    /// @param id the id that the incident gets
    /// @param by the operator who gives the command
    public static CommandReading read(String id, JsonNode body, String by, Instant now) {
        var errors = new ArrayList<FieldError>();
        var fields = Fields.of(body, "", FIELDS, errors);
        var title = fields.optionalText("title", CommandReader.LONGEST_TITLE);
        var severity = fields.optionalOneOf("severity", Severity.class);
        var cells = fields.cells("cells");
        var verdict = CommandReader.statedVerdict(fields, true);
        var text = Objects.requireNonNullElse(fields.text("text", CommandReader.LONGEST), "");
        var nextUpdateBy = body.hasNonNull("nextUpdateBy") ? fields.time("nextUpdateBy") : null;
        return errors.isEmpty()
                ? new CommandReading.Read(new Open(id, by, title, severity, cells, verdict, text, nextUpdateBy, now))
                : new CommandReading.Wrong(errors);
    }
}

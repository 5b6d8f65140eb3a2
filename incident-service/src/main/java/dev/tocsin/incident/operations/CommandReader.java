package dev.tocsin.incident.operations;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.contract.Severity;
import dev.tocsin.contract.Verdict;
import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.engine.correlation.Command;
import dev.tocsin.engine.correlation.Command.Acknowledge;
import dev.tocsin.engine.correlation.Command.Assign;
import dev.tocsin.engine.correlation.Command.CorrectCells;
import dev.tocsin.engine.correlation.Command.CorrectImpact;
import dev.tocsin.engine.correlation.Command.EditUpdate;
import dev.tocsin.engine.correlation.Command.Merge;
import dev.tocsin.engine.correlation.Command.PostUpdate;
import dev.tocsin.engine.correlation.Command.PublishPostmortem;
import dev.tocsin.engine.correlation.Command.Reopen;
import dev.tocsin.engine.correlation.Command.Resolve;
import dev.tocsin.engine.correlation.Command.Split;
import dev.tocsin.engine.correlation.Command.Unacknowledge;
import dev.tocsin.engine.correlation.Command.Unassign;
import dev.tocsin.engine.correlation.Command.WithdrawUpdate;
import dev.tocsin.engine.lifecycle.Incident;
import dev.tocsin.engine.lifecycle.StoryStep;
import dev.tocsin.engine.lifecycle.UpdateTemplate;
import dev.tocsin.incident.problem.Fields;
import dev.tocsin.support.problem.Problem.FieldError;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Makes a command of a body or a form, or reports errors by field.
public final class CommandReader {

    static final int LONGEST = 20_000;
    static final int LONGEST_TITLE = 200;

    private final Incident incident;
    private final JsonNode body;
    private final Fields fields;
    private final String by;
    private final Instant now;

    private CommandReader(Incident incident, JsonNode body, Fields fields, String by, Instant now) {
        this.incident = incident;
        this.body = body;
        this.fields = fields;
        this.by = by;
        this.now = now;
    }

    public sealed interface CommandReading {

        record Read(Command command) implements CommandReading {}

        record Wrong(List<FieldError> errors) implements CommandReading {}
    }

    /// @param known what the edge knows beside the incident
    /// @param catalog the catalog with the names that fill templates
    /// @param by the operator who gives the command
    public static CommandReading read(
            OperatorAction action,
            Incident incident,
            CommandContext known,
            JsonNode body,
            Catalog catalog,
            String by,
            Instant now) {
        var errors = new ArrayList<FieldError>();
        var fields = Fields.of(body, "", action.fields(), errors);
        var command = new CommandReader(incident, body, fields, by, now).command(action, known, catalog);
        return errors.isEmpty() ? new CommandReading.Read(command) : new CommandReading.Wrong(errors);
    }

    private Command command(OperatorAction action, CommandContext known, Catalog catalog) {
        return switch (action) {
            case ACKNOWLEDGE -> new Acknowledge(incident.id(), by, now);
            case UNACKNOWLEDGE -> new Unacknowledge(incident.id(), by, now);
            case ASSIGN -> new Assign(incident.id(), person(known), by, now);
            case UNASSIGN -> new Unassign(incident.id(), by, now);
            case UPDATES ->
                new PostUpdate(
                        incident.id(),
                        by,
                        told(catalog),
                        body.hasNonNull("nextUpdateBy") ? fields.time("nextUpdateBy") : null,
                        now);
            case EDIT -> new EditUpdate(incident.id(), update(known), by, text("text"), now);
            case WITHDRAW -> new WithdrawUpdate(incident.id(), update(known), by, text("reason"), now);
            case CORRECT ->
                new CorrectImpact(
                        incident.id(),
                        by,
                        fields.optionalText("title", LONGEST_TITLE),
                        fields.optionalOneOf("severity", Severity.class),
                        text("reason"),
                        now);
            case CELLS ->
                new CorrectCells(
                        incident.id(),
                        by,
                        fields.optionalCells("add"),
                        fields.optionalCells("remove"),
                        statedVerdict(fields, body.hasNonNull("add")),
                        text("reason"),
                        now);
            case RESOLVE -> new Resolve(incident.id(), by, fields.optionalText("reason", LONGEST), now);
            case REOPEN -> new Reopen(incident.id(), by, text("reason"), now);
            case MERGE -> new Merge(incident.id(), text("into"), by, now);
            case SPLIT -> new Split(incident.id(), fields.cells("cells"), by, now);
            case POSTMORTEM ->
                new PublishPostmortem(incident.id(), by, text("cause"), text("remedy"), text("procedure"), now);
        };
    }

    /// The verdict of cells that a person states.
    static Verdict statedVerdict(Fields fields, boolean required) {
        var verdict = Objects.requireNonNullElse(
                required ? fields.oneOf("verdict", Verdict.class) : fields.optionalOneOf("verdict", Verdict.class),
                Verdict.DOWN);
        if (verdict.isBad()) {
            return verdict;
        }
        fields.wrong("verdict", "must be one of DOWN, DEGRADED");
        return Verdict.DOWN;
    }

    /// A missing field is noted as an error, and then no command is made.
    private String text(String field) {
        return Objects.requireNonNullElse(fields.text(field, LONGEST), "");
    }

    private String person(CommandContext known) {
        var name = Objects.requireNonNullElse(fields.text("to", LONGEST_TITLE), "");
        if (!name.isEmpty() && !name.equals(by) && !known.hasAccount(name)) {
            fields.wrong("to", "must be the name of an account");
        }
        return name;
    }

    private long update(CommandContext known) {
        var number = fields.number("update");
        if (number == null) {
            return 0;
        }
        if (number % 1 != 0 || !known.hasStandingUpdate(number.longValue())) {
            fields.wrong("update", "must be the number of an update that stands");
        }
        return number.longValue();
    }

    private String told(Catalog catalog) {
        var name = fields.optionalText("template", LONGEST_TITLE);
        if (name == null) {
            return text("text");
        }
        if (body.hasNonNull("text")) {
            fields.wrong("template", "cannot be combined with text; give only one of them");
        }
        var template = UpdateTemplate.named(name);
        if (template.isEmpty()) {
            fields.wrong("template", "must be one of %s".formatted(String.join(", ", UpdateTemplate.names())));
        }
        return template.map(it -> it.fill(StoryStep.snapshotOf(incident), catalog))
                .orElse("");
    }
}

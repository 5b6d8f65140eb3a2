package dev.tocsin.incident.operations.page;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.contract.Json;
import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.incident.form.EnteredCells;
import dev.tocsin.incident.operations.OperatorAction;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/// An operator's entries in a form; an empty field counts as not given.
public final class Entries {

    static final Entries NONE = new Entries();

    private static final Set<String> NOT_TEXTS = Set.of("add", "remove", "update");

    @RestForm
    @Nullable
    String text;

    @RestForm
    @Nullable
    String template;

    /// Minutes from now.
    @RestForm
    @Nullable
    Integer nextUpdateIn;

    @RestForm
    @Nullable
    String title;

    @RestForm
    @Nullable
    String severity;

    @RestForm
    @Nullable
    String reason;

    @RestForm
    @Nullable
    String into;

    /// The account to which the incident is assigned.
    @RestForm
    @Nullable
    String to;

    @RestForm
    @Nullable
    List<String> cells;

    /// Names of cells, components and regions to add.
    @RestForm
    @Nullable
    String add;

    @RestForm
    @Nullable
    List<String> remove;

    @RestForm
    @Nullable
    String verdict;

    /// The number of the update that is edited or withdrawn.
    @RestForm
    @Nullable
    Long update;

    @RestForm
    @Nullable
    String cause;

    @RestForm
    @Nullable
    String remedy;

    @RestForm
    @Nullable
    String procedure;

    /// The number of the incident's last event when the form was made.
    @RestForm
    @Nullable
    Long number;

    /// The number of the postmortem's draft when the form was made; missing where there was none.
    @RestForm
    @Nullable
    Long draft;

    /// Present where the operator wants to see an update before it is posted.
    @RestForm
    @Nullable
    String preview;

    /// Present once the operator has read the effects of the action.
    @RestForm
    @Nullable
    String confirmed;

    /// The entries in the form of the API's body.
    ObjectNode body(OperatorAction action, Catalog catalog, Instant now) {
        var body = JsonNodeFactory.instance.objectNode();
        action.fields().stream()
                .filter(field -> !NOT_TEXTS.contains(field) && !of(field).isBlank())
                .forEach(field -> body.put(field, of(field)));
        if (update != null && action.fields().contains("update")) {
            body.put("update", update);
        }
        if (action == OperatorAction.UPDATES && nextUpdateIn != null) {
            body.put("nextUpdateBy", Json.format(now.plus(Duration.ofMinutes(nextUpdateIn))));
        }
        if (action == OperatorAction.CELLS && !of("add").isEmpty()) {
            EnteredCells.of(of("add"), catalog).forEach(body.putArray("add")::add);
        }
        if (action == OperatorAction.CELLS && !remove().isEmpty()) {
            remove().forEach(body.putArray("remove")::add);
        }
        if (action == OperatorAction.SPLIT) {
            cells().forEach(body.putArray("cells")::add);
        }
        return body;
    }

    /// The entry in a field; empty if nothing was entered.
    public String of(String field) {
        var entered = switch (field) {
            case "text" -> text;
            case "template" -> template;
            case "title" -> title;
            case "severity" -> severity;
            case "reason" -> reason;
            case "into" -> into;
            case "to" -> to;
            case "add" -> add;
            case "verdict" -> verdict;
            case "update" -> update == null ? "" : update.toString();
            case "cause" -> cause;
            case "remedy" -> remedy;
            case "procedure" -> procedure;
            default -> null;
        };
        return Objects.requireNonNullElse(entered, "").strip();
    }

    /// The entry in a field, or else what the form shows at first.
    public @Nullable String chosen(String field, @Nullable String present) {
        return of(field).isEmpty() ? present : of(field);
    }

    /// Empty where the form did not say.
    public String number() {
        return number == null ? "" : number.toString();
    }

    /// The chosen minutes until the next update; empty for none.
    public String nextUpdate() {
        return nextUpdateIn == null ? "" : nextUpdateIn.toString();
    }

    public List<String> cells() {
        return Objects.requireNonNullElse(cells, List.of());
    }

    /// The cells to take away.
    public List<String> remove() {
        return Objects.requireNonNullElse(remove, List.of());
    }

    /// The entries that have to be sent once more to repeat the action.
    public Map<String, String> again(OperatorAction action) {
        var again = new LinkedHashMap<String, String>();
        action.fields().stream().filter(field -> !of(field).isEmpty()).forEach(field -> again.put(field, of(field)));
        return again;
    }
}

package dev.tocsin.incident.problem;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Json;
import dev.tocsin.support.problem.Problem.FieldError;
import dev.tocsin.support.problem.UnsafeCharacters;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// The fields of one JSON object, read strictly; every error is noted, and none is thrown.
///
/// A wrong field comes back as null, and nothing is made of it.
public final class Fields {

    private final JsonNode object;
    private final String path;
    private final List<FieldError> errors;

    private Fields(JsonNode object, String path, List<FieldError> errors) {
        this.object = object;
        this.path = path;
        this.errors = errors;
    }

    /// @param path the path of the object in the body, such as `items[3]`; empty for the body itself
    /// @param known the names of all fields that it may have
    public static Fields of(JsonNode object, String path, Set<String> known, List<FieldError> errors) {
        var fields = new Fields(object, path, errors);
        if (!object.isObject()) {
            errors.add(new FieldError(path.isEmpty() ? "body" : path, "must be an object"));
            return fields;
        }
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                fields.wrong(name, "is not known; known are %s".formatted(String.join(", ", known)));
            }
        });
        return fields;
    }

    public void wrong(String field, String message) {
        errors.add(new FieldError(path.isEmpty() ? field : path + "." + field, message));
    }

    public @Nullable String text(String field, int most) {
        var node = required(field);
        return node == null ? null : textOf(field, node, most);
    }

    public @Nullable String optionalText(String field, int most) {
        var node = object.get(field);
        return node == null || node.isNull() ? null : textOf(field, node, most);
    }

    public @Nullable Instant time(String field) {
        var node = required(field);
        if (node == null) {
            return null;
        }
        var time = Json.time(node.asText());
        if (time.isEmpty()) {
            wrong(field, "must be a time such as 2006-04-11T10:42:00.000Z");
        }
        return time.orElse(null);
    }

    public @Nullable Double number(String field) {
        var node = required(field);
        return node == null ? null : numberOf(field, node);
    }

    public @Nullable Double optionalNumber(String field) {
        var node = object.get(field);
        return node == null || node.isNull() ? null : numberOf(field, node);
    }

    /// One of the values as the contract writes them.
    public <E extends Enum<E>> @Nullable E oneOf(String field, Class<E> kind) {
        var node = required(field);
        return node == null ? null : oneOf(field, node, kind);
    }

    public <E extends Enum<E>> @Nullable E optionalOneOf(String field, Class<E> kind) {
        var node = object.get(field);
        return node == null || node.isNull() ? null : oneOf(field, node, kind);
    }

    public @Nullable Cell cell(String field) {
        var text = text(field, 127);
        if (text == null) {
            return null;
        }
        try {
            return Cell.of(text);
        } catch (IllegalArgumentException _) {
            wrong(field, "must be of the form component@region");
            return null;
        }
    }

    /// Texts, without duplicates.
    public List<String> texts(String field, boolean required) {
        var node = required ? required(field) : object.get(field);
        if (node == null || node.isNull()) {
            return List.of();
        }
        if (!node.isArray() || StreamSupport.stream(node.spliterator(), false).anyMatch(item -> !item.isTextual())) {
            wrong(field, "must be a list of texts");
            return List.of();
        }
        if (StreamSupport.stream(node.spliterator(), false).anyMatch(item -> UnsafeCharacters.areIn(item.asText()))) {
            wrong(field, UnsafeCharacters.MESSAGE);
            return List.of();
        }
        return StreamSupport.stream(node.spliterator(), false)
                .map(JsonNode::asText)
                .distinct()
                .toList();
    }

    /// Cells, without duplicates; none where there is no such field.
    public List<Cell> optionalCells(String field) {
        return cells(field, false);
    }

    /// Cells, without duplicates; at least one.
    public List<Cell> cells(String field) {
        var cells = cells(field, true);
        if (cells.isEmpty()
                && object.path(field).isArray()
                && object.path(field).isEmpty()) {
            wrong(field, "must name at least one");
        }
        return cells;
    }

    private List<Cell> cells(String field, boolean required) {
        var cells = new ArrayList<Cell>();
        for (var text : texts(field, required)) {
            try {
                cells.add(Cell.of(text));
            } catch (IllegalArgumentException _) {
                wrong(field, "must be of the form component@region");
            }
        }
        return cells;
    }

    public @Nullable Fields object(String field, Set<String> known) {
        var node = object.get(field);
        return node == null || node.isNull()
                ? null
                : of(node, path.isEmpty() ? field : path + "." + field, known, errors);
    }

    private @Nullable JsonNode required(String field) {
        var node = object.get(field);
        if (node == null || node.isNull()) {
            wrong(field, "is missing");
            return null;
        }
        return node;
    }

    private @Nullable String textOf(String field, JsonNode node, int most) {
        if (!node.isTextual()) {
            wrong(field, "must be a text");
            return null;
        }
        var text = node.asText();
        if (UnsafeCharacters.areIn(text)) {
            wrong(field, UnsafeCharacters.MESSAGE);
            return null;
        }
        if (text.isBlank()) {
            wrong(field, "must not be blank");
            return null;
        }
        if (text.length() > most) {
            wrong(field, "must be at most %d characters long".formatted(most));
            return null;
        }
        return text;
    }

    private @Nullable Double numberOf(String field, JsonNode node) {
        if (!node.isNumber() || !Double.isFinite(node.asDouble())) {
            wrong(field, "must be a number");
            return null;
        }
        if (node.asDouble() < 0) {
            wrong(field, "must not be negative");
            return null;
        }
        return node.asDouble();
    }

    private <E extends Enum<E>> @Nullable E oneOf(String field, JsonNode node, Class<E> kind) {
        var values = values(kind);
        var value = values.get(node.asText());
        if (value == null) {
            wrong(field, "must be one of %s".formatted(String.join(", ", values.keySet())));
        }
        return value;
    }

    private static <E extends Enum<E>> Map<String, E> values(Class<E> kind) {
        var values = new LinkedHashMap<String, E>();
        for (var constant : kind.getEnumConstants()) {
            values.put(Json.mapper().convertValue(constant, String.class), constant);
        }
        return values;
    }
}

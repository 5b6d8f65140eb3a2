package dev.tocsin.contract;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Makes the JSON Schema of each event from its record: shapes from the components, words from the comments.
final class Schemas {

    private static final String ID = "[a-z][a-z0-9-]{0,62}";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Documentation documentation = Documentation.of(Path.of("src/main/java"));

    ObjectNode of(Class<? extends Event> event) {
        var definitions = new TreeMap<String, ObjectNode>();
        var schema = JSON.objectNode()
                .put("$schema", "https://json-schema.org/draft/2020-12/schema")
                .put("title", EventTypes.typeOf(event));
        schema.setAll(object(event, definitions));
        if (!definitions.isEmpty()) {
            definitions.forEach(schema.putObject("$defs")::set);
        }
        return schema;
    }

    private ObjectNode object(Class<?> type, SortedMap<String, ObjectNode> definitions) {
        var schema = described(type).put("type", "object");
        var properties = schema.putObject("properties");
        var required = schema.putArray("required");
        for (var component : type.getRecordComponents()) {
            var name = nameOf(component);
            properties.set(name, property(component, definitions));
            if (!isNullable(component.getAnnotatedType())) {
                required.add(name);
            }
        }
        return schema;
    }

    private ObjectNode property(RecordComponent component, SortedMap<String, ObjectNode> definitions) {
        var schema = JSON.objectNode();
        documentation
                .about(component.getDeclaringRecord(), component.getName())
                .ifPresent(about -> schema.put("description", about));
        var type = type(component.getAnnotatedType(), definitions);
        if (!isNullable(component.getAnnotatedType())) {
            return schema.setAll(type);
        }
        schema.putArray("anyOf").add(type).addObject().put("type", "null");
        return schema;
    }

    private ObjectNode type(AnnotatedType annotated, SortedMap<String, ObjectNode> definitions) {
        if (annotated instanceof AnnotatedParameterizedType generic) {
            return collection(generic, definitions);
        }
        return switch ((Class<?>) annotated.getType()) {
            case Class<?> type when type == String.class -> simple("string");
            case Class<?> type when type == Instant.class -> simple("string").put("format", "date-time");
            case Class<?> type when type == boolean.class || type == Boolean.class -> simple("boolean");
            case Class<?> type when type == double.class || type == Double.class -> simple("number");
            case Class<?> type
            when type == int.class || type == Integer.class -> simple("integer").put("format", "int32");
            case Class<?> type
            when type == long.class || type == Long.class -> simple("integer").put("format", "int64");
            case Class<?> type -> reference(type, definitions);
        };
    }

    private ObjectNode collection(AnnotatedParameterizedType type, SortedMap<String, ObjectNode> definitions) {
        var arguments = type.getAnnotatedActualTypeArguments();
        var last = type(arguments[arguments.length - 1], definitions);
        var raw = ((ParameterizedType) type.getType()).getRawType();
        if (raw == List.class) {
            return simple("array").set("items", last);
        }
        if (raw == Map.class) {
            return simple("object").set("additionalProperties", last);
        }
        throw new IllegalArgumentException("no schema for " + type);
    }

    private ObjectNode reference(Class<?> type, SortedMap<String, ObjectNode> definitions) {
        var name = type.getSimpleName();
        if (!definitions.containsKey(name)) {
            definitions.put(name, JSON.objectNode());
            definitions.put(name, definition(type, definitions));
        }
        return JSON.objectNode().put("$ref", "#/$defs/" + name);
    }

    private ObjectNode definition(Class<?> type, SortedMap<String, ObjectNode> definitions) {
        if (type == Cell.class) {
            return described(type).put("type", "string").put("pattern", "^%s@%s$".formatted(ID, ID));
        }
        if (type.isEnum()) {
            return enumeration(type);
        }
        return type.isRecord() ? object(type, definitions) : alternatives(type, definitions);
    }

    private ObjectNode enumeration(Class<?> type) {
        var schema = described(type).put("type", "string");
        var values = schema.putArray("enum");
        var about = new StringBuilder(schema.path("description").asText());
        for (var constant : type.getEnumConstants()) {
            var value = Json.mapper().valueToTree(constant).textValue();
            values.add(value);
            documentation
                    .about(type, ((Enum<?>) constant).name())
                    .ifPresent(text -> about.append("\n\n`%s`: %s".formatted(value, text)));
        }
        return schema.put("description", about.toString().strip());
    }

    /// A sealed family, told apart by the property that Jackson writes for it.
    private ObjectNode alternatives(Class<?> family, SortedMap<String, ObjectNode> definitions) {
        var property = Objects.requireNonNull(family.getAnnotation(JsonTypeInfo.class), family::toString)
                .property();
        var schema = described(family);
        var oneOf = schema.putArray("oneOf");
        for (var kind : family.getAnnotation(JsonSubTypes.class).value()) {
            oneOf.add(reference(kind.value(), definitions));
            var object = Objects.requireNonNull(definitions.get(kind.value().getSimpleName()));
            object.withObject("/properties").putObject(property).put("const", kind.name());
            object.withArray("/required").add(property);
        }
        return schema;
    }

    private ObjectNode described(Class<?> type) {
        var schema = JSON.objectNode();
        documentation.about(type).ifPresent(about -> schema.put("description", about));
        return schema;
    }

    private static ObjectNode simple(String type) {
        return JSON.objectNode().put("type", type);
    }

    private static String nameOf(RecordComponent component) {
        var renamed = component.getAccessor().getAnnotation(JsonProperty.class);
        return renamed == null ? component.getName() : renamed.value();
    }

    private static boolean isNullable(AnnotatedType type) {
        return type.isAnnotationPresent(Nullable.class);
    }
}

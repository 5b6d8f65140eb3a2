package dev.tocsin.support.openapi;

import static org.eclipse.microprofile.openapi.OASFactory.createSchema;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.RecordComponentInfo;
import org.jboss.jandex.Type;
import org.jspecify.annotations.Nullable;

/// The properties of our records' JSON, from the records' components: those that are `@Nullable` may be null, all
/// others are always present, unless they are left out when they are empty.
final class RecordShapes {

    private static final String OURS = "dev.tocsin.";
    private static final DotName NULLABLE = DotName.createSimple(Nullable.class);
    private static final DotName PROPERTY = DotName.createSimple(JsonProperty.class);
    private static final DotName INCLUDE = DotName.createSimple(JsonInclude.class);
    private static final DotName UNWRAPPED = DotName.createSimple(JsonUnwrapped.class);
    private static final DotName NAMED =
            DotName.createSimple("org.eclipse.microprofile.openapi.annotations.media.Schema");

    private final IndexView index;
    private final List<ClassInfo> records;

    private record Property(boolean nullable, boolean nullableItems, boolean alwaysThere) {}

    RecordShapes(IndexView index) {
        this.index = index;
        this.records = index.getKnownClasses().stream()
                .filter(type -> type.isRecord() && type.name().toString().startsWith(OURS))
                .toList();
    }

    /// @param name of the schema: that of the record's schema, followed by the names of its type arguments
    void apply(String name, Schema schema) {
        var properties = schema.getProperties();
        if (properties == null || properties.isEmpty()) {
            return;
        }
        shape(name, properties).ifPresent(shape -> {
            var changed = new LinkedHashMap<String, Schema>();
            properties.forEach((field, value) -> changed.put(field, changed(value, shape.get(field))));
            schema.setProperties(changed);
            schema.setRequired(shape.entrySet().stream()
                    .filter(entry -> entry.getValue().alwaysThere())
                    .map(Map.Entry::getKey)
                    .toList());
        });
    }

    /// The scan may find more than the components, such as a getter that is not public.
    private Optional<Map<String, Property>> shape(String name, Map<String, Schema> properties) {
        return records.stream()
                .filter(record -> name.startsWith(schemaName(record)))
                .map(this::properties)
                .filter(shape -> !shape.isEmpty() && properties.keySet().containsAll(shape.keySet()))
                .max(Comparator.comparingInt(Map::size));
    }

    /// The record's name, unless its annotation gives the schema another.
    private static String schemaName(ClassInfo type) {
        var annotated = type.declaredAnnotation(NAMED);
        var given = annotated == null ? null : annotated.value("name");
        if (given != null) {
            return given.asString();
        }
        var name = type.name().toString();
        return name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
    }

    private Map<String, Property> properties(ClassInfo record) {
        var properties = new LinkedHashMap<String, Property>();
        for (var component : record.recordComponentsInDeclarationOrder()) {
            var field = record.field(component.name());
            if (field.hasAnnotation(UNWRAPPED)) {
                var inner = index.getClassByName(component.type().name());
                if (inner != null) {
                    properties.putAll(properties(inner));
                }
            } else {
                properties.put(jsonName(record, component), property(record, component));
            }
        }
        return properties;
    }

    private static String jsonName(ClassInfo record, RecordComponentInfo component) {
        var named = record.field(component.name()).annotation(PROPERTY);
        return named == null || named.value() == null
                ? component.name()
                : named.value().asString();
    }

    private static Property property(ClassInfo record, RecordComponentInfo component) {
        var nullable = isNullable(component.type());
        var leftOut = record.field(component.name()).hasAnnotation(INCLUDE);
        return new Property(nullable && !leftOut, hasNullableItems(component.type()), !nullable && !leftOut);
    }

    private static boolean isNullable(Type type) {
        return type.hasAnnotation(NULLABLE);
    }

    private static boolean hasNullableItems(Type type) {
        return type.kind() == Type.Kind.PARAMETERIZED_TYPE
                && type.asParameterizedType().arguments().stream().anyMatch(RecordShapes::isNullable);
    }

    private static Schema changed(Schema schema, @Nullable Property property) {
        if (property == null) {
            return schema;
        }
        if (property.nullableItems() && schema.getItems() != null) {
            schema.setItems(orNull(schema.getItems()));
        }
        return property.nullable() ? orNull(schema) : schema;
    }

    private static Schema orNull(Schema schema) {
        if (schema.getRef() != null || schema.getAllOf() != null || schema.getOneOf() != null) {
            return createSchema().anyOf(List.of(schema, createSchema().addType(SchemaType.NULL)));
        }
        if (schema.getType() != null && !schema.getType().contains(SchemaType.NULL)) {
            schema.setType(and(schema.getType(), SchemaType.NULL));
        }
        if (schema.getEnumeration() != null && !schema.getEnumeration().contains(null)) {
            schema.setEnumeration(andNull(schema.getEnumeration()));
        }
        return schema;
    }

    private static List<SchemaType> and(List<SchemaType> types, SchemaType other) {
        var both = new ArrayList<>(types);
        both.add(other);
        return both;
    }

    private static List<@Nullable Object> andNull(List<Object> values) {
        var all = new ArrayList<@Nullable Object>(values);
        all.add(null);
        return all;
    }
}

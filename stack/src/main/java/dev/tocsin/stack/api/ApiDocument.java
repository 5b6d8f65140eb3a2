package dev.tocsin.stack.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// An OpenAPI 3.1 document.
public final class ApiDocument {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(VersionFlag.V202012);
    private static final Set<String> METHODS = Set.of("get", "head", "post", "put", "patch", "delete");

    private final JsonNode document;
    private final List<ApiOperation> operations;
    private final Set<ApiOperation> answered = ConcurrentHashMap.newKeySet();

    private ApiDocument(JsonNode document) {
        this.document = document;
        this.operations = operations(document);
    }

    /// @param json as the service answers it
    public static ApiDocument of(String json) {
        try {
            return new ApiDocument(MAPPER.readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a document", e);
        }
    }

    public List<ApiOperation> operations() {
        return operations;
    }

    /// The operations that have not been answered with a 2xx that the document describes.
    public List<ApiOperation> notAnswered() {
        return operations.stream()
                .filter(operation -> !answered.contains(operation))
                .toList();
    }

    /// @param path as it was requested, without the query
    public Optional<ApiOperation> operation(String method, String path) {
        return operations.stream()
                .filter(operation -> operation.method().equalsIgnoreCase(method) && operation.matches(path))
                .max((some, other) -> Integer.compare(some.literals(), other.literals()));
    }

    /// The names of all schemas.
    public List<String> schemas() {
        return document.at("/components/schemas")
                .propertyStream()
                .map(Map.Entry::getKey)
                .toList();
    }

    /// References to undefined names, in schemas and in security.
    public List<String> danglingReferences() {
        var dangling = new ArrayList<String>();
        for (var reference : document.findValuesAsText("$ref")) {
            if (!reference.startsWith("#/")
                    || document.at(reference.substring(1)).isMissingNode()) {
                dangling.add(reference);
            }
        }
        for (var requirement : document.findValues("security")) {
            requirement.forEach(each -> each.fieldNames().forEachRemaining(name -> {
                if (document.at("/components/securitySchemes/" + name).isMissingNode()) {
                    dangling.add("security scheme " + name);
                }
            }));
        }
        return dangling;
    }

    /// The fault of an answer, judged by the document; empty when there is none. Each status below 500 must be
    /// described
    /// by itself, and so must each field.
    ///
    /// @param body null when it was not read
    public Optional<String> fault(
            ApiOperation operation, int status, @Nullable String contentType, @Nullable String body) {
        var responses = operation.description().path("responses");
        var own = responses.path(Integer.toString(status));
        var response = own.isMissingNode() && status >= 500 ? responses.path("default") : own;
        if (response.isMissingNode()) {
            return Optional.of("status %d is not described".formatted(status));
        }
        var fault = content(response.path("content"), contentType, body);
        if (fault.isEmpty() && status / 100 == 2) {
            answered.add(operation);
        }
        return fault;
    }

    private Optional<String> content(JsonNode content, @Nullable String contentType, @Nullable String body) {
        if (content.isMissingNode() || content.isEmpty()) {
            return body == null || body.isEmpty() ? Optional.empty() : Optional.of("a body is not described");
        }
        var type =
                contentType == null ? "" : contentType.replaceFirst(";.*", "").strip();
        var described = content.path(type);
        if (described.isMissingNode()) {
            return Optional.of("content type \"%s\" is not described".formatted(type));
        }
        return body == null || !type.endsWith("json") ? Optional.empty() : schema(described.path("schema"), body);
    }

    private Optional<String> schema(JsonNode schema, String body) {
        var whole = schema.isObject() ? schema.<ObjectNode>deepCopy() : MAPPER.createObjectNode();
        whole.set("components", document.path("components").deepCopy());
        close(whole);
        try {
            var faults = SCHEMAS.getSchema(whole).validate(MAPPER.readTree(body));
            return faults.isEmpty() ? Optional.empty() : Optional.of(faults.toString());
        } catch (JsonProcessingException e) {
            return Optional.of("is not JSON: " + e.getOriginalMessage());
        }
    }

    /// Allows no other fields than those that the schemas inside describe.
    private static void close(JsonNode node) {
        if (node instanceof ObjectNode object && object.has("properties") && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        node.forEach(ApiDocument::close);
    }

    /// The node to which a reference leads, or the node itself.
    JsonNode resolve(JsonNode node) {
        var reference = node.path("$ref").asText("");
        return reference.isEmpty() ? node : resolve(document.at(reference.substring(1)));
    }

    private static List<ApiOperation> operations(JsonNode document) {
        var operations = new ArrayList<ApiOperation>();
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> each : path.getValue().properties()) {
                if (METHODS.contains(each.getKey())) {
                    operations.add(
                            new ApiOperation(each.getKey().toUpperCase(Locale.ROOT), path.getKey(), each.getValue()));
                }
            }
        }
        return List.copyOf(operations);
    }
}

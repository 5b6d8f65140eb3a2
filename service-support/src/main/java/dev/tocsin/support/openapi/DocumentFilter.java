package dev.tocsin.support.openapi;

import static org.eclipse.microprofile.openapi.OASFactory.createAPIResponse;
import static org.eclipse.microprofile.openapi.OASFactory.createAPIResponses;
import static org.eclipse.microprofile.openapi.OASFactory.createComponents;
import static org.eclipse.microprofile.openapi.OASFactory.createContent;
import static org.eclipse.microprofile.openapi.OASFactory.createMediaType;
import static org.eclipse.microprofile.openapi.OASFactory.createSchema;
import static org.eclipse.microprofile.openapi.OASFactory.createSecurityScheme;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.quarkus.smallrye.openapi.OpenApiFilter.RunStage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.jboss.jandex.IndexView;
import org.jspecify.annotations.Nullable;

/// Makes the scanned document match the answers: nulls are written, errors are problems, reads have no body, and every
/// name that it uses is defined.
@OpenApiFilter(stages = RunStage.BUILD)
public final class DocumentFilter implements OASFilter {

    private static final String PROBLEM = "Problem";
    private static final String PROBLEM_JSON = "application/problem+json";
    private static final String SCHEMAS = "#/components/schemas/";
    private static final Set<HttpMethod> WITHOUT_BODY = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.DELETE);

    private final RecordShapes records;

    public DocumentFilter(IndexView index) {
        this.records = new RecordShapes(index);
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        var components = document.getComponents() == null ? createComponents() : document.getComponents();
        document.setComponents(components);
        schemas(components).forEach(records::apply);
        components.addSchema(PROBLEM, problem());
        var paths = document.getPaths();
        if (paths != null && paths.getPathItems() != null) {
            paths.getPathItems()
                    .forEach((path, item) ->
                            item.getOperations().forEach((method, operation) -> complete(path, method, operation)));
        }
        defineSecurity(document, components);
        dropUnused(document, components);
    }

    private static void complete(String path, HttpMethod method, Operation operation) {
        if (WITHOUT_BODY.contains(method)) {
            operation.setRequestBody(null);
        }
        if (operation.getResponses() == null) {
            operation.setResponses(createAPIResponses());
        }
        var responses = operation.getResponses();
        responses.removeAPIResponse("401");
        responses.removeAPIResponse("403");
        refusals(path, operation).forEach((status, why) -> {
            if (!responsesOf(operation).containsKey(status)) {
                responses.addAPIResponse(status, createAPIResponse().description(why));
            }
        });
        responsesOf(operation).forEach((status, response) -> {
            if (status.startsWith("4") || status.startsWith("5")) {
                response.setContent(content(PROBLEM_JSON, reference(PROBLEM)));
            }
        });
        responses.setDefaultValue(createAPIResponse()
                .description("A problem (RFC 9457), which says what is wrong and what would be right")
                .content(content(PROBLEM_JSON, reference(PROBLEM))));
    }

    /// The statuses that each operation of this kind may answer with, by what it takes.
    private static Map<String, String> refusals(String path, Operation operation) {
        var refusals = new TreeMap<String, String>();
        refusals.put("400", "A value is missing or wrong");
        refusals.put("413", "The body is too large, wanted or not");
        if (operation.getSecurity() != null && !operation.getSecurity().isEmpty()) {
            refusals.put("401", "The token is missing or wrong");
            refusals.put("429", "Too many wrong tokens came from this address");
        }
        if (path.contains("{")) {
            refusals.put("404", "What the path names does not exist");
        }
        if (operation.getRequestBody() != null) {
            refusals.put("415", "The body has another content type than those described");
        }
        return refusals;
    }

    private static void defineSecurity(OpenAPI document, Components components) {
        var names = new HashSet<String>();
        for (var item : items(document)) {
            for (var operation : item.getOperations().values()) {
                if (operation.getSecurity() != null) {
                    operation
                            .getSecurity()
                            .forEach(each -> names.addAll(each.getSchemes().keySet()));
                }
            }
        }
        names.forEach(name -> components.addSecurityScheme(
                name, createSecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer")));
    }

    private static Schema problem() {
        var error = object(Map.of("field", text(), "message", text())).required(List.of("field", "message"));
        return object(Map.of(
                        "type", text(),
                        "title", text(),
                        "status", createSchema().addType(SchemaType.INTEGER),
                        "detail", text(),
                        "instance", text().description("Identifies this occurrence, also in Tocsin's log"),
                        "errors", createSchema().addType(SchemaType.ARRAY).items(error)))
                .required(List.of("type", "title", "status", "detail"));
    }

    private static Schema object(Map<String, Schema> properties) {
        return createSchema().addType(SchemaType.OBJECT).properties(new LinkedHashMap<>(properties));
    }

    private static Schema text() {
        return createSchema().addType(SchemaType.STRING);
    }

    private static Schema reference(String name) {
        return createSchema().ref(SCHEMAS + name);
    }

    private static Content content(String type, Schema schema) {
        return createContent().addMediaType(type, createMediaType().schema(schema));
    }

    /// Drops schemas that the scan met on its way and no operation uses, such as the insides of a JSON library's
    /// classes.
    private static void dropUnused(OpenAPI document, Components components) {
        var used = new HashSet<String>();
        var toVisit = new ArrayDeque<Schema>();
        for (var item : items(document)) {
            item.getOperations().values().forEach(operation -> toVisit.addAll(schemasOf(operation)));
        }
        while (!toVisit.isEmpty()) {
            var schema = toVisit.remove();
            var ref = schema.getRef();
            if (ref != null && ref.startsWith(SCHEMAS) && used.add(ref.substring(SCHEMAS.length()))) {
                var target = schemas(components).get(ref.substring(SCHEMAS.length()));
                if (target != null) {
                    toVisit.add(target);
                }
            }
            toVisit.addAll(inside(schema));
        }
        List.copyOf(schemas(components).keySet()).stream()
                .filter(name -> !used.contains(name))
                .forEach(components::removeSchema);
    }

    private static List<Schema> schemasOf(Operation operation) {
        var found = new ArrayList<Schema>();
        if (operation.getRequestBody() != null) {
            found.addAll(schemasOf(operation.getRequestBody().getContent()));
        }
        if (operation.getParameters() != null) {
            operation.getParameters().forEach(parameter -> {
                if (parameter.getSchema() != null) {
                    found.add(parameter.getSchema());
                }
            });
        }
        responsesOf(operation).values().forEach(response -> found.addAll(schemasOf(response.getContent())));
        return found;
    }

    private static List<Schema> schemasOf(@Nullable Content content) {
        return content == null || content.getMediaTypes() == null
                ? List.of()
                : content.getMediaTypes().values().stream()
                        .map(MediaType::getSchema)
                        .filter(schema -> schema != null)
                        .toList();
    }

    private static List<Schema> inside(Schema schema) {
        var found = new ArrayList<Schema>();
        if (schema.getProperties() != null) {
            found.addAll(schema.getProperties().values());
        }
        for (var some : Arrays.asList(schema.getAllOf(), schema.getAnyOf(), schema.getOneOf())) {
            if (some != null) {
                found.addAll(some);
            }
        }
        if (schema.getItems() != null) {
            found.add(schema.getItems());
        }
        if (schema.getAdditionalPropertiesSchema() != null) {
            found.add(schema.getAdditionalPropertiesSchema());
        }
        return found;
    }

    private static Map<String, APIResponse> responsesOf(Operation operation) {
        var responses = operation.getResponses();
        return responses == null || responses.getAPIResponses() == null ? Map.of() : responses.getAPIResponses();
    }

    private static Map<String, Schema> schemas(Components components) {
        return components.getSchemas() == null ? Map.of() : components.getSchemas();
    }

    private static List<PathItem> items(OpenAPI document) {
        var paths = document.getPaths();
        return paths == null || paths.getPathItems() == null
                ? List.of()
                : List.copyOf(paths.getPathItems().values());
    }
}

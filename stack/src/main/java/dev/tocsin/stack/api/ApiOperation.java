package dev.tocsin.stack.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/// An operation of an API.
///
/// @param method in capitals
/// @param path with its parameters in braces
/// @param description as the document has it
public record ApiOperation(String method, String path, JsonNode description) {

    private static final Pattern PARAMETER = Pattern.compile("\\{[^}]*}");

    /// @param in `path`, `query` or `header`
    public record Parameter(String name, String in, JsonNode schema) {}

    boolean matches(String asked) {
        var pattern = "\\Q" + PARAMETER.matcher(path).replaceAll("\\\\E[^/]+\\\\Q") + "\\E";
        return asked.matches(pattern);
    }

    /// The length of the path without its parameters: of two operations that match, the one with the longer is meant.
    int literals() {
        return PARAMETER.matcher(path).replaceAll("").length();
    }

    public List<Parameter> parameters() {
        return StreamSupport.stream(description.path("parameters").spliterator(), false)
                .map(each -> new Parameter(
                        each.path("name").asText(), each.path("in").asText(), each.path("schema")))
                .toList();
    }

    /// The schema of the body that it takes; missing when it takes none.
    public JsonNode bodySchema() {
        return description
                .path("requestBody")
                .path("content")
                .path("application/json")
                .path("schema");
    }

    /// Whether its answer is an endless stream.
    public boolean isStream() {
        return description.path("responses").path("200").path("content").has("text/event-stream");
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}

package dev.tocsin.incident.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.contract.Json;

/// Values as JSON documents, in the dialect of the contract.
public final class JsonDocuments {

    private JsonDocuments() {}

    public static String write(Object value) {
        try {
            return Json.mapper().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot be written as JSON: " + value.getClass(), e);
        }
    }

    public static JsonNode tree(Object value) {
        return Json.mapper().valueToTree(value);
    }

    public static <T> T read(String document, Class<T> type) {
        try {
            return Json.mapper().readValue(document, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the database holds a %s that cannot be read".formatted(type), e);
        }
    }
}

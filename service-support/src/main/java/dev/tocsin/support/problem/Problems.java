package dev.tocsin.support.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tocsin.contract.Json;
import jakarta.ws.rs.core.Response;

/// Problems as HTTP answers.
public final class Problems {

    public static final String MEDIA_TYPE = "application/problem+json";

    private Problems() {}

    public static Response response(Problem problem) {
        return builder(problem).build();
    }

    public static Response.ResponseBuilder builder(Problem problem) {
        return Response.status(problem.status()).type(MEDIA_TYPE).entity(json(problem));
    }

    public static String json(Problem problem) {
        try {
            return Json.mapper().writeValueAsString(problem);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("problem cannot be written", e);
        }
    }
}

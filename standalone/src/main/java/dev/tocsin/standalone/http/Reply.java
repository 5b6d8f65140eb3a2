package dev.tocsin.standalone.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.sun.net.httpserver.HttpExchange;
import dev.tocsin.contract.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;

/// A server's answer as a value.
public record Reply(int status, String contentType, String body) {

    /// Closes the connection without an answer.
    public static final Reply NONE = new Reply(0, "", "");

    public static Reply json(int status, Object body) {
        return new Reply(status, "application/json", write(body));
    }

    public static Reply html(String page) {
        return new Reply(200, "text/html; charset=utf-8", page);
    }

    /// The list format of all of Tocsin's APIs.
    public static Reply items(Collection<?> items) {
        var list = new LinkedHashMap<String, Object>();
        list.put("items", items);
        list.put("next", null);
        return json(200, list);
    }

    /// A problem as RFC 9457 defines it.
    public static Reply problem(int status, String title, String detail) {
        var problem = new LinkedHashMap<String, Object>();
        problem.put("type", "about:blank");
        problem.put("title", title);
        problem.put("status", status);
        problem.put("detail", detail);
        return new Reply(status, "application/problem+json", write(problem));
    }

    public static Reply notFound(String what) {
        return problem(404, "Not found", what);
    }

    void send(HttpExchange exchange) throws IOException {
        if (status == 0) {
            return;
        }
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", contentType);
        headers.set("Cache-Control", "no-store");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set(
                "Content-Security-Policy", "default-src 'self'; style-src 'unsafe-inline'; script-src 'unsafe-inline'");
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static String write(Object body) {
        try {
            return Json.mapper().writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}

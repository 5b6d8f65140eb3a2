package dev.tocsin.stack.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Asks every operation of an API with odd values, for a bounded time, and notes each forbidden answer: a 5xx, one
/// that the document does not describe, one that shows internals.
public final class ApiFuzz {

    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(30);

    /// Statuses that the HTTP server answers, without a body, before any operation is looked for.
    private static final Set<Integer> HEAD_TOO_LONG = Set.of(414, 431);

    /// Names of classes and parts that no answer may have.
    private static final Pattern INTERNALS = Pattern.compile(
            "Exception|\\bat [a-z]+(\\.\\w+)+\\(|org\\.(hibernate|postgresql|jboss|apache)|io\\.(quarkus|vertx|netty)|java\\.lang|dev\\.tocsin|SQLSTATE|Error id");

    private static final List<String> TYPES = List.of(
            "application/json",
            "application/json",
            "application/json",
            "application/json; charset=UTF-16",
            "application/cloudevents+json",
            "application/x-www-form-urlencoded",
            "multipart/form-data",
            "multipart/form-data; boundary=x",
            "text/plain",
            "no type");

    private final URI base;
    private final ApiDocument document;
    private final String token;
    private final OddValues values;
    private final Random random;
    private final HttpClient client = HttpClient.newHttpClient();

    /// @param known values that lead further than to `not found`, such as ids
    public ApiFuzz(URI base, ApiDocument document, String token, List<String> known, long seed) {
        this.base = base;
        this.document = document;
        this.token = token;
        this.random = new Random(seed);
        this.values = new OddValues(random, known, document);
    }

    /// @return the faults, each with the request that led to it; each kind of fault of an operation once
    public List<String> run(Duration time) {
        var faults = new ArrayList<String>();
        var until = Instant.now().plus(time);
        do {
            for (var operation : document.operations()) {
                ask(operation).filter(fault -> !faults.contains(fault)).ifPresent(faults::add);
            }
        } while (Instant.now().isBefore(until) && faults.size() < 50);
        return faults;
    }

    private Optional<String> ask(ApiOperation operation) {
        var body = body(operation);
        var request = request(operation, body);
        try {
            var response = send(request);
            return fault(operation, response)
                    .map(fault -> "%s: %s (%s with %s)"
                            .formatted(
                                    operation, brief(fault), brief(request.uri().toString()), brief(body)));
        } catch (IOException e) {
            return Optional.of("%s: no answer, %s (%s with %s)"
                    .formatted(operation, e, brief(request.uri().toString()), brief(body)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// The client may hand the request to a connection that the server just closed, as it does after a head that is
    /// too long: such a request is sent twice.
    private HttpResponse<InputStream> send(HttpRequest request) throws IOException, InterruptedException {
        try {
            return client.send(request, BodyHandlers.ofInputStream());
        } catch (HttpTimeoutException e) {
            throw e;
        } catch (IOException _) {
            return client.send(request, BodyHandlers.ofInputStream());
        }
    }

    private Optional<String> fault(ApiOperation operation, HttpResponse<InputStream> response) throws IOException {
        try (var in = response.body()) {
            if (HEAD_TOO_LONG.contains(response.statusCode())) {
                return Optional.empty();
            }
            var isStream = operation.isStream() && response.statusCode() == 200;
            var body = isStream ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
            if (response.statusCode() >= 500) {
                return Optional.of("answered %d: %s".formatted(response.statusCode(), body));
            }
            if (body != null
                    && response.statusCode() >= 400
                    && INTERNALS.matcher(body).find()) {
                return Optional.of("shows internals: " + body);
            }
            return document.fault(
                            operation,
                            response.statusCode(),
                            response.headers().firstValue("content-type").orElse(null),
                            body)
                    .map(fault -> "%d is not as described: %s: %s".formatted(response.statusCode(), fault, body));
        }
    }

    private HttpRequest request(ApiOperation operation, String body) {
        var request = HttpRequest.newBuilder(uri(operation))
                .timeout(LONGEST_ANSWER)
                .method(operation.method(), body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        var type = TYPES.get(random.nextInt(TYPES.size()));
        if (!type.equals("no type")) {
            request.header("Content-Type", type);
        }
        if (random.nextInt(4) > 0) {
            request.header("Authorization", "Bearer " + token);
        }
        operation.parameters().stream()
                .filter(parameter -> parameter.in().equals("header") && random.nextBoolean())
                .filter(parameter -> !parameter.name().equalsIgnoreCase("Authorization"))
                .forEach(parameter -> request.header(parameter.name(), values.headerValue()));
        return request.build();
    }

    private URI uri(ApiOperation operation) {
        var path = operation.path();
        for (var parameter : operation.parameters()) {
            if (parameter.in().equals("path")) {
                path = path.replace("{" + parameter.name() + "}", encoded(notEmpty(values.text(parameter.schema()))));
            }
        }
        var query = operation.parameters().stream()
                .filter(parameter -> parameter.in().equals("query") && random.nextBoolean())
                .map(parameter -> parameter.name() + "=" + encoded(values.text(parameter.schema())))
                .collect(Collectors.joining("&"));
        return URI.create(base + path + (query.isEmpty() ? "" : "?" + query));
    }

    private String body(ApiOperation operation) {
        JsonNode schema = operation.bodySchema();
        if (schema.isMissingNode()) {
            return random.nextInt(4) == 0 ? values.rawBody() : "";
        }
        return random.nextInt(4) == 0 ? values.rawBody() : values.json(schema);
    }

    private static String notEmpty(String text) {
        return text.isEmpty() ? "-" : text;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String brief(String text) {
        return text.length() <= 300 ? text : text.substring(0, 300) + "…";
    }
}

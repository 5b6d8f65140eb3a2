package dev.tocsin.probe.check.http;

import dev.tocsin.contract.catalog.Question;
import dev.tocsin.contract.catalog.Question.ClientCertificate;
import dev.tocsin.contract.catalog.Question.Route;
import dev.tocsin.probe.check.network.Wire;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Questions about one address that differ in one thing each.
record HttpGet(String url) {

    static HttpGet get(Wire wire, String path) {
        return new HttpGet("http://127.0.0.1:%d%s".formatted(wire.port(), path));
    }

    Question.Http question() {
        return question(Map.of(), Map.of(), null, null, 0, true);
    }

    Question.Http expecting(String header, String value) {
        return question(Map.of(), Map.of(header, value), null, null, 0, true);
    }

    Question.Http containing(String text) {
        return question(Map.of(), Map.of(), text, null, 0, true);
    }

    Question.Http matching(String expression) {
        return question(Map.of(), Map.of(), null, expression, 0, true);
    }

    Question.Http following(int redirects) {
        return following(redirects, Map.of());
    }

    Question.Http following(int redirects, Map<String, String> headers) {
        return question(headers, Map.of(), null, null, redirects, true);
    }

    Question.Http unverified() {
        return question(Map.of(), Map.of(), null, null, 0, false);
    }

    Question.Http through(Route route) {
        return question(route, null, null);
    }

    Question.Http trusting(String trust) {
        return question(null, trust, null);
    }

    Question.Http showing(@Nullable String trust, String certificate, @Nullable String key) {
        return question(null, trust, new ClientCertificate(certificate, key));
    }

    private Question.Http question(
            @Nullable Route route, @Nullable String trust, @Nullable ClientCertificate certificate) {
        return new Question.Http(
                "GET",
                url,
                Map.of(),
                null,
                List.of(200),
                Map.of(),
                null,
                null,
                0,
                true,
                null,
                route,
                trust,
                certificate);
    }

    private Question.Http question(
            Map<String, String> headers,
            Map<String, String> expected,
            @Nullable String contains,
            @Nullable String matches,
            int redirects,
            boolean verify) {
        return new Question.Http(
                "GET", url, headers, null, List.of(200), expected, contains, matches, redirects, verify);
    }
}

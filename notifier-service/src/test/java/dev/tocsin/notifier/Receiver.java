package dev.tocsin.notifier;

import static dev.tocsin.notifier.NotifierSide.SOON;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.standardwebhooks.Webhook;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tocsin.contract.Json;
import dev.tocsin.notifier.maintenance.Work;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// A real webhook endpoint on this machine during one test, which answers the challenge and keeps what it is sent.
final class Receiver implements BeforeEachCallback, AfterEachCallback {

    record Hook(Map<String, List<String>> headers, String body) {

        String id() {
            return header("webhook-id");
        }

        /// @return empty when there is none
        String header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(header -> header.getValue().getFirst())
                    .findFirst()
                    .orElse("");
        }

        JsonNode json() {
            return Receiver.json(body);
        }

        String type() {
            return json().path("type").asText();
        }

        JsonNode data() {
            return json().path("data");
        }

        boolean isOf(Story story) {
            return data().path("incident").asText().equals(story.id());
        }

        boolean isOf(Work work) {
            return data().path("window").asText().equals(work.id());
        }

        void assertSignedWith(String secret) {
            assertThatCode(() -> new Webhook(secret).verify(body, HttpHeaders.of(headers, (_, _) -> true)))
                    .doesNotThrowAnyException();
        }
    }

    /// Part of the address: a later test may get the same port, and one address can have one subscription only.
    private final String id = UUID.randomUUID().toString();

    private final List<Hook> hooks = new CopyOnWriteArrayList<>();
    private @Nullable HttpServer server;
    private volatile ToIntFunction<Hook> status = _ -> 204;
    private volatile boolean answersChallenges = true;

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        var started = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        started.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        started.createContext("/", this::receive);
        started.start();
        server = started;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (server != null) {
            server.stop(0);
        }
    }

    URI url() {
        return URI.create("http://127.0.0.1:%d/hook/%s?key=private"
                .formatted(requireNonNull(server).getAddress().getPort(), id));
    }

    /// Notices, in the order in which they came; challenges are not among them.
    private List<Hook> notices() {
        return hooks.stream()
                .filter(hook -> !hook.type().equals("subscription.challenge"))
                .toList();
    }

    List<Hook> notices(Story story) {
        return notices().stream().filter(hook -> hook.isOf(story)).toList();
    }

    /// @param incident an incident's id
    List<Hook> notices(String incident) {
        return notices().stream()
                .filter(hook -> hook.data().path("incident").asText().equals(incident))
                .toList();
    }

    List<Hook> notices(Work work) {
        return notices().stream().filter(hook -> hook.isOf(work)).toList();
    }

    /// Waits for the first notice of an incident.
    Hook awaitNotice(Story story) {
        return await().atMost(SOON)
                .until(() -> notices(story), notices -> !notices.isEmpty())
                .getFirst();
    }

    /// Waits until the notices of an incident are exactly these.
    ///
    /// @param types like `incident.opened`
    List<Hook> awaitNotices(Story story, String... types) {
        return awaitNotices(() -> notices(story), types);
    }

    /// @param types like `maintenance.announced`
    List<Hook> awaitNotices(Work work, String... types) {
        return awaitNotices(() -> notices(work), types);
    }

    private static List<Hook> awaitNotices(Supplier<List<Hook>> notices, String... types) {
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(notices.get()).extracting(Hook::type).containsExactly(types));
        return notices.get();
    }

    List<Hook> challenges() {
        return hooks.stream()
                .filter(hook -> hook.type().equals("subscription.challenge"))
                .toList();
    }

    List<Hook> tests() {
        return hooks.stream()
                .filter(hook -> hook.type().equals("subscription.test"))
                .toList();
    }

    /// From now on, notices are answered with this status instead of 204.
    void answer(ToIntFunction<Hook> next) {
        status = next;
    }

    void ignoreChallenges() {
        answersChallenges = false;
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            var hook = new Hook(
                    Map.copyOf(exchange.getRequestHeaders()),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            hooks.add(hook);
            if (!hook.type().equals("subscription.challenge")) {
                exchange.sendResponseHeaders(status.applyAsInt(hook), -1);
            } else if (answersChallenges) {
                var answer = hook.json().get("data").toString().getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
            } else {
                exchange.sendResponseHeaders(200, -1);
            }
        }
    }

    private static JsonNode json(String text) {
        try {
            return Json.mapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

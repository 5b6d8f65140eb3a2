package dev.tocsin.standalone.hooks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tocsin.contract.Json;
import dev.tocsin.standalone.hooks.ReceivedHook.Signature;
import dev.tocsin.standalone.http.Endpoint;
import dev.tocsin.standalone.http.Reply;
import dev.tocsin.standalone.http.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Plays the subscribers' endpoints, `POST /hooks/{name}`: answers the challenge of a new subscription and keeps the
/// last webhooks for the mailbox page. A webhook whose signature is wrong is kept too, and answered 401.
public final class WebhookInbox implements Endpoint {

    private static final int KEPT = 500;
    private static final Pattern HOOK = Pattern.compile("/hooks/([a-zA-Z0-9._-]{1,64})");

    private final Map<String, WebhookSecret> secrets;
    private final InstantSource clock;
    private final Deque<ReceivedHook> hooks = new ArrayDeque<>();
    private long count;

    /// @param secrets by name; webhooks under other names are taken without verification
    public WebhookInbox(Map<String, WebhookSecret> secrets, InstantSource clock) {
        this.secrets = Map.copyOf(secrets);
        this.clock = clock;
    }

    /// The newest first.
    synchronized List<ReceivedHook> received() {
        return List.copyOf(hooks);
    }

    @Override
    public Reply answer(Request request) {
        var hook = HOOK.matcher(request.path());
        return request.method().equals("POST") && hook.matches()
                ? take(hook.group(1), request)
                : Reply.notFound("Webhooks are sent to POST /hooks/{name}.");
    }

    private Reply take(String name, Request request) {
        var body = read(request.body());
        var type = body.path("type").asText();
        var signature = signature(name, request);
        keep(name, type, signature, request);
        if (signature == Signature.WRONG) {
            return Reply.problem(401, "Unauthorized", "The signature is wrong.");
        }
        return type.equals("subscription.challenge")
                ? Reply.json(
                        200,
                        Map.of("challenge", body.path("data").path("challenge").asText()))
                : Reply.json(200, Map.of("received", true));
    }

    private Signature signature(String name, Request request) {
        var secret = secrets.get(name);
        if (secret == null) {
            return Signature.UNCHECKED;
        }
        var right = secret.verifies(
                request.header("webhook-id"),
                request.header("webhook-timestamp"),
                request.header("webhook-signature"),
                request.body(),
                clock.instant());
        return right ? Signature.VERIFIED : Signature.WRONG;
    }

    private synchronized void keep(String name, String type, Signature signature, Request request) {
        hooks.addFirst(new ReceivedHook(
                ++count,
                name,
                request.header("webhook-id"),
                type,
                signature,
                clock.instant(),
                headers(request),
                new String(request.body(), StandardCharsets.UTF_8)));
        if (hooks.size() > KEPT) {
            hooks.removeLast();
        }
    }

    private static Map<String, String> headers(Request request) {
        var headers = new TreeMap<String, String>();
        request.headers()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
        return headers;
    }

    private static JsonNode read(byte[] body) {
        try {
            return Json.mapper().readTree(body);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

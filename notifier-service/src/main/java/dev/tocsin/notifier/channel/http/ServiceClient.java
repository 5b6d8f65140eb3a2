package dev.tocsin.notifier.channel.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tocsin.contract.Json;
import dev.tocsin.notifier.channel.EndpointRules;
import dev.tocsin.notifier.channel.http.GuardedClient.RequestOutcome;
import dev.tocsin.notifier.channel.http.GuardedClient.RequestOutcome.Answered;
import dev.tocsin.notifier.subscription.Address.SecretAddress;
import dev.tocsin.notifier.subscription.Subscription;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/// Posts JSON to the URL that a service gave its user, and reads the service's answer.
@Singleton
public final class ServiceClient {

    private final GuardedClient client;

    ServiceClient(GuardedClient client) {
        this.client = client;
    }

    /// @param to a subscription whose address is such a URL
    public RequestOutcome post(Subscription to, Object body) {
        return client.ask(url(to), Map.of(), bytes(body));
    }

    /// Likewise, where only the status counts: the body of the answer, which may never end, is not read.
    public RequestOutcome postForStatus(Subscription to, Object body) {
        return client.post(url(to), Map.of(), bytes(body));
    }

    /// The host with its port: another port is another server.
    public static String host(Subscription to) {
        var url = url(to);
        return url.getHost().toLowerCase(Locale.ROOT) + ":" + EndpointRules.port(url);
    }

    private static URI url(Subscription to) {
        if (!(to.address() instanceof SecretAddress(var _, var text))) {
            throw new IllegalArgumentException("subscription %s has no URL of a service".formatted(to.id()));
        }
        return URI.create(text);
    }

    public static byte[] bytes(Object body) {
        try {
            return Json.mapper().writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the body of a request cannot be written", e);
        }
    }

    public static String text(Answered answer) {
        return answer.body().toString(StandardCharsets.UTF_8).strip();
    }

    /// @return a missing node where the answer is not JSON
    public static JsonNode json(Answered answer) {
        try {
            var read = Json.mapper().readTree(answer.body().getBytes());
            return read == null ? MissingNode.getInstance() : read;
        } catch (IOException _) {
            return MissingNode.getInstance();
        }
    }
}

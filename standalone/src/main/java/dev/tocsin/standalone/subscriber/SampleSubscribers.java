package dev.tocsin.standalone.subscriber;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.contract.Json;
import dev.tocsin.standalone.Trouble;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Subscribes those sample subscribers that are not subscribed yet, through the notifier's API and the links in its
/// mails.
///
/// @param notifier its address
public record SampleSubscribers(
        HttpClient client, URI notifier, String operatorToken, MailConfirmation mails, InstantSource clock) {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
    private static final String CONFIRMED = "confirmed";

    /// @throws Trouble with the notifier's answer
    public void subscribe(List<SampleSubscriber> subscribers) throws InterruptedException {
        var states = states();
        for (var subscriber : subscribers) {
            subscribe(subscriber, states.get(subscriber.target()));
        }
    }

    private void subscribe(SampleSubscriber subscriber, @Nullable String state) throws InterruptedException {
        var now = clock.instant();
        switch (subscriber) {
            case SampleSubscriber.ByWebhook webhook when state == null -> create(webhook);
            case SampleSubscriber.ByMail mail
            when !CONFIRMED.equals(state) -> {
                create(mail);
                confirm(mails.awaitLink(mail.target(), now));
            }
            case SampleSubscriber _ -> {
                // it is there already
            }
        }
    }

    /// The state of each existing subscription, by its target.
    private Map<String, String> states() throws InterruptedException {
        var states = new TreeMap<String, String>();
        var list = ask(HttpRequest.newBuilder(notifier.resolve("/api/v1/subscriptions"))
                .header("Authorization", "Bearer " + operatorToken));
        for (var item : list.path("items")) {
            states.merge(
                    target(item), item.path("state").asText(), (one, other) -> CONFIRMED.equals(one) ? one : other);
        }
        return states;
    }

    private static String target(JsonNode subscription) {
        return subscription.path("url").asText(subscription.path("address").asText());
    }

    private void create(SampleSubscriber subscriber) throws InterruptedException {
        var body = Json.mapper().createObjectNode();
        switch (subscriber) {
            case SampleSubscriber.ByWebhook webhook ->
                body.put("channel", "webhook").put("url", webhook.target()).put("secret", webhook.secret());
            case SampleSubscriber.ByMail mail -> body.put("channel", "email").put("address", mail.target());
        }
        body.putArray("regions").add(subscriber.region());
        body.putArray("components");
        body.put("leastSeverity", "minor");
        ask(HttpRequest.newBuilder(notifier.resolve("/api/v1/subscriptions"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString())));
    }

    /// Presses the button of the page that the link leads to.
    private void confirm(URI link) throws InterruptedException {
        send(HttpRequest.newBuilder(link.resolve(link.getPath()))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(link.getRawQuery())));
    }

    private JsonNode ask(HttpRequest.Builder request) throws InterruptedException {
        var answer = send(request);
        try {
            return Json.mapper().readTree(answer);
        } catch (IOException e) {
            throw new Trouble("the answer of notifier-service is not JSON", e);
        }
    }

    /// Asks again while the notifier does not know the catalog yet.
    private String send(HttpRequest.Builder request) throws InterruptedException {
        var end = clock.instant().plus(PATIENCE);
        var answer = sendOnce(request);
        while (answer.statusCode() == 503 && clock.instant().isBefore(end)) {
            Thread.sleep(LOOK_AGAIN);
            answer = sendOnce(request);
        }
        if (answer.statusCode() >= 400) {
            throw new Trouble("notifier-service answered %d%s".formatted(answer.statusCode(), detail(answer.body())));
        }
        return answer.body();
    }

    /// The detail of a problem; empty for other answers.
    private static String detail(String answer) {
        try {
            return ": " + Json.mapper().readTree(answer).path("detail").asText();
        } catch (JsonProcessingException _) {
            return "";
        }
    }

    private HttpResponse<String> sendOnce(HttpRequest.Builder request) throws InterruptedException {
        try {
            return client.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new Trouble("notifier-service did not answer: " + e, e);
        }
    }
}

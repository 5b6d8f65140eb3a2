package dev.tocsin.notifier.channel.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/// The whole message that each channel sends of [Notices#opening()]: a file for each, whose words in capitals stand
/// for what differs from subscriber to subscriber.
public final class Messages {

    private Messages() {}

    /// To a subscriber with the links of [Notices].
    public static JsonNode opening(String channel) {
        return opening(channel, Map.of());
    }

    /// @param places what stands in the places that differ from [Notices]
    public static JsonNode opening(String channel, Map<String, String> places) {
        var all = new HashMap<>(Map.of(
                "INCIDENT", "https://trust.harbour.example/incidents/b5tv6s34ta4e",
                "LEAVE", "https://notices.harbour.example/subscriptions/leave?token=t"));
        all.putAll(places);
        var text = file("/messages/%s-opening.json".formatted(channel));
        for (var place : all.entrySet()) {
            text = text.replace(place.getKey(), place.getValue());
        }
        return FakeService.json(text);
    }

    private static String file(String name) {
        try (var file = requireNonNull(Messages.class.getResourceAsStream(name), name)) {
            return new String(file.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.tocsin.engine.replay;

import dev.tocsin.contract.Event;
import dev.tocsin.contract.Topic;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One record of a topic, as it was appended.
///
/// @param appendedAt when it was appended to the topic
/// @param event null for a tombstone
public record Recorded(
        Topic topic,
        int partition,
        String key,
        Instant appendedAt,
        @Nullable Event event) {

    Event requireEvent() {
        return Objects.requireNonNull(event, "a tombstone");
    }
}

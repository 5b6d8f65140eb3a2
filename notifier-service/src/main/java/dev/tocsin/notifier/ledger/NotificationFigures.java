package dev.tocsin.notifier.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tocsin.contract.Json;
import dev.tocsin.contract.delivery.Channel;
import dev.tocsin.contract.delivery.NoticeKind;
import dev.tocsin.notifier.ledger.LedgerEntry.LedgerStep;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/// Counts the steps of the notices of one ledger, and how long the notices took. The entries are counted as they are
/// sealed, so that a query costs the same for ten and for a hundred thousand subscribers.
///
/// Not thread-safe.
public final class NotificationFigures {

    private final Map<Channel, Map<LedgerStep, Long>> steps;
    private final Map<NoticeKind, WaitSketch> waits;

    private record StoredFigures(Map<Channel, Map<LedgerStep, Long>> steps, Map<NoticeKind, WaitSketch> waits) {}

    private NotificationFigures(Map<Channel, Map<LedgerStep, Long>> steps, Map<NoticeKind, WaitSketch> waits) {
        this.steps = steps;
        this.waits = waits;
    }

    public static NotificationFigures empty() {
        return new NotificationFigures(new EnumMap<>(Channel.class), new EnumMap<>(NoticeKind.class));
    }

    public void count(LedgerEntry entry) {
        steps.computeIfAbsent(entry.channel(), _ -> new EnumMap<>(LedgerStep.class))
                .merge(entry.step(), 1L, Long::sum);
        if (entry.step() == LedgerStep.SENT) {
            var sketch = waits.computeIfAbsent(entry.kind(), _ -> WaitSketch.empty());
            waits.put(entry.kind(), sketch.with(Duration.between(entry.queuedAt(), entry.at())));
        }
    }

    public boolean hasAny(Channel channel) {
        return steps.containsKey(channel);
    }

    /// The number of times that notices of a channel took a step.
    public long steps(Channel channel, LedgerStep step) {
        return steps.getOrDefault(channel, Map.of()).getOrDefault(step, 0L);
    }

    /// The number of notices that were given up and not replayed since.
    public long givenUp(Channel channel) {
        return Math.max(0, steps(channel, LedgerStep.GIVEN_UP) - steps(channel, LedgerStep.REPLAYED));
    }

    /// Never negative, although a restored database may have lost the queueing of some notices.
    public long due(Channel channel) {
        return Math.max(
                0,
                steps(channel, LedgerStep.QUEUED)
                        - steps(channel, LedgerStep.SENT)
                        - steps(channel, LedgerStep.COVERED)
                        - givenUp(channel));
    }

    /// The times from the decision of a notice until its receiver took it, by the kind of notice.
    public Map<NoticeKind, WaitSketch> waits() {
        return Map.copyOf(waits);
    }

    public String json() {
        try {
            return Json.mapper().writeValueAsString(new StoredFigures(steps, waits));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("figures cannot be written", e);
        }
    }

    /// @throws IllegalArgumentException when the text was not written by [#json]
    public static NotificationFigures of(String json) {
        try {
            var stored = Json.mapper().readValue(json, StoredFigures.class);
            var figures = empty();
            stored.steps().forEach((channel, counts) -> figures.steps.put(channel, new EnumMap<>(counts)));
            figures.waits.putAll(stored.waits());
            return figures;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not the figures of a ledger", e);
        }
    }
}

package dev.tocsin.probe.report.kafka;

import dev.tocsin.support.kafka.Unavailability;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.SerializationException;

/// Counts how often Kafka refused each event because of its content. After the third time the event is set aside. Not
/// thread-safe.
final class Refusals {

    private static final int STRIKES = 3;

    private final Map<Long, RefusalCount> byNumber = new HashMap<>();

    /// Whether Kafka refuses the record itself. A failure can also mean that Kafka cannot be reached, that
    /// the probe may not write, or that its producer is out of order.
    static boolean isOfContent(Throwable failure) {
        if (Unavailability.causes(failure)) {
            return false;
        }
        return switch (failure) {
            case InvalidConfigurationException _,
                    InvalidProducerEpochException _,
                    OutOfOrderSequenceException _,
                    ProducerFencedException _,
                    IllegalStateException _ -> false;
            case ApiException _, SerializationException _ -> true;
            case KafkaException _ -> false;
            default -> true;
        };
    }

    /// Counts a refusal of the event.
    void add(long number, Throwable failure) {
        byNumber.merge(
                number,
                new RefusalCount(1, Unavailability.firstLine(failure)),
                (before, now) -> new RefusalCount(before.strikes + 1, now.reason));
    }

    /// Counts the event as refused for good, because further attempts are of no use.
    void addAll(long number, Throwable failure) {
        byNumber.put(number, new RefusalCount(STRIKES, Unavailability.firstLine(failure)));
    }

    /// The reason to set the event aside; empty while it is to be sent.
    Optional<String> reasonToSetAside(long number) {
        return Optional.ofNullable(byNumber.get(number))
                .filter(refusal -> refusal.strikes >= STRIKES)
                .map(RefusalCount::reason);
    }

    void forget(long number) {
        byNumber.remove(number);
    }

    private record RefusalCount(int strikes, String reason) {}
}

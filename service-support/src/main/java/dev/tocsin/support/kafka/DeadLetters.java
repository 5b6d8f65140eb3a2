package dev.tocsin.support.kafka;

import dev.tocsin.contract.Topic;
import dev.tocsin.support.kafka.WriteResult.Refused;
import dev.tocsin.support.kafka.WriteResult.Unavailable;
import dev.tocsin.support.kafka.WriteResult.Written;
import dev.tocsin.support.operator.OperatorAlerts;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/// Puts records that cannot be used on `tocsin.dead-letters`, with an operator alert.
@ApplicationScoped
public class DeadLetters {

    private static final Logger LOG = Logger.getLogger(DeadLetters.class);

    private final EventWriter writer;
    private final OperatorAlerts alerts;
    private final MeterRegistry metrics;
    private final Closing closing;

    DeadLetters(EventWriter writer, OperatorAlerts alerts, MeterRegistry metrics, Closing closing) {
        this.writer = writer;
        this.alerts = alerts;
        this.metrics = metrics;
        this.closing = closing;
    }

    /// Alerts operators to a record that is on the dead letters, or soon will be.
    public void report(ConsumerRecord<String, byte[]> record, String reason) {
        LOG.warnf("Dead letter %s: %s", place(record), reason);
        alerts.raise(
                "dead-letters/" + record.topic(),
                "The record %s could not be used: %s. It is now on %s; find out what wrote it."
                        .formatted(place(record), reason, Topic.DEAD_LETTERS.topicName()));
    }

    static String place(ConsumerRecord<?, ?> record) {
        return "%s-%d@%d".formatted(record.topic(), record.partition(), record.offset());
    }

    /// Returns when the letter is written, and waits while Kafka is away: a kill in between puts the record aside
    /// twice rather than never.
    ///
    /// @param reason one line that says what is wrong with the record
    /// @throws java.util.concurrent.CancellationException when the service ends first
    public void put(ConsumerRecord<String, byte[]> record, String reason) {
        report(record, reason);
        Counter.builder("tocsin.dead.letters")
                .description("Records that could not be used and became dead letters")
                .tag("topic", record.topic())
                .register(metrics)
                .increment();
        var backoff = new Backoff();
        while (true) {
            switch (writer.write(List.of(DeadLetter.record(record, reason)))) {
                case Written _ -> {
                    return;
                }
                case Refused(var why) -> {
                    LOG.errorf("Kafka does not accept the dead letter of %s either: %s", place(record), why);
                    return;
                }
                case Unavailable _ -> closing.sleep(backoff.next());
            }
        }
    }
}

package dev.tocsin.incident.detection.stream;

import dev.tocsin.contract.Topic;
import dev.tocsin.contract.health.HealthLogEvent;
import dev.tocsin.contract.vantage.HeartbeatSent;
import dev.tocsin.engine.detection.AgreementCounted;
import dev.tocsin.engine.detection.Oversight;
import dev.tocsin.engine.detection.Oversight.Ruling;
import dev.tocsin.engine.detection.OversightState;
import dev.tocsin.incident.kafka.Consumption;
import dev.tocsin.incident.kafka.EventSource;
import dev.tocsin.support.kafka.CloudEvents;
import dev.tocsin.support.kafka.DeadLetter;
import dev.tocsin.support.kafka.Received.Known;
import java.time.Instant;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/// Asks [Oversight] at each count and each heartbeat, and forwards its decisions to the log.
@SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
final class OversightProcessor implements Processor<String, byte[], String, byte[]> {

    private static final String KEY = "oversight";
    private static final JsonSerde<AgreementCounted> COUNTS = new JsonSerde<>(AgreementCounted.class);

    private final DetectionMonitor monitor;
    private final Strikes strikes;
    private ProcessorContext<String, byte[]> context;
    private KeyValueStore<String, OversightState> store;

    OversightProcessor(DetectionMonitor monitor, Strikes strikes) {
        this.monitor = monitor;
        this.strikes = strikes;
    }

    @Override
    public void init(ProcessorContext<String, byte[]> context) {
        this.context = context;
        this.store = context.getStateStore(DetectionTopology.OVERSIGHT);
    }

    @Override
    public void process(Record<String, byte[]> record) {
        var consumed = consumed(record);
        var reason = strikes.reason(consumed);
        if (reason.isPresent()) {
            bury(consumed, record, reason.get());
        } else {
            strikes.count(consumed, () -> decide(record));
        }
        monitor.processed();
    }

    private void decide(Record<String, byte[]> record) {
        var before = Objects.requireNonNullElse(store.get(KEY), OversightState.NONE);
        if (isHeartbeat()) {
            if (CloudEvents.read(consumed(record)) instanceof Known(HeartbeatSent said, var _, var _)) {
                follow(Oversight.rule(before, said, Instant.ofEpochMilli(record.timestamp())), record);
            }
        } else {
            var ruling = Oversight.rule(
                    before, COUNTS.deserializer().deserialize(DetectionTopology.AGREEMENT, record.value()));
            follow(ruling, record);
            monitor.sees(!ruling.next().sight().blind());
        }
    }

    private void follow(Ruling ruling, Record<String, byte[]> record) {
        store.put(KEY, ruling.next());
        for (var event : ruling.decided()) {
            context.forward(decided(event, record.timestamp()), Topic.HEALTH_EVENTS.name());
            monitor.decided(event);
            context.commit();
        }
    }

    private void bury(ConsumerRecord<String, byte[]> consumed, Record<String, byte[]> record, String reason) {
        var letter = DeadLetter.record(consumed, reason);
        context.forward(
                new Record<>(letter.key(), letter.value(), record.timestamp(), letter.headers()),
                DetectionTopology.OVERSEERS_DEAD_LETTERS);
        context.commit();
        monitor.buried(consumed, reason);
    }

    private static Record<String, byte[]> decided(HealthLogEvent event, long timestamp) {
        var headers = CloudEvents.headers(EventSource.NAME, event, null);
        return new Record<>(event.key(), CloudEvents.data(event), timestamp, headers);
    }

    private boolean isHeartbeat() {
        return context.recordMetadata()
                .filter(metadata -> metadata.topic().equals(Topic.VANTAGE_POINTS.topicName()))
                .isPresent();
    }

    private ConsumerRecord<String, byte[]> consumed(Record<String, byte[]> record) {
        return Consumption.of(record, context.recordMetadata().orElseThrow());
    }
}

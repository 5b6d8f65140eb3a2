package dev.tocsin.probe.report.kafka;

import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.OutgoingMessageMetadata;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;

/// Sends records through the probe's channels. None of its methods blocks; each result completes when Kafka has the
/// record, or fails.
@Singleton
public final class EventProducer {

    public static final String SOURCE = "tocsin/probe-service";

    private final MutinyEmitter<ProducerRecord<String, byte[]>> healthEvents;
    private final MutinyEmitter<ProducerRecord<String, byte[]>> heartbeats;

    EventProducer(
            @Channel("health-events") MutinyEmitter<ProducerRecord<String, byte[]>> healthEvents,
            @Channel("heartbeats") MutinyEmitter<ProducerRecord<String, byte[]>> heartbeats) {
        this.healthEvents = healthEvents;
        this.heartbeats = heartbeats;
    }

    /// The channel's client never gives up on a record that Kafka may still take, so that no record overtakes another.
    CompletionStage<RecordMetadata> sendHealthEvent(ProducerRecord<String, byte[]> event) {
        return send(healthEvents, event);
    }

    public CompletionStage<RecordMetadata> sendHeartbeat(ProducerRecord<String, byte[]> heartbeat) {
        return send(heartbeats, heartbeat);
    }

    private static CompletionStage<RecordMetadata> send(
            MutinyEmitter<ProducerRecord<String, byte[]>> channel, ProducerRecord<String, byte[]> record) {
        var written = new OutgoingMessageMetadata<RecordMetadata>();
        return channel.sendMessage(Message.of(record).addMetadata(written))
                .map(_ -> written.getResult())
                .subscribeAsCompletionStage();
    }
}

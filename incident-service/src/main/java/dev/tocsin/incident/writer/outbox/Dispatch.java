package dev.tocsin.incident.writer.outbox;

import dev.tocsin.contract.Event;
import dev.tocsin.contract.Topic;
import dev.tocsin.contract.change.ChangeEvent;
import dev.tocsin.incident.kafka.EventSource;
import dev.tocsin.incident.writer.store.Outbox.Letter;
import dev.tocsin.support.kafka.CloudEvents;
import dev.tocsin.support.kafka.WriteResult;
import dev.tocsin.support.kafka.WriteResult.Refused;
import dev.tocsin.support.kafka.WriteResult.Unavailable;
import dev.tocsin.support.kafka.WriteResult.Written;
import dev.tocsin.support.tracing.KafkaAttributes;
import dev.tocsin.support.tracing.TracedStep;
import io.opentelemetry.api.trace.SpanKind;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/// A letter on its way to Kafka, as a step of its trace: its records name this step as their cause.
record Dispatch(Letter letter, TracedStep step) implements AutoCloseable {

    static Dispatch begin(Letter letter) {
        var step = TracedStep.begin(
                "publish incident event",
                SpanKind.PRODUCER,
                letter.traceparent(),
                KafkaAttributes.send(
                        topic(letter), Map.of("event", letter.event().eventId())));
        return new Dispatch(letter, step);
    }

    /// The topic of the letter's event.
    static Topic topic(Letter letter) {
        return letter.event() instanceof ChangeEvent ? Topic.CHANGES : Topic.INCIDENT_EVENTS;
    }

    Stream<ProducerRecord<String, byte[]>> records() {
        return Stream.of(
                        record(topic(letter), letter.event()),
                        record(Topic.INCIDENTS, letter.snapshot()),
                        record(Topic.PUBLIC_INCIDENTS, letter.publicSnapshot()))
                .flatMap(Optional::stream);
    }

    private Optional<ProducerRecord<String, byte[]>> record(Topic topic, @Nullable Event event) {
        return Optional.ofNullable(event)
                .map(one -> CloudEvents.record(topic, null, EventSource.NAME, one, step.traceparent()));
    }

    void ended(WriteResult result) {
        switch (result) {
            case Written _ -> {}
            case Unavailable(var reason) -> step.failed(reason);
            case Refused(var reason) -> step.failed(reason);
        }
    }

    @Override
    public void close() {
        step.close();
    }
}

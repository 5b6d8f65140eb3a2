package dev.tocsin.notifier.kafka;

import static java.util.stream.Collectors.toMap;

import dev.tocsin.contract.Event;
import dev.tocsin.contract.Topic;
import dev.tocsin.notifier.kafka.Intake.Reading;
import dev.tocsin.notifier.kafka.Intake.Taker;
import dev.tocsin.notifier.operator.OperatorAlerts;
import dev.tocsin.support.kafka.KafkaSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/// All that this service reads with a group.
@ApplicationScoped
public class Intakes {

    private final Map<String, Object> base;
    private final KafkaTopics topics;
    private final EventProducer producer;
    private final OperatorAlerts alerts;
    private final MeterRegistry metrics;
    private final List<Intake> intakes = new CopyOnWriteArrayList<>();

    Intakes(
            @Identifier("default-kafka-broker") Map<String, Object> base,
            KafkaTopics topics,
            EventProducer producer,
            OperatorAlerts alerts,
            MeterRegistry metrics) {
        this.base = base;
        this.topics = topics;
        this.producer = producer;
        this.alerts = alerts;
        this.metrics = metrics;
    }

    /// Reads on until the service ends.
    public <E extends Event> void start(Topic topic, String group, Class<E> events, Taker<E> taker) {
        var settings = new HashMap<>(KafkaSettings.consumer(base));
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 50);
        var intake = new Intake(topic, new Reading<>(events, taker), settings, topics, producer, alerts, metrics);
        intakes.add(intake);
        intake.start();
    }

    void stop(@Observes ShutdownEvent event) {
        intakes.forEach(Intake::close);
    }

    /// Whether each reads, by its topic's name.
    Map<String, Boolean> alive() {
        return intakes.stream().collect(toMap(Intake::topicName, Intake::isAlive));
    }
}

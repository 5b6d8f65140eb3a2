package dev.tocsin.stack.kafka;

import java.util.Locale;
import org.testcontainers.kafka.KafkaContainer;

/// A broker like [KafkaBroker], from Kafka's public image.
public final class BrokerInContainer implements AutoCloseable {

    private static final String IMAGE = "apache/kafka:4.1.2";

    private final KafkaContainer container = new KafkaContainer(IMAGE);

    public BrokerInContainer() {
        BrokerSettings.COMMON.forEach((key, value) -> container.withEnv(variable(key), value));
        container.start();
    }

    public String bootstrapServers() {
        return container.getBootstrapServers();
    }

    @Override
    public void close() {
        container.close();
    }

    private static String variable(String key) {
        return "KAFKA_" + key.toUpperCase(Locale.ROOT).replace('.', '_');
    }
}

package dev.tocsin.probe.report.kafka;

import io.smallrye.reactive.messaging.ClientCustomizer;
import jakarta.inject.Singleton;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.eclipse.microprofile.config.Config;

/// Keeps the `retries` of a channel away from its Kafka client.
///
/// A channel that sends a record again sends it behind those that were sent meanwhile, so our channel must not: its
/// `retries` is 0. The Kafka client, which has a setting of the same name, keeps the order when it tries again, and
/// has to try again.
@Singleton
final class ClientRetries implements ClientCustomizer<Map<String, Object>> {

    @Override
    public Map<String, Object> customize(String channel, Config channelConfig, Map<String, Object> config) {
        config.remove(ProducerConfig.RETRIES_CONFIG);
        return config;
    }
}

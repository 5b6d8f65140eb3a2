package dev.tocsin.stack.kafka;

import java.nio.file.Path;
import java.util.Properties;

/// One broker that is its own controller, sized for a machine that runs much else.
///
/// @param data where its records are; survives restarts
public record BrokerSettings(String host, int port, int controllerPort, Path data) {

    public String bootstrapServers() {
        return host + ":" + port;
    }

    Path records() {
        return data.resolve("records");
    }

    Path file() {
        return data.resolve("server.properties");
    }

    /// Held by the broker while it runs.
    Path lock() {
        return records().resolve(".lock");
    }

    Properties toProperties() {
        var properties = new Properties();
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", "1");
        properties.put("controller.quorum.bootstrap.servers", host + ":" + controllerPort);
        properties.put("listeners", "PLAINTEXT://%s:%d,CONTROLLER://%s:%d".formatted(host, port, host, controllerPort));
        properties.put("advertised.listeners", "PLAINTEXT://%s:%d".formatted(host, port));
        properties.put("controller.listener.names", "CONTROLLER");
        properties.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        properties.put("log.dirs", records().toString());

        // Topics are made on purpose, with their settings
        properties.put("auto.create.topics.enable", "false");

        // Internal topics as small as one broker needs them
        properties.put("offsets.topic.replication.factor", "1");
        properties.put("offsets.topic.num.partitions", "3");
        properties.put("transaction.state.log.replication.factor", "1");
        properties.put("transaction.state.log.min.isr", "1");
        properties.put("transaction.state.log.num.partitions", "3");
        properties.put("share.coordinator.state.topic.replication.factor", "1");
        properties.put("share.coordinator.state.topic.min.isr", "1");
        properties.put("share.coordinator.state.topic.num.partitions", "1");

        // Quick to serve again, after a start and after a kill
        properties.put("group.initial.rebalance.delay.ms", "0");
        properties.put("broker.session.timeout.ms", "3000");
        properties.put("broker.heartbeat.interval.ms", "500");
        properties.put("controller.quorum.election.timeout.ms", "500");
        properties.put("controller.quorum.fetch.timeout.ms", "1000");

        // Little memory and few threads
        properties.put("num.network.threads", "2");
        properties.put("num.io.threads", "3");
        properties.put("background.threads", "2");
        properties.put("group.coordinator.threads", "1");
        properties.put("share.coordinator.threads", "1");
        properties.put("log.cleaner.dedupe.buffer.size", "8388608");
        properties.put("log.index.size.max.bytes", "1048576");
        return properties;
    }
}

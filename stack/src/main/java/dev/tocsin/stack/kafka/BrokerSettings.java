package dev.tocsin.stack.kafka;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/// One broker that is its own controller, sized for a machine that runs much else.
///
/// @param data the folder of its records; survives restarts
/// @param more further settings of the broker
public record BrokerSettings(String host, int port, int controllerPort, Path data, Map<String, String> more) {

    public BrokerSettings(String host, int port, int controllerPort, Path data) {
        this(host, port, controllerPort, data, Map.of());
    }

    /// The settings that hold wherever the one broker runs: topics are created on purpose only, internal ones
    /// are as small as one broker needs them, and the broker serves soon after a start or a kill, with little
    /// memory and few threads.
    static final Map<String, String> COMMON = Map.ofEntries(
            Map.entry("auto.create.topics.enable", "false"),
            Map.entry("offsets.topic.replication.factor", "1"),
            Map.entry("offsets.topic.num.partitions", "3"),
            Map.entry("transaction.state.log.replication.factor", "1"),
            Map.entry("transaction.state.log.min.isr", "1"),
            Map.entry("transaction.state.log.num.partitions", "3"),
            // after a writer was killed, readers of committed records wait for the end of its open transaction
            Map.entry("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000"),
            Map.entry("share.coordinator.state.topic.replication.factor", "1"),
            Map.entry("share.coordinator.state.topic.min.isr", "1"),
            Map.entry("share.coordinator.state.topic.num.partitions", "1"),
            Map.entry("group.initial.rebalance.delay.ms", "0"),
            Map.entry("broker.session.timeout.ms", "3000"),
            Map.entry("broker.heartbeat.interval.ms", "500"),
            Map.entry("controller.quorum.election.timeout.ms", "500"),
            Map.entry("controller.quorum.fetch.timeout.ms", "1000"),
            Map.entry("num.network.threads", "2"),
            Map.entry("num.io.threads", "3"),
            Map.entry("background.threads", "2"),
            Map.entry("group.coordinator.threads", "1"),
            Map.entry("share.coordinator.threads", "1"),
            Map.entry("log.cleaner.dedupe.buffer.size", "8388608"),
            Map.entry("log.index.size.max.bytes", "1048576"));

    public String bootstrapServers() {
        return host + ":" + port;
    }

    Path records() {
        return data.resolve("records");
    }

    Path file() {
        return data.resolve("server.properties");
    }

    /// The file that the broker locks while it runs.
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
        properties.putAll(COMMON);
        properties.putAll(more);
        return properties;
    }
}

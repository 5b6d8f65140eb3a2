package dev.tocsin.benchmarks.storm.kafka;

import dev.tocsin.benchmarks.storm.Heard;
import dev.tocsin.contract.Topic;
import dev.tocsin.support.kafka.Received;
import dev.tocsin.support.kafka.Received.Known;
import dev.tocsin.support.kafka.TopicFollower;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Receives the events of the service from its topics, once the topics exist.
public final class Follower implements AutoCloseable {

    private static final Set<Topic> TOPICS =
            Set.of(Topic.CELL_STATUS, Topic.INCIDENT_EVENTS, Topic.INCIDENTS, Topic.OPERATOR_ALERTS);

    private final TopicFollower follower;

    public Follower(String bootstrap, Heard heard, Clock clock) {
        follower = new TopicFollower(
                Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrap),
                TOPICS,
                new TopicFollower.RecordListener() {
                    @Override
                    public void received(ConsumerRecord<String, byte[]> record, Received received) {
                        if (received instanceof Known known) {
                            heard.hear(known.event(), record.serializedValueSize(), clock.instant());
                        }
                    }
                });
        follower.start();
    }

    @Override
    public void close() {
        follower.close();
    }
}

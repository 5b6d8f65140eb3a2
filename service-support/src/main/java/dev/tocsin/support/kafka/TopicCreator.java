package dev.tocsin.support.kafka;

import static java.util.Objects.requireNonNull;

import dev.tocsin.contract.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;

/// Creates missing topics and reports how existing ones differ; alters none.
public final class TopicCreator {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Admin admin;
    private final SortedSet<String> notPermitted = new TreeSet<>();

    public TopicCreator(Admin admin) {
        this.admin = admin;
    }

    /// Returns when the cluster knows all of them.
    ///
    /// @return the differences of existing topics from the contract, one line each; none where describing
    ///     them is [not permitted][#notPermitted()]
    /// @throws KafkaException when the cluster cannot be asked, or a topic is missing that may not be created
    public List<String> create(Collection<Topic> topics) {
        var replication = replication();
        var existing = get(admin.listTopics().names());
        for (var topic : topics) {
            if (!existing.contains(topic.topicName())) {
                create(topic, replication);
            }
        }
        if (!notPermitted.isEmpty()) {
            demandKnown(topics);
        }
        awaitKnown(topics);
        return differences(
                topics.stream()
                        .filter(topic -> existing.contains(topic.topicName()))
                        .toList(),
                replication);
    }

    /// The permissions that the principal lacks for all of this, such as `DescribeConfigs on topic tocsin.catalog`.
    public List<String> notPermitted() {
        return List.copyOf(notPermitted);
    }

    /// 3 where there are three brokers or more, else 1: with two replicas, the loss of one broker would lose writes.
    public short replication() {
        return get(admin.describeCluster().nodes()).size() >= Topic.FULL_REPLICATION
                ? (short) Topic.FULL_REPLICATION
                : 1;
    }

    private void create(Topic topic, short replication) {
        var wanted =
                new NewTopic(topic.topicName(), topic.partitions(), replication).configs(topic.settings(replication));
        try {
            get(admin.createTopics(List.of(wanted)).all());
        } catch (KafkaException e) {
            if (e.getCause() instanceof AuthorizationException) {
                notPermitted.add("Create on topic " + topic.topicName());
            } else if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    private void demandKnown(Collection<Topic> topics) {
        var known = get(admin.listTopics().names());
        var missing = topics.stream()
                .map(Topic::topicName)
                .filter(name -> !known.contains(name))
                .toList();
        if (!missing.isEmpty()) {
            throw new KafkaException(
                    "This principal can neither see nor create these topics: %s. Create them, or permit it Create and Describe on them"
                            .formatted(String.join(", ", missing)));
        }
    }

    /// A topic that was created is known to the brokers a little later, and a client that asks too soon may give up.
    private void awaitKnown(Collection<Topic> topics) {
        var names = topics.stream().map(Topic::topicName).toList();
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!get(admin.listTopics().names()).containsAll(names)) {
            if (System.nanoTime() > deadline) {
                throw new KafkaException("Kafka does not know the topics %s after %s".formatted(names, PATIENCE));
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private List<String> differences(Collection<Topic> topics, short replication) {
        var differences = new ArrayList<String>();
        var names = topics.stream().map(Topic::topicName).toList();
        var descriptions = get(admin.describeTopics(names).allTopicNames());
        var configs = admin.describeConfigs(names.stream()
                        .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                        .toList())
                .values();
        for (var topic : topics) {
            var name = topic.topicName();
            var partitions = requireNonNull(descriptions.get(name)).partitions().size();
            if (partitions != topic.partitions()) {
                differences.add("%s has %d partitions, not %d".formatted(name, partitions, topic.partitions()));
            }
            config(name, requireNonNull(configs.get(new ConfigResource(ConfigResource.Type.TOPIC, name))))
                    .ifPresent(config -> topic.settings(replication).forEach((key, wanted) -> {
                        var is = config.get(key).value();
                        if (!wanted.equals(is)) {
                            differences.add("%s has %s=%s, not %s".formatted(name, key, is, wanted));
                        }
                    }));
        }
        return differences;
    }

    /// Empty where describing it is not permitted.
    private Optional<Config> config(String topic, KafkaFuture<Config> answer) {
        try {
            return Optional.of(get(answer));
        } catch (KafkaException e) {
            if (e.getCause() instanceof AuthorizationException) {
                notPermitted.add("DescribeConfigs on topic " + topic);
                return Optional.empty();
            }
            throw e;
        }
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw new KafkaException("Kafka did not answer about its topics: " + e.getMessage(), e.getCause());
        }
    }
}

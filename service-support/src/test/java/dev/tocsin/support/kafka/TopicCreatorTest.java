package dev.tocsin.support.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tocsin.contract.Topic;
import dev.tocsin.stack.SharedServices;
import dev.tocsin.stack.kafka.BrokerSettings;
import dev.tocsin.stack.kafka.KafkaBroker;
import dev.tocsin.stack.process.Ports;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicCreatorTest {

    private static Admin admin;

    @BeforeAll
    static void connect() {
        admin = Admin.create(Map.of("bootstrap.servers", SharedServices.bootstrapServers()));
    }

    @AfterAll
    static void disconnect() {
        admin.close();
    }

    @ParameterizedTest
    @CsvSource({
        "CATALOG,          1, cleanup.policy,         compact",
        "HEALTH_EVENTS,   12, retention.ms,           604800000",
        "HEALTH_EVENTS,   12, message.timestamp.type, LogAppendTime",
        "HEALTH_EVENTS,   12, compression.type,       lz4",
        "STATUS_HISTORY,   1, compression.type,       gzip",
        "CELL_STATUS,      1, cleanup.policy,         compact",
        "CELL_STATUS,      1, min.compaction.lag.ms,  604800000",
        "STATUS_HISTORY,   1, retention.ms,           -1",
        "INCIDENT_EVENTS,  6, retention.ms,           31536000000",
        "INCIDENT_EVENTS,  6, min.insync.replicas,    1",
        "DELIVERIES,       6, cleanup.policy,         delete",
    })
    void createsWhatIsMissingWithItsSettings(Topic topic, int partitions, String setting, String value)
            throws Exception {
        var differences = new TopicCreator(admin).create(Set.of(topic));

        assertThat(differences).isEmpty();
        assertThat(partitions(topic)).isEqualTo(partitions);
        assertThat(config(topic, setting)).isEqualTo(value);
    }

    @Test
    void saysHowAnExistingTopicDiffersAndAltersNothing() throws Exception {
        var name = Topic.OPERATOR_ALERTS.topicName();
        admin.createTopics(List.of(new NewTopic(name, 3, (short) 1).configs(Map.of("cleanup.policy", "delete"))))
                .all()
                .get();
        await().untilAsserted(() -> assertThat(admin.listTopics().names().get()).contains(name));

        var differences = new TopicCreator(admin).create(Set.of(Topic.OPERATOR_ALERTS));

        assertThat(differences)
                .containsExactlyInAnyOrder(
                        name + " has 3 partitions, not 1",
                        name + " has cleanup.policy=delete, not compact",
                        name + " has compression.type=producer, not gzip");
        assertThat(partitions(Topic.OPERATOR_ALERTS)).isEqualTo(3);
        assertThat(config(Topic.OPERATOR_ALERTS, "cleanup.policy")).isEqualTo("delete");
    }

    @Test
    void severalServicesMayStartAtOnce() throws Exception {
        var topics = EnumSet.of(Topic.CHANGES, Topic.INCIDENTS, Topic.DEAD_LETTERS);
        Callable<List<String>> start = () -> new TopicCreator(admin).create(topics);

        try (var services = Executors.newVirtualThreadPerTaskExecutor()) {
            var starts = new ArrayList<List<String>>();
            for (var service : services.invokeAll(List.of(start, start, start, start))) {
                starts.add(service.get());
            }
            assertThat(starts).allMatch(List::isEmpty);
        }
    }

    /// The broker knows its clients by no name, so that its one principal is told what it may not.
    @Test
    void whatThePrincipalMayNotDoIsNamedAndStopsNothing(@TempDir Path folder) throws Exception {
        var settings = new BrokerSettings(
                Ports.LOOPBACK,
                Ports.free(),
                Ports.free(),
                folder.resolve("kafka"),
                Map.of(
                        "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                        "allow.everyone.if.no.acl.found", "true"));
        try (var broker = KafkaBroker.start(settings, folder.resolve("kafka.log"));
                var limited = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            assertThat(new TopicCreator(limited).create(Set.of(Topic.CHANGES))).isEmpty();
            forbid(limited);

            var creator = new TopicCreator(limited);
            await().untilAsserted(() -> {
                assertThat(creator.create(Set.of(Topic.CHANGES))).isEmpty();
                assertThat(creator.notPermitted()).containsExactly("DescribeConfigs on topic tocsin.changes");
            });
            assertThatThrownBy(() -> creator.create(Set.of(Topic.CHANGES, Topic.INCIDENTS)))
                    .isInstanceOf(KafkaException.class)
                    .hasMessage("This principal can neither see nor create these topics: "
                            + "tocsin.incidents. Create them, or permit it Create and Describe on them");
        }
    }

    private static void forbid(Admin admin) throws Exception {
        var topics = new ResourcePattern(ResourceType.TOPIC, "*", PatternType.LITERAL);
        var cluster = new ResourcePattern(ResourceType.CLUSTER, "kafka-cluster", PatternType.LITERAL);
        admin.createAcls(List.of(
                        rule(topics, AclOperation.ALL, AclPermissionType.ALLOW),
                        rule(cluster, AclOperation.ALL, AclPermissionType.ALLOW),
                        rule(topics, AclOperation.DESCRIBE_CONFIGS, AclPermissionType.DENY),
                        rule(topics, AclOperation.CREATE, AclPermissionType.DENY),
                        rule(cluster, AclOperation.CREATE, AclPermissionType.DENY)))
                .all()
                .get();
    }

    private static AclBinding rule(ResourcePattern on, AclOperation operation, AclPermissionType permission) {
        return new AclBinding(on, new AccessControlEntry("User:*", "*", operation, permission));
    }

    @Test
    void anAbsentKafkaIsAnError() {
        var absent = Map.<String, Object>of(
                "bootstrap.servers",
                "%s:%d".formatted(Ports.LOOPBACK, Ports.free()),
                "default.api.timeout.ms",
                1000,
                "request.timeout.ms",
                500);
        try (var nobody = Admin.create(absent)) {
            assertThatThrownBy(() -> new TopicCreator(nobody).create(Set.of(Topic.CHANGES)))
                    .isInstanceOf(KafkaException.class)
                    .hasMessageStartingWith("Kafka did not answer about its topics");
        }
    }

    private static int partitions(Topic topic) throws Exception {
        var description = admin.describeTopics(List.of(topic.topicName()))
                .allTopicNames()
                .get()
                .get(topic.topicName());
        return Objects.requireNonNull(description).partitions().size();
    }

    private static String config(Topic topic, String setting) throws Exception {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.topicName());
        var config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
        return Objects.requireNonNull(config).get(setting).value();
    }
}

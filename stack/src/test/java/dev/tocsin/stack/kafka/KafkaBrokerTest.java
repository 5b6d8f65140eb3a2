package dev.tocsin.stack.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.stack.process.Ports;
import dev.tocsin.stack.process.StartFailure;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaBrokerTest {

    private static final TopicPartition BELLS = new TopicPartition("bells", 0);

    @TempDir
    private Path folder;

    @Test
    void keepsItsRecordsThroughKillMinusNine() throws Exception {
        var settings = new BrokerSettings(Ports.LOOPBACK, Ports.free(), Ports.free(), folder.resolve("kafka"));
        try (var broker = start(settings)) {
            ring(broker, "first");

            broker.kill();
        }

        try (var broker = start(settings)) {
            assertThat(rung(broker)).containsExactly("first");
        }
    }

    @Test
    void saysWhereDamagedDataIs() throws Exception {
        var settings = new BrokerSettings(Ports.LOOPBACK, Ports.free(), Ports.free(), folder.resolve("kafka"));
        Files.createDirectories(settings.records());
        Files.writeString(settings.records().resolve("meta.properties"), "version=1\nnode.id=7\ncluster.id=other\n");

        assertThatThrownBy(() -> start(settings))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("node id 7")
                .hasMessageContaining("Its data is in " + settings.data());
    }

    @Test
    void saysThatItsPortIsTaken() throws Exception {
        try (var other = new ServerSocket(0, 1, Ports.LOOPBACK_ADDRESS)) {
            var settings =
                    new BrokerSettings(Ports.LOOPBACK, other.getLocalPort(), Ports.free(), folder.resolve("kafka"));

            assertThatThrownBy(() -> start(settings))
                    .isInstanceOf(StartFailure.class)
                    .hasMessage("Port %d, wanted for Kafka, is taken by another program", other.getLocalPort());
        }
    }

    private static KafkaBroker start(BrokerSettings settings) {
        return KafkaBroker.start(settings, Path.of("target/kafka-test.log"));
    }

    private static void ring(KafkaBroker broker, String bell) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(BELLS.topic(), 1, (short) 1)))
                    .all()
                    .get();
        }
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "acks", "all"),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>(BELLS.topic(), bell)).get();
        }
    }

    private static List<String> rung(KafkaBroker broker) {
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.assign(List.of(BELLS));
            consumer.seekToBeginning(List.of(BELLS));
            var records = consumer.poll(Duration.ofSeconds(20));
            return StreamSupport.stream(records.spliterator(), false)
                    .map(ConsumerRecord::value)
                    .toList();
        }
    }
}

package dev.tocsin.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.contract.Topic;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.CompressionType;
import org.apache.kafka.common.record.MemoryRecords;
import org.junit.jupiter.api.Test;

/// Somebody without a class of ours: `kcat`, and clients of other languages as they are installed.
@SharesStandalone
class PlainConsumerIT {

    /// What such a client may read without a further library.
    private static final Set<Topic> LOW_RATE = EnumSet.complementOf(EnumSet.of(Topic.HEALTH_EVENTS));

    private static final Duration LONG = Duration.ofMinutes(3);

    private static List<ConsumerRecord<String, byte[]>> lowRate = List.of();

    private static final Pattern ID = Pattern.compile("ce_id=([0-9a-z]{12})/([0-9]+)");

    @Test
    void kcatReadsIncidentsWithCloudEventsHeadersNumberedWithoutGaps(Standalone tocsin) {
        awaitAnIncident(tocsin);

        var events = kcat(tocsin, "tocsin.incident-events");
        var snapshots = kcat(tocsin, "tocsin.incidents");
        var publicSnapshots = kcat(tocsin, "tocsin.public-incidents");

        var numbers = new TreeMap<String, List<Long>>();
        events.forEach(line -> {
            assertThat(line)
                    .contains("ce_specversion=1.0", "ce_type=tocsin.incident.", "ce_source=tocsin/incident-service")
                    .contains("ce_id=", "ce_time=", "content-type=application/json");
            var id = ID.matcher(line);
            assertThat(id.find()).as(line).isTrue();
            numbers.computeIfAbsent(id.group(1), _ -> new ArrayList<>()).add(Long.valueOf(id.group(2)));
        });
        assertThat(numbers)
                .isNotEmpty()
                .allSatisfy(
                        (incident, seen) -> assertThat(seen.stream().distinct().toList())
                                .as(incident)
                                .containsExactlyElementsOf(LongStream.rangeClosed(1, seen.getLast())
                                        .boxed()
                                        .toList()));
        assertThat(snapshots)
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).contains("ce_type=tocsin.incident.snapshot.v1"));
        assertThat(publicSnapshots)
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).contains("ce_type=tocsin.public_incident.snapshot.v1"));
    }

    @Test
    @NeedsClient(OtherClient.PYTHON_KAFKA)
    void pythonKafkaReadsAllButHealthEvents(Standalone tocsin) {
        readsAllButHealthEvents(OtherClient.PYTHON_KAFKA, tocsin);
    }

    @Test
    @NeedsClient(OtherClient.CONFLUENT_KAFKA)
    void confluentKafkaReadsAllButHealthEvents(Standalone tocsin) {
        readsAllButHealthEvents(OtherClient.CONFLUENT_KAFKA, tocsin);
    }

    @Test
    @NeedsClient(OtherClient.KAFKAJS)
    void kafkajsReadsAllButHealthEvents(Standalone tocsin) {
        readsAllButHealthEvents(OtherClient.KAFKAJS, tocsin);
    }

    private static void readsAllButHealthEvents(OtherClient client, Standalone tocsin) {
        var records = lowRate(tocsin);

        var read = client.read(tocsin.kafka(), last(records));

        assertThat(read.exitCode()).as(read.output()).isZero();
        assertThat(records)
                .extracting(ConsumerRecord::topic)
                .contains("tocsin.incident-events", "tocsin.incidents", "tocsin.public-incidents");
        var missed = records.stream().map(PlainConsumerIT::line).collect(toCollection(TreeSet::new));
        missed.removeAll(read.output().lines().collect(toSet()));
        assertThat(missed).isEmpty();
    }

    /// Read once: all clients have to find the same.
    private static List<ConsumerRecord<String, byte[]>> lowRate(Standalone tocsin) {
        if (lowRate.isEmpty()) {
            awaitAnIncident(tocsin);
            var log = new Log(tocsin.kafka());
            lowRate = LOW_RATE.stream()
                    .flatMap(topic -> log.records(topic).stream())
                    .toList();
        }
        return lowRate;
    }

    /// As the segments on the broker's disk say.
    @Test
    void onlyHealthEventsAreStoredWithLz4(Standalone tocsin) throws IOException {
        var compressions = new TreeMap<String, Set<CompressionType>>();
        for (var partition : list(tocsin.data().resolve("kafka/records"), "tocsin.*")) {
            var name = String.valueOf(partition.getFileName());
            var topic = name.substring(0, name.lastIndexOf('-'));
            for (var file : list(partition, "*.log")) {
                MemoryRecords.readableRecords(ByteBuffer.wrap(Files.readAllBytes(file)))
                        .batches()
                        .forEach(batch -> {
                            if (!batch.isControlBatch()) {
                                compressions
                                        .computeIfAbsent(topic, _ -> EnumSet.noneOf(CompressionType.class))
                                        .add(batch.compressionType());
                            }
                        });
            }
        }

        assertThat(compressions.remove("tocsin.health-events")).containsExactly(CompressionType.LZ4);
        assertThat(compressions)
                .containsKeys("tocsin.catalog", "tocsin.cell-status", "tocsin.status-history", "tocsin.vantage-points")
                .allSatisfy((topic, types) -> assertThat(types).as(topic).containsExactly(CompressionType.GZIP));
    }

    /// Only what is right in it: the broker renames files elsewhere meanwhile.
    private static List<Path> list(Path folder, String names) throws IOException {
        try (var found = Files.newDirectoryStream(folder, names)) {
            return StreamSupport.stream(found.spliterator(), false).toList();
        }
    }

    /// The last record of each partition, as [OtherClient#read] takes it.
    private static List<String> last(List<ConsumerRecord<String, byte[]>> records) {
        return records.stream()
                .collect(toMap(record -> record.topic() + ":" + record.partition(), ConsumerRecord::offset, Math::max))
                .entrySet()
                .stream()
                .map(last -> last.getKey() + ":" + last.getValue())
                .toList();
    }

    private static String line(ConsumerRecord<String, byte[]> record) {
        var type = record.headers().lastHeader("ce_type");
        return "%s %d %d %s"
                .formatted(
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        type == null ? "-" : new String(type.value(), UTF_8));
    }

    /// Any that came and ended, whichever test made it.
    static void awaitAnIncident(Standalone tocsin) {
        if (tocsin.incidents().size() > tocsin.openIncidents().size()) {
            return;
        }
        tocsin.breakCell("search@apac", "refuse");
        await("an open incident")
                .atMost(LONG)
                .until(() -> !tocsin.openIncidents().isEmpty());
        tocsin.heal("search@apac");
        await("resolved").atMost(LONG).until(() -> tocsin.openIncidents().isEmpty());
    }

    private static List<String> kcat(Standalone tocsin, String topic) {
        var read = Standalone.run(
                "kcat", "-C", "-b", tocsin.kafka(), "-t", topic, "-o", "beginning", "-e", "-q", "-f", "%k %h\n");
        assertThat(read.exitCode()).as(read.output()).isZero();
        return read.output().lines().filter(line -> !line.isBlank()).toList();
    }
}

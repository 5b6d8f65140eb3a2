package dev.tocsin.incident.detection.stream;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Topic;
import dev.tocsin.contract.catalog.CheckTiming;
import dev.tocsin.contract.catalog.FailingMeans;
import dev.tocsin.contract.health.CellChecksDefined;
import dev.tocsin.contract.health.CellChecksDefined.AssignedCheck;
import dev.tocsin.contract.health.ClockTicked;
import dev.tocsin.contract.health.HealthLogEvent;
import dev.tocsin.contract.health.HealthObserved;
import dev.tocsin.contract.health.HealthObservedReader;
import dev.tocsin.contract.health.Outcome;
import dev.tocsin.contract.health.Phases;
import dev.tocsin.contract.kafka.CloudEvents;
import dev.tocsin.contract.kafka.KafkaSettings;
import dev.tocsin.incident.kafka.OwnBroker;
import dev.tocsin.incident.operator.OperatorAlerts;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/// How many health events one thread of detection takes in a second, from a real broker with records as in production,
/// beside what a plain consumer and a bare topology take of the same topic. A program, not a test:
/// its arguments are how many cells and how many rounds of all of them. Run it without a binding of SLF4J on the class
/// path, or with one that is set to warnings: else Kafka's trace lines are most of what is measured.
@SuppressWarnings("SystemOut")
final class DetectionBenchmark {

    private static final List<String> VANTAGE_POINTS = List.of("us-east", "eu-west", "ap-south");
    private static final Duration DRAIN = Duration.ofMinutes(2);

    private DetectionBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        var cells = Integer.parseInt(arguments[0]);
        var rounds = Integer.parseInt(arguments[1]);
        var folder = Files.createTempDirectory("detection-benchmark");
        try (var broker = OwnBroker.start(folder)) {
            var records = write(broker, cells, rounds);
            tell("written", records, 0);
            var consumer = consume(broker);
            tell("plain consumer", records, consumer);
            var bare = run(broker, folder, "bare", records, new AtomicLong());
            tell("bare topology", records, bare);
            var detection = run(broker, folder, "detection", records, new AtomicLong());
            tell("detection", records, detection);
            System.out.printf(
                    Locale.ROOT,
                    "detection / consumer %.2f, detection / bare %.2f, heap %d MB%n",
                    detection / consumer,
                    detection / bare,
                    (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20);
        }
    }

    private static void tell(String what, long records, double rate) {
        System.out.printf(Locale.ROOT, "%-16s %,d records, %,.0f a second%n", what, records, rate);
    }

    private static long write(OwnBroker broker, int cells, int rounds) {
        var settings = KafkaSettings.producer(broker.kafka());
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 20);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
        var names = IntStream.range(0, cells)
                .mapToObj(number -> new Cell("component-" + number / 10, "region-" + number % 10))
                .toList();
        var written = 0L;
        try (var producer = new KafkaProducer<String, byte[]>(settings)) {
            for (var cell : names) {
                send(producer, null, new CellChecksDefined(cell, 1, Instant.now(), List.of(check())));
                written++;
            }
            producer.flush();
            var ticked = Instant.now();
            for (var round = 0; round < rounds; round++) {
                for (var cell : names) {
                    for (var vantagePoint : VANTAGE_POINTS) {
                        send(producer, null, observed(cell, vantagePoint, round));
                        written++;
                    }
                    if (Instant.now().isAfter(ticked.plusSeconds(2))) {
                        ticked = Instant.now();
                        for (var partition = 0; partition < Topic.HEALTH_EVENTS.partitions(); partition++) {
                            send(producer, partition, new ClockTicked(partition, ticked, false));
                            written++;
                        }
                    }
                }
            }
        }
        return written;
    }

    private static void send(
            KafkaProducer<String, byte[]> producer, @Nullable Integer partition, HealthLogEvent event) {
        var _ = producer.send(CloudEvents.record(
                Topic.HEALTH_EVENTS,
                partition,
                "tocsin/probe-service",
                event,
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));
    }

    private static AssignedCheck check() {
        return new AssignedCheck(
                "login-page",
                "3f9a0c5d71be",
                FailingMeans.DOWN,
                new CheckTiming(30_000, 5_000, 800, 3, 3_600_000),
                VANTAGE_POINTS);
    }

    private static HealthObserved observed(Cell cell, String vantagePoint, int round) {
        return new HealthObserved(
                "login-page",
                cell,
                vantagePoint,
                vantagePoint + "-1",
                Outcome.PASS,
                Instant.now().minusMillis(5),
                64.5 + round,
                new Phases(1.25, 18.5, 40.0, 3.5, 1.25),
                null,
                null,
                "3f9a0c5d71be");
    }

    /// As Kafka's own consumer performance tool does: it reads bytes and does nothing with them.
    private static double consume(OwnBroker broker) {
        var settings = KafkaSettings.consumer(broker.kafka());
        settings.put("key.deserializer", ByteArrayDeserializer.class);
        try (var consumer = new KafkaConsumer<byte[], byte[]>(settings)) {
            var partitions = consumer.partitionsFor(Topic.HEALTH_EVENTS.topicName()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var total = ends.values().stream().mapToLong(end -> end).sum();
            var began = System.nanoTime();
            var read = 0L;
            while (read < total) {
                read += consumer.poll(Duration.ofMillis(100)).count();
            }
            return read * 1e9 / (System.nanoTime() - began);
        }
    }

    /// From a third of the records on, when the machine is warm, to the last.
    private static double run(OwnBroker broker, Path folder, String name, long records, AtomicLong taken)
            throws InterruptedException {
        var meters = new SimpleMeterRegistry();
        var monitor = new DetectionMonitor(meters, new Silent(), Clock.systemUTC());
        var pace = new CommitPace();
        var topology = name.equals("bare")
                ? bare(taken)
                : DetectionTopology.of(
                        () -> new Counting(new DetectionProcessor(monitor, pace), taken),
                        () -> new OversightProcessor(monitor));
        var settings = StreamsSettings.of(broker.kafka(), new Settings(name, folder.resolve(name)), 1);
        settings.put("num.standby.replicas", 0);
        try (var streams = new KafkaStreams(topology, settings)) {
            streams.setUncaughtExceptionHandler(failure -> {
                failure.printStackTrace();
                return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
            });
            streams.start();
            var third = await(taken, records / 3);
            var end = await(taken, records);
            var rate = (records - records / 3) * 1e9 / (end - third);
            meters.getMeters().stream()
                    .filter(meter -> meter.measure().iterator().next().getValue() > 0)
                    .forEach(meter -> System.out.println(
                            "  " + meter.getId().getName() + " " + meter.getId().getTags() + " "
                                    + meter.measure().iterator().next().getValue()));
            streams.close(Duration.ofSeconds(20));
            return rate;
        }
    }

    private static long await(AtomicLong taken, long goal) throws InterruptedException {
        var deadline = System.nanoTime() + DRAIN.toNanos();
        while (taken.get() < goal) {
            LockSupport.parkNanos(1_000_000);
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("only " + taken.get() + " of " + goal);
            }
        }
        return System.nanoTime();
    }

    /// Parses, counts by vantage point in a small store with a changelog, and rarely says something.
    private static Topology bare(AtomicLong taken) {
        return new Topology()
                .addSource(
                        AutoOffsetReset.earliest(),
                        "log",
                        Serdes.String().deserializer(),
                        Serdes.ByteArray().deserializer(),
                        Topic.HEALTH_EVENTS.topicName())
                .addProcessor("bare", () -> new Bare(taken), "log")
                .addStateStore(
                        Stores.keyValueStoreBuilder(
                                        Stores.inMemoryKeyValueStore("small"), Serdes.String(), Serdes.Long())
                                .withCachingEnabled()
                                .withLoggingEnabled(Map.of()),
                        "bare")
                .addSink(
                        "out",
                        Topic.CELL_STATUS.topicName(),
                        Serdes.String().serializer(),
                        Serdes.ByteArray().serializer(),
                        "bare");
    }

    @SuppressWarnings("NullAway.Init")
    private static final class Bare implements Processor<String, byte[], String, byte[]> {

        private final AtomicLong taken;
        private final Map<String, Long> kept = new HashMap<>();
        private KeyValueStore<String, Long> small;

        Bare(AtomicLong taken) {
            this.taken = taken;
        }

        @Override
        public void init(ProcessorContext<String, byte[]> context) {
            small = context.getStateStore("small");
        }

        @Override
        public void process(Record<String, byte[]> record) {
            var event = HealthObservedReader.read(record.value());
            if (event != null) {
                var count = kept.merge(event.vantagePoint(), 1L, Long::sum);
                if (count % 1000 == 0) {
                    small.put(event.vantagePoint(), count);
                }
            }
            taken.lazySet(taken.get() + 1);
        }
    }

    private record Counting(DetectionProcessor processor, AtomicLong taken)
            implements Processor<String, byte[], String, byte[]> {

        @Override
        public void init(ProcessorContext<String, byte[]> context) {
            processor.init(context);
        }

        @Override
        public void process(Record<String, byte[]> record) {
            processor.process(record);
            taken.lazySet(taken.get() + 1);
        }
    }

    private record Settings(String applicationId, Path stateDirectory) implements DetectionSettings {

        @Override
        public int threads() {
            return 1;
        }

        @Override
        public Optional<URI> heartbeatUrl() {
            return Optional.empty();
        }
    }

    private static final class Silent implements OperatorAlerts {

        @Override
        public void raise(String subject, String why) {
            System.out.println("  alert: " + why);
        }

        @Override
        public void clear(String subject, String why) {}
    }
}

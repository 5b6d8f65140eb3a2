package dev.tocsin.benchmarks.speed.stream;

import dev.tocsin.benchmarks.process.LoggingAsConfigured;
import dev.tocsin.benchmarks.speed.Measured;
import dev.tocsin.benchmarks.speed.Profile;
import dev.tocsin.contract.Json;
import dev.tocsin.incident.detection.stream.DetectionMonitor;
import dev.tocsin.incident.detection.stream.DetectionStreams;
import dev.tocsin.incident.detection.stream.StreamsSettings;
import dev.tocsin.support.operator.OperatorAlerts;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;

/// The process that is measured; writes a [Measured] as JSON when all of the log was read.
public final class StreamMain {

    private static final Duration STANDSTILL = Duration.ofSeconds(60);
    private static final Duration FAREWELL = Duration.ofSeconds(20);

    private final Path folder;
    private final Map<String, Object> kafka;
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final AtomicLong taken = new AtomicLong();

    private StreamMain(String bootstrap, Path folder) {
        this.kafka = Map.of("bootstrap.servers", bootstrap);
        this.folder = folder;
    }

    /// @param arguments `detection` or `bare`, the address of Kafka, a folder, cells, health events, whether to
    ///     profile
    public static void main(String[] arguments) throws IOException {
        LoggingAsConfigured.begin();
        var folder = Path.of(arguments[2]);
        var run = new StreamMain(arguments[1], folder);
        var measured = run.measured(
                arguments[0].equals("bare"),
                Integer.parseInt(arguments[3]),
                Long.parseLong(arguments[4]),
                Boolean.parseBoolean(arguments[5]));
        Files.writeString(folder.resolve("measured.json"), Json.mapper().writeValueAsString(measured));
        System.exit(0);
    }

    private Measured measured(boolean bare, int cells, long healthEvents, boolean profile) throws IOException {
        var settings = new OneThread(bare ? "bare" : "tocsin-detection", folder);
        LongSupplier done = bare ? taken::get : this::received;
        var heapBefore = heap();
        try (var streams = bare
                ? new KafkaStreams(BareTopology.of(taken), StreamsSettings.of(kafka, settings, 1))
                : DetectionStreams.of(
                        kafka, settings, new DetectionMonitor(meters, new Loud(), Clock.systemUTC()), 1)) {
            streams.start();
            await(done, healthEvents / 3);
            var thread = streamThread();
            var processorBefore = processorNanos(thread);
            var collectingBefore = collectingMillis();
            var first = done.getAsLong();
            var began = System.nanoTime();
            var found = profile ? profiled(thread, done, healthEvents) : awaited(done, healthEvents);
            var nanos = System.nanoTime() - began;
            var events = healthEvents - first;
            var measured = new Measured(
                    events * 1e9 / nanos,
                    events * 1e9 / (processorNanos(thread) - processorBefore),
                    (long) sum("tocsin.detection.status.changes"),
                    (double) (heap() - heapBefore) / cells,
                    (collectingMillis() - collectingBefore) * 1e6 / nanos,
                    found);
            streams.close(FAREWELL);
            return measured;
        }
    }

    private static @Nullable Profile awaited(LongSupplier done, long goal) {
        await(done, goal);
        return null;
    }

    private Profile profiled(Thread thread, LongSupplier done, long goal) throws IOException {
        try (var recording = ThreadRecording.start(thread.getName(), folder.resolve("profile.jfr"))) {
            await(done, goal);
            return recording.profile();
        }
    }

    private static void await(LongSupplier done, long goal) {
        var before = -1L;
        var moved = System.nanoTime();
        for (var now = done.getAsLong(); now < goal; now = done.getAsLong()) {
            if (now != before) {
                before = now;
                moved = System.nanoTime();
            } else if (System.nanoTime() - moved > STANDSTILL.toNanos()) {
                throw new IllegalStateException("no progress at %d of %d".formatted(now, goal));
            }
            LockSupport.parkNanos(2_000_000);
        }
    }

    private long received() {
        return (long) sum("tocsin.detection.health.events");
    }

    private double sum(String counter) {
        return meters.find(counter).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private static Thread streamThread() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().contains("-StreamThread-"))
                .filter(thread -> thread.getName().endsWith("-1"))
                .findAny()
                .orElseThrow();
    }

    private static long processorNanos(Thread thread) {
        return ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.threadId());
    }

    private static long collectingMillis() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .sum();
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /// Fails on an alert, because an alert spoils the measurement.
    private static final class Loud implements OperatorAlerts {

        @Override
        public void raise(String subject, String why) {
            throw new IllegalStateException(why);
        }

        @Override
        public void clear(String subject, String why) {}
    }
}

package dev.tocsin.benchmarks.speed.kafka;

import dev.tocsin.contract.Topic;
import dev.tocsin.stack.process.ChildProcess;
import dev.tocsin.stack.process.Launch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// `kafka-consumer-perf-test`: Kafka's own measure of how fast a topic can be read, in a process of its own.
public final class ConsumerTool {

    private static final String MAIN = "org.apache.kafka.tools.ConsumerPerformance";
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int COLUMNS = 10;
    private static final int FETCHED_PER_SECOND = 9;

    private ConsumerTool() {}

    /// @return records per second of fetching, without the time that joining the group takes
    public static double perSecond(String bootstrap, long records, Path log) throws IOException {
        var options = List.of("-Xmx512m", "-XX:+UseSerialGC", "-Duser.language=en");
        var arguments = List.of(
                "--bootstrap-server",
                bootstrap,
                "--topic",
                Topic.HEALTH_EVENTS.topicName(),
                "--messages",
                Long.toString(records),
                "--timeout",
                "30000",
                "--hide-header");
        var launch = Launch.java("consumer", options, System.getProperty("java.class.path"), MAIN, arguments, log);
        ChildProcess.start(launch).awaitEnd(LIMIT);
        return perSecond(Files.readAllLines(log));
    }

    /// Its last line: start, end, MB, MB a second, records, records a second, milliseconds of joining and of fetching,
    /// MB and records a second of fetching.
    static double perSecond(List<String> output) {
        return output.stream()
                .map(line -> line.split(",\\s*", -1))
                .filter(columns -> columns.length == COLUMNS)
                .mapToDouble(columns -> Double.parseDouble(columns[FETCHED_PER_SECOND]))
                .reduce((_, last) -> last)
                .orElseThrow(() -> new IllegalStateException("the consumer printed no figures: " + output));
    }
}

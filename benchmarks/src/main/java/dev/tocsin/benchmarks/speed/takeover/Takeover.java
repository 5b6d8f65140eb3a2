package dev.tocsin.benchmarks.speed.takeover;

import dev.tocsin.benchmarks.speed.kafka.TemporaryBroker;
import dev.tocsin.benchmarks.speed.kafka.Watch;
import dev.tocsin.benchmarks.speed.stream.DetectionProcess;
import dev.tocsin.contract.Topic;
import dev.tocsin.support.kafka.TopicCreator;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;

/// Kills the older of two instances of detection, and starts another when the other has taken over, several times.
///
/// @param gaps the time from each kill until all partitions have published a later time than that of the kill
/// @param verdicts the comparison of all published status changes
public record Takeover(List<Duration> gaps, Verdicts verdicts) {

    /// The time after which the standby of a new instance has its copy.
    private static final Duration SETTLING = Duration.ofSeconds(15);

    public static Takeover run(int cells, int kills, Consumer<String> progress)
            throws IOException, InterruptedException {
        var gaps = new ArrayList<Duration>();
        try (var broker = TemporaryBroker.start()) {
            try (var admin = Admin.create(broker.kafka())) {
                new TopicCreator(admin).create(EnumSet.allOf(Topic.class));
            }
            var told = new ToldAgain();
            var instances = new ArrayDeque<DetectionProcess>();
            try (var log = LiveLog.start(broker.kafka(), cells);
                    var _ = Watch.start(broker.kafka(), List.of(Topic.CELL_STATUS), told::seen)) {
                instances.add(DetectionProcess.start(broker.bootstrap(), broker.folder(), "detection-0"));
                for (var kill = 1; kill <= kills; kill++) {
                    instances.add(DetectionProcess.start(broker.bootstrap(), broker.folder(), "detection-" + kill));
                    told.awaitAll(Instant.now());
                    Thread.sleep(SETTLING);
                    instances.remove().kill();
                    gaps.add(told.awaitAll(Instant.now()));
                    progress.accept("kill %d of %d: %,d ms"
                            .formatted(kill, kills, gaps.getLast().toMillis()));
                }
                told.awaitAll(log.end());
            } finally {
                instances.forEach(DetectionProcess::kill);
            }
            progress.accept("the same log, by one undisturbed detection");
            return new Takeover(gaps, Verdicts.read(broker.kafka()));
        }
    }
}

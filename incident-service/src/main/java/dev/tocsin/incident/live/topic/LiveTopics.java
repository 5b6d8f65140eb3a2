package dev.tocsin.incident.live.topic;

import dev.tocsin.contract.Topic;
import dev.tocsin.incident.kafka.AcknowledgedWriter;
import dev.tocsin.incident.live.LiveState;
import dev.tocsin.incident.live.LiveView;
import dev.tocsin.incident.operator.OperatorAlerts;
import dev.tocsin.support.kafka.DeadLetter;
import dev.tocsin.support.kafka.Received;
import dev.tocsin.support.kafka.Received.Known;
import dev.tocsin.support.kafka.Received.Tombstone;
import dev.tocsin.support.kafka.Received.Unreadable;
import dev.tocsin.support.kafka.TopicFollower;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/// Keeps the [LiveView] by reading the topics that feed pages and streams; every instance reads them whole.
@ApplicationScoped
public class LiveTopics implements TopicFollower.Listener {

    private static final Logger LOG = Logger.getLogger(LiveTopics.class);
    private static final Set<Topic> TOPICS = EnumSet.of(
            Topic.CATALOG,
            Topic.CELL_STATUS,
            Topic.INCIDENTS,
            Topic.VANTAGE_POINTS,
            Topic.OPERATOR_ALERTS,
            Topic.MAINTENANCE);

    /// Whose unreadable records nobody else puts aside.
    private static final Set<Topic> OURS =
            EnumSet.of(Topic.INCIDENTS, Topic.VANTAGE_POINTS, Topic.OPERATOR_ALERTS, Topic.MAINTENANCE);

    private final LiveState state = new LiveState();
    private final TopicFollower follower;
    private final AcknowledgedWriter writer;
    private final OperatorAlerts alerts;
    private final Clock clock;
    private boolean changed;
    private LiveView view = LiveView.EMPTY;

    LiveTopics(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            AcknowledgedWriter writer,
            OperatorAlerts alerts,
            Clock clock) {
        this.writer = writer;
        this.alerts = alerts;
        this.clock = clock;
        this.follower = new TopicFollower(kafka, TOPICS, this);
    }

    void start(@Observes StartupEvent event) {
        follower.start();
    }

    void stop(@Observes ShutdownEvent event) {
        follower.close();
    }

    /// What stands now; the same object until something changes.
    public synchronized LiveView view() {
        if (changed) {
            view = state.view();
            changed = false;
        }
        return view;
    }

    @Override
    public void received(ConsumerRecord<String, byte[]> record, Received received) {
        switch (received) {
            case Known known -> change(() -> state.received(known.event(), clock.instant()));
            case Tombstone(var key) -> change(() -> state.gone(topicOf(record), key, clock.instant()));
            case Unreadable(var reason) -> putAside(record, reason);
        }
    }

    @Override
    public void caughtUp() {
        change(() -> state.caughtUp(clock.instant()));
    }

    private synchronized void change(Runnable change) {
        change.run();
        changed = true;
    }

    private void putAside(ConsumerRecord<String, byte[]> record, String reason) {
        if (!OURS.contains(topicOf(record))) {
            return;
        }
        LOG.warnf("Unreadable: %s-%d@%d: %s", record.topic(), record.partition(), record.offset(), reason);
        writer.write(List.of(DeadLetter.record(record, reason)));
        alerts.raise(
                "dead-letters/" + record.topic(),
                "A record on %s cannot be read: %s. It is on tocsin.dead-letters with its offset; whoever wrote it has to be mended."
                        .formatted(record.topic(), reason));
    }

    private static Topic topicOf(ConsumerRecord<String, byte[]> record) {
        return Arrays.stream(Topic.values())
                .filter(topic -> topic.topicName().equals(record.topic()))
                .findFirst()
                .orElseThrow();
    }
}

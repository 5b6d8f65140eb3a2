package dev.tocsin.incident.trust.live.topic;

import dev.tocsin.contract.Topic;
import dev.tocsin.incident.trust.live.CurrentView;
import dev.tocsin.incident.trust.live.LiveState;
import dev.tocsin.incident.trust.live.LiveView;
import dev.tocsin.support.kafka.CatchUp;
import dev.tocsin.support.kafka.Closing;
import dev.tocsin.support.kafka.CloudEvents;
import dev.tocsin.support.kafka.DeadLetters;
import dev.tocsin.support.kafka.Received.Known;
import dev.tocsin.support.kafka.Received.Tombstone;
import dev.tocsin.support.kafka.Received.Unreadable;
import dev.tocsin.support.kafka.UnusableRecord;
import dev.tocsin.support.progress.ChannelProgress;
import dev.tocsin.support.progress.ProgressWatch;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/// Keeps the [LiveView] by reading the topics that feed pages and streams; every instance reads them whole.
@ApplicationScoped
class LiveTopics implements CurrentView {

    private static final String CHANNEL = "live";

    /// Topics whose unreadable records nobody else puts aside.
    private static final Set<Topic> OURS =
            EnumSet.of(Topic.INCIDENTS, Topic.VANTAGE_POINTS, Topic.OPERATOR_ALERTS, Topic.MAINTENANCE);

    private final LiveState state = new LiveState();
    private final CatchUp catchUp;
    private final ChannelProgress progress;
    private final DeadLetters deadLetters;
    private final Clock clock;
    private boolean changed;
    private LiveView view = LiveView.EMPTY;

    LiveTopics(@Identifier(CHANNEL) CatchUp catchUp, KafkaClientService clients, DeadLetters deadLetters, Clock clock) {
        this.catchUp = catchUp;
        this.progress = new ChannelProgress(CHANNEL, clients);
        this.deadLetters = deadLetters;
        this.clock = clock;
    }

    @Singleton
    static class LiveChannel {

        @Produces
        @Singleton
        @Identifier(CHANNEL)
        CatchUp catchUp(KafkaClientService clients, Closing closing) {
            return new CatchUp(CHANNEL, clients, closing);
        }
    }

    void start(@Observes StartupEvent event, ProgressWatch watch) {
        watch.watch(progress);
        var _ = catchUp.done().thenRun(() -> change(() -> state.caughtUp(clock.instant())));
    }

    @Override
    public synchronized LiveView view() {
        if (changed) {
            view = state.view();
            changed = false;
        }
        return view;
    }

    @Incoming(CHANNEL)
    @Blocking
    void read(ConsumerRecords<String, byte[]> records) {
        progress.handle(() -> catchUp.handle(records, this::read, deadLetters));
    }

    private void read(ConsumerRecord<String, byte[]> record) {
        switch (CloudEvents.read(record)) {
            case Known known -> change(() -> state.received(known.event(), clock.instant()));
            case Tombstone(var key) -> change(() -> state.gone(topicOf(record), key, clock.instant()));
            case Unreadable(var reason) -> {
                if (OURS.contains(topicOf(record))) {
                    throw new UnusableRecord(reason);
                }
            }
        }
    }

    private synchronized void change(Runnable change) {
        changed = true;
        change.run();
    }

    private static Topic topicOf(ConsumerRecord<String, byte[]> record) {
        return Arrays.stream(Topic.values())
                .filter(topic -> topic.topicName().equals(record.topic()))
                .findFirst()
                .orElseThrow();
    }
}

package dev.tocsin.notifier.intake;

import dev.tocsin.contract.Event;
import dev.tocsin.contract.Topic;
import dev.tocsin.notifier.intake.TopicIntake.IntakeParts;
import dev.tocsin.support.kafka.Closing;
import dev.tocsin.support.kafka.ThreeStrikes;
import dev.tocsin.support.progress.ProgressWatch;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.inject.Singleton;

/// Makes the intakes of this service, and has their progress watched.
@Singleton
public class Intakes {

    private final IntakeParts parts;
    private final ProgressWatch watch;

    Intakes(
            ConsumedOffsetRepository offsets,
            ThreeStrikes strikes,
            KafkaClientService clients,
            Closing closing,
            MeterRegistry metrics,
            ProgressWatch watch) {
        this.parts = new IntakeParts(offsets, strikes, clients, closing, metrics);
        this.watch = watch;
    }

    /// The intake of the channel that has this name and reads this topic.
    public <E extends Event> TopicIntake<E> of(String channel, Topic topic, Class<E> events) {
        var intake = new TopicIntake<>(channel, topic, events, parts);
        watch.watch(intake);
        return intake;
    }
}

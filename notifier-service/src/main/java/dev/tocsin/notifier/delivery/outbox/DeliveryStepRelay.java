package dev.tocsin.notifier.delivery.outbox;

import dev.tocsin.contract.Topic;
import dev.tocsin.notifier.background.Loop;
import dev.tocsin.notifier.delivery.store.DeliveryStepRepository;
import dev.tocsin.notifier.delivery.store.DeliveryStepRepository.Unpublished;
import dev.tocsin.notifier.kafka.EventProducer;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Sends the steps of deliveries to `tocsin.deliveries`, in order, one instance at a time; at least once, with the same
/// ids.
@ApplicationScoped
class DeliveryStepRelay {

    private static final int BATCH = 500;
    private static final Duration IDLE = Duration.ofMillis(500);

    private final DeliveryStepRepository steps;
    private final EventProducer producer;
    private @Nullable Loop loop;

    DeliveryStepRelay(DeliveryStepRepository steps, EventProducer producer) {
        this.steps = steps;
        this.producer = producer;
    }

    void start(@Observes StartupEvent event) {
        loop = Loop.start(
                "delivery-step-relay",
                IDLE,
                () -> QuarkusTransaction.requiringNew().call(this::relay));
    }

    void stop(@Observes ShutdownEvent event) {
        if (loop != null) {
            loop.close();
        }
    }

    private boolean relay() {
        var next = steps.takeUnpublished(BATCH);
        if (!next.isEmpty()) {
            producer.write(
                    Topic.DELIVERIES, next.stream().map(Unpublished::event).toList());
            steps.published(next.stream().map(Unpublished::position).toList());
        }
        return next.size() == BATCH;
    }
}

package dev.tocsin.notifier.delivery.outbox;

import static java.util.stream.Collectors.toMap;

import dev.tocsin.contract.Topic;
import dev.tocsin.contract.delivery.DeliveryEvent;
import dev.tocsin.notifier.background.Loop;
import dev.tocsin.notifier.delivery.store.BounceRepository;
import dev.tocsin.notifier.delivery.store.BounceRepository.UnpublishedBounce;
import dev.tocsin.notifier.delivery.store.DeliveryClaims;
import dev.tocsin.notifier.delivery.store.DeliveryStepRepository;
import dev.tocsin.notifier.delivery.store.DeliveryStepRepository.Unpublished;
import dev.tocsin.notifier.intake.ConsumedOffsetRepository;
import dev.tocsin.notifier.ledger.LedgerEntry;
import dev.tocsin.notifier.ledger.LedgerEntry.LedgerStep;
import dev.tocsin.notifier.ledger.store.LedgerRepository;
import dev.tocsin.support.kafka.EventWriter;
import dev.tocsin.support.progress.ProgressWatch;
import dev.tocsin.support.progress.WatchedPart;
import dev.tocsin.support.progress.Work;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.jspecify.annotations.Nullable;

/// Publishes the steps of deliveries on `tocsin.deliveries`, in order, one instance at a time; at least once, with the
/// same ids. The transaction that marks the steps as published also seals them into the ledgers, once.
///
/// Notices come first: while many of them are due, the steps wait, but not for long.
@ApplicationScoped
class DeliveryStepRelay implements WatchedPart {

    private static final String CHANNEL = "deliveries";
    private static final int BATCH = 1_000;
    private static final Duration MOST_WAITING = Duration.ofSeconds(15);
    private static final Duration IDLE = Duration.ofMillis(500);

    private static final Duration[] OBJECTIVES = {
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        Duration.ofMinutes(2),
        Duration.ofMinutes(10),
        Duration.ofHours(1),
        Duration.ofHours(6)
    };

    /// Longer than the channel's own time-outs together, shorter than the time that a transaction may idle.
    private static final Duration LONGEST = Duration.ofSeconds(12);

    private final DeliveryRecovery recovery;
    private final DeliveryStepRepository steps;
    private final DeliveryClaims deliveries;
    private final BounceRepository bounces;
    private final LedgerRepository ledgers;
    private final ConsumedOffsetRepository offsets;
    private final KafkaClientService clients;
    private final EventWriter writer;
    private final MeterRegistry metrics;
    private final ProgressWatch watch;
    private final Clock clock = Clock.systemUTC();
    private @Nullable Loop loop;

    /// @param channel creates the channel's producer, which takes a thousand records at once
    DeliveryStepRelay(
            DeliveryRecovery recovery,
            DeliveryStepRepository steps,
            DeliveryClaims deliveries,
            BounceRepository bounces,
            LedgerRepository ledgers,
            ConsumedOffsetRepository offsets,
            @Channel(CHANNEL) Emitter<ProducerRecord<String, byte[]>> channel,
            KafkaClientService clients,
            EventWriter writer,
            MeterRegistry metrics,
            ProgressWatch watch) {
        this.recovery = recovery;
        this.steps = steps;
        this.deliveries = deliveries;
        this.bounces = bounces;
        this.ledgers = ledgers;
        this.offsets = offsets;
        this.clients = clients;
        this.writer = writer;
        this.metrics = metrics;
        this.watch = watch;
    }

    void start(@Observes StartupEvent event) {
        watch.watch(this);
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

    /// Waits for the recovery, which reads from the offset that this method keeps.
    boolean relay() {
        if (!recovery.isDone() || !steps.isOurs() || doNoticesComeFirst()) {
            return false;
        }
        var next = steps.unpublished(BATCH);
        if (!next.isEmpty()) {
            send(next.stream().map(Unpublished::event).toList());
            seal(next.stream()
                    .map(step -> LedgerEntries.of(step.event(), step.queuedAt(), step.answer()))
                    .toList());
            steps.published(next.stream().map(Unpublished::position).toList());
        }
        return next.size() == BATCH || relayBounces();
    }

    private boolean doNoticesComeFirst() {
        return steps.isYoungCrowd(BATCH, clock.instant().minus(MOST_WAITING)) && deliveries.isClaimable();
    }

    /// Runs after the steps, so that a delivery bounces after it was sent.
    private boolean relayBounces() {
        var next = bounces.unpublished(BATCH);
        if (!next.isEmpty()) {
            send(next.stream().map(UnpublishedBounce::event).toList());
            seal(next.stream()
                    .map(bounce -> LedgerEntries.of(bounce.event(), bounce.queuedAt(), null))
                    .toList());
            bounces.published(next.stream().map(UnpublishedBounce::delivery).toList());
        }
        return next.size() == BATCH;
    }

    private void seal(List<LedgerEntry> entries) {
        ledgers.append(entries);
        entries.stream()
                .filter(entry -> entry.step() == LedgerStep.SENT)
                .forEach(entry -> Timer.builder("tocsin.notification.time")
                        .description(
                                "Time from the decision for a notice until its delivery, by channel and kind of notice")
                        .tag("channel", entry.channel().name().toLowerCase(Locale.ROOT))
                        .tag("kind", entry.kind().name().toLowerCase(Locale.ROOT))
                        .serviceLevelObjectives(OBJECTIVES)
                        .register(metrics)
                        .record(Duration.between(entry.queuedAt(), entry.at())));
    }

    /// Returns when Kafka has all of the events, and keeps the offset behind the last one of each partition.
    private void send(List<? extends DeliveryEvent> next) {
        var records = next.stream()
                .map(event -> writer.record(Topic.DELIVERIES, event))
                .toList();
        clients
                .<String, byte[]>getProducer(CHANNEL)
                .runOnSendingThread(producer -> {
                    return handOver(producer, records);
                })
                .await()
                .atMost(LONGEST)
                .stream()
                .map(DeliveryStepRelay::written)
                .collect(toMap(RecordMetadata::partition, at -> at.offset() + 1, Math::max))
                .forEach((partition, end) -> offsets.keep(Topic.DELIVERIES, partition, end));
    }

    /// Ends with the first record that the producer does not take: while Kafka is away, the producer waits for each.
    static List<Future<RecordMetadata>> handOver(
            Producer<String, byte[]> producer, List<ProducerRecord<String, byte[]>> records) {
        var sent = new ArrayList<Future<RecordMetadata>>();
        for (var record : records) {
            var taken = producer.send(record);
            sent.add(taken);
            if (taken.state() == Future.State.FAILED) {
                break;
            }
        }
        return sent;
    }

    /// The producer's own time-outs end the waiting.
    private static RecordMetadata written(Future<RecordMetadata> sent) {
        try {
            return sent.get(LONGEST.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Kafka did not accept a step of a delivery", e);
        }
    }

    @Override
    public String name() {
        return "delivery-step-relay";
    }

    /// The first unpublished step changes, whichever instance publishes.
    @Override
    public Work work() {
        return steps.firstUnpublished()
                .<Work>map(position ->
                        new Work.Pending(position, "steps of deliveries are not published on tocsin.deliveries yet"))
                .orElseGet(() -> bounces.isAnyUnpublished()
                        ? new Work.Pending(-1, "bounces are not published on tocsin.deliveries yet")
                        : new Work.None());
    }
}

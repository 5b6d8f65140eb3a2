package dev.tocsin.notifier.delivery.outbox;

import dev.tocsin.contract.Topic;
import dev.tocsin.contract.delivery.DeliveryEvent;
import dev.tocsin.contract.delivery.DeliveryEvent.GivenUp;
import dev.tocsin.contract.delivery.DeliveryEvent.Sent;
import dev.tocsin.notifier.delivery.LostNotice;
import dev.tocsin.notifier.delivery.LostNotices;
import dev.tocsin.notifier.delivery.store.FanOut;
import dev.tocsin.notifier.intake.ConsumedOffsetRepository;
import dev.tocsin.support.kafka.Backoff;
import dev.tocsin.support.kafka.Closing;
import dev.tocsin.support.kafka.CloudEvents;
import dev.tocsin.support.kafka.Received.Known;
import dev.tocsin.support.kafka.Unavailability;
import dev.tocsin.support.kafka.WholeTopic;
import dev.tocsin.support.progress.ProgressWatch;
import dev.tocsin.support.progress.WatchedPart;
import dev.tocsin.support.progress.Work;
import io.quarkus.arc.All;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds at the start, before anything is sent, the notices that were sent and are missing from the database because
/// it was restored from a backup. Reads `tocsin.deliveries` from the offset that is kept with the rows to its end,
/// which is nothing after an ordinary restart.
@ApplicationScoped
public class DeliveryRecovery implements WatchedPart {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryRecovery.class);

    private final Map<String, Object> kafka;
    private final ConsumedOffsetRepository offsets;
    private final FanOut fanOut;
    private final List<LostNotices> others;
    private final ProgressWatch watch;
    private final Closing closing;
    private final AtomicLong read = new AtomicLong();
    private final CompletableFuture<Boolean> done = new CompletableFuture<>();

    DeliveryRecovery(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            ConsumedOffsetRepository offsets,
            FanOut fanOut,
            @All List<LostNotices> others,
            ProgressWatch watch,
            Closing closing) {
        this.kafka = kafka;
        this.offsets = offsets;
        this.fanOut = fanOut;
        this.others = others;
        this.watch = watch;
        this.closing = closing;
    }

    void start(@Observes StartupEvent event) {
        watch.watch(this);
        Thread.ofVirtual().name("delivery-recovery").start(this::run);
    }

    public boolean isDone() {
        return done.getNow(false);
    }

    /// Waits until the recovery is done.
    ///
    /// @return false when the service ends first
    public boolean await() {
        try {
            return done.get();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private void run() {
        var backoff = new Backoff();
        try {
            while (!isDone()) {
                try {
                    recover();
                    done.complete(true);
                } catch (RuntimeException e) {
                    LOG.warn("Earlier deliveries could not be read; next try soon: {}", Unavailability.firstLine(e));
                    closing.sleep(backoff.next());
                }
            }
        } catch (CancellationException _) {
            done.complete(false);
        }
    }

    /// Reads the topic once; records that are read a second time change nothing.
    public void recover() {
        var ends = new WholeTopic(kafka, Topic.DELIVERIES).readFrom(offsets.next(Topic.DELIVERIES), this::recover);
        QuarkusTransaction.requiringNew()
                .run(() -> ends.forEach((partition, end) -> offsets.keep(Topic.DELIVERIES, partition, end)));
    }

    /// The last event of each delivery counts: a delivery that was given up may have been replayed and sent.
    private void recover(List<ConsumerRecord<String, byte[]>> records) {
        var ended = new LinkedHashMap<String, LostNotice>();
        for (var record : records) {
            if (CloudEvents.read(record) instanceof Known known && known.event() instanceof DeliveryEvent event) {
                ended(event).ifPresent(notice -> ended.put(notice.delivery().id(), notice));
            }
        }
        if (!ended.isEmpty()) {
            QuarkusTransaction.requiringNew().run(() -> {
                var lost = fanOut.recover(List.copyOf(ended.values()));
                if (!lost.isEmpty()) {
                    LOG.warn("{} notices had been sent that the database did not know", lost.size());
                    others.forEach(each -> each.recover(lost));
                }
            });
        }
        read.addAndGet(records.size());
    }

    private static Optional<LostNotice> ended(DeliveryEvent event) {
        return switch (event) {
            case Sent sent ->
                Optional.of(new LostNotice(sent.delivery(), sent.attempt(), sent.time(), null, sent.coveredBy()));
            case GivenUp given ->
                Optional.of(new LostNotice(given.delivery(), given.attempt(), given.time(), given.reason(), null));
            case DeliveryEvent.Queued _, DeliveryEvent.Retrying _, DeliveryEvent.Bounced _, DeliveryEvent.Confirmed _ ->
                Optional.empty();
        };
    }

    @Override
    public String name() {
        return "delivery-recovery";
    }

    @Override
    public Work work() {
        return isDone()
                ? new Work.None()
                : new Work.Pending(read.get(), "deliveries from before the start are not read yet");
    }
}

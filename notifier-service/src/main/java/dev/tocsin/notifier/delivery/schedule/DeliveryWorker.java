package dev.tocsin.notifier.delivery.schedule;

import dev.tocsin.notifier.background.Loop;
import dev.tocsin.notifier.delivery.AddressResolver;
import dev.tocsin.notifier.delivery.Bounds;
import dev.tocsin.notifier.delivery.Carrier;
import dev.tocsin.notifier.delivery.Places;
import dev.tocsin.notifier.delivery.outbox.DeliveryRecovery;
import dev.tocsin.notifier.delivery.schedule.SendQueues.Room;
import dev.tocsin.notifier.delivery.schedule.SendQueues.SendQueue;
import dev.tocsin.notifier.delivery.store.DeliveryClaims;
import dev.tocsin.notifier.delivery.store.DeliveryClaims.Claimed;
import dev.tocsin.notifier.delivery.store.DeliveryResults;
import dev.tocsin.notifier.delivery.store.Receivers;
import dev.tocsin.notifier.subscription.alert.EndpointAlerts;
import dev.tocsin.notifier.subscription.kafka.PublishedCatalog;
import dev.tocsin.support.kafka.Unavailability;
import dev.tocsin.support.progress.ProgressWatch;
import dev.tocsin.support.progress.WatchedPart;
import dev.tocsin.support.progress.Work;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Claims due deliveries, in batches as large as there is room, tries each on a virtual thread of its own, and keeps
/// the results.
@ApplicationScoped
class DeliveryWorker implements WatchedPart {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryWorker.class);
    private static final Duration IDLE = Duration.ofMillis(250);

    /// A claim costs about the same for one delivery as for a hundred, so the worker waits this long for a quarter of
    /// the places.
    private static final Duration ROOM = Duration.ofMillis(20);

    private final DeliveryClaims deliveries;
    private final DeliveryResults results;
    private final Receivers receivers;
    private final AddressResolver addresses;
    private final AttemptRunner runner;
    private final DeliveryRecovery recovery;
    private final PublishedCatalog catalog;
    private final DeliverySettings settings;
    private final EndpointAlerts endpoints;
    private final ProgressWatch watch;
    private final AtomicLong claims = new AtomicLong();
    private final Clock clock = Clock.systemUTC();
    private final SendQueues queues;
    private final UnsentDeliveries unsent = new UnsentDeliveries();
    private @Nullable AttemptLog log;
    private @Nullable Loop loop;

    DeliveryWorker(
            DeliveryClaims deliveries,
            DeliveryResults results,
            Receivers receivers,
            AddressResolver addresses,
            AttemptRunner runner,
            DeliveryRecovery recovery,
            PublishedCatalog catalog,
            @All List<Carrier> carriers,
            DeliverySettings settings,
            EndpointAlerts endpoints,
            ProgressWatch watch) {
        if (settings.lease().compareTo(Carrier.LONGEST) <= 0) {
            throw new IllegalArgumentException("tocsin.deliveries.lease must be longer than an attempt, %d s"
                    .formatted(Carrier.LONGEST.toSeconds()));
        }
        var bounds = new Bounds(
                settings.concurrency(),
                settings.slowConcurrency(),
                settings.lateConcurrency(),
                settings.perHost(),
                settings.perEndpoint(),
                settings.slowAfter());
        this.deliveries = deliveries;
        this.results = results;
        this.receivers = receivers;
        this.addresses = addresses;
        this.runner = runner;
        this.recovery = recovery;
        this.catalog = catalog;
        this.settings = settings;
        this.endpoints = endpoints;
        this.watch = watch;
        this.queues = new SendQueues(carriers, bounds, clock);
    }

    void start(@Observes StartupEvent event) {
        watch.watch(this);
        var attempts = new AttemptLog(results, receivers, endpoints, clock);
        log = attempts;
        loop = Loop.start("delivery-worker", IDLE, () -> claim(attempts));
    }

    void stop(@Observes ShutdownEvent event) {
        if (loop != null) {
            loop.close();
        }
        if (log != null) {
            log.close();
        }
    }

    /// Nothing is sent before the notices that were sent earlier, and the names in the catalog, are known.
    private boolean claim(AttemptLog attempts) {
        if (!recovery.isDone() || !catalog.isRead()) {
            return false;
        }
        handBack();
        var due = deliveries.due(queues.channels());
        var room = queues.room().stream().filter(each -> each.isIn(due)).toList();
        var isAnyClaimed = false;
        for (var each : room) {
            isAnyClaimed |= claim(each, attempts) > 0;
        }
        if (isAnyClaimed || queues.isAnyFull()) {
            queues.awaitRoom(isAnyClaimed ? ROOM : IDLE);
            return true;
        }
        return false;
    }

    private int claim(Room room, AttemptLog attempts) {
        var beginBefore = clock.instant().plus(settings.lease()).minus(Carrier.LONGEST);
        var claimed = deliveries.claim(room.channel(), room.lane(), room.most(), settings.lease());
        if (!claimed.isEmpty()) {
            claims.addAndGet(claimed.size());
            var queue = queues.of(room.channel());
            var addressed = claimed.stream()
                    .map(each -> each.to(addresses.resolve(each.to())))
                    .toList();
            queues.take(queue, room.lane(), addressed, beginBefore);
            begin(queue, attempts);
        }
        return claimed.size();
    }

    private void begin(SendQueue queue, AttemptLog attempts) {
        queues.begin(queue)
                .forEach(place -> Thread.ofVirtual()
                        .name("delivery-" + place.claimed().due().id())
                        .start(() -> attempt(queue, place, attempts)));
    }

    private void handBack() {
        queues.handBack().forEach(each -> unsent.add(each.claimed().lease(), each.hangs()));
        unsent.handBack(results::handBack);
    }

    private void attempt(SendQueue queue, Places<Claimed>.Place place, AttemptLog attempts) {
        var claimed = place.claimed();
        try {
            runner.run(queue.carrier(), queue.bounds().slowAfter(), claimed, attempts);
        } catch (RuntimeException e) {
            if (Unavailability.causes(e)) {
                unsent.add(claimed.lease(), false);
            }
            LOG.warn(
                    "delivery={} is tried again when the database is back, or when its lease ends: {}",
                    claimed.due().id(),
                    e.toString());
        } finally {
            queues.end(queue, place);
            begin(queue, attempts);
        }
    }

    @Override
    public String name() {
        return "delivery-worker";
    }

    @Override
    public Work work() {
        return deliveries.isClaimable()
                ? new Work.Pending(claims.get(), "deliveries are due, but no instance claims them")
                : new Work.None();
    }
}

package dev.tocsin.notifier.delivery.schedule;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;

import dev.tocsin.contract.delivery.Channel;
import dev.tocsin.notifier.background.Loop;
import dev.tocsin.notifier.delivery.Bounds;
import dev.tocsin.notifier.delivery.Carrier;
import dev.tocsin.notifier.delivery.Contact;
import dev.tocsin.notifier.delivery.Delivery;
import dev.tocsin.notifier.delivery.Delivery.Covered;
import dev.tocsin.notifier.delivery.Delivery.Delivered;
import dev.tocsin.notifier.delivery.Delivery.Due;
import dev.tocsin.notifier.delivery.Delivery.GivenUp;
import dev.tocsin.notifier.delivery.Lane;
import dev.tocsin.notifier.delivery.Places;
import dev.tocsin.notifier.delivery.RetryLadder;
import dev.tocsin.notifier.delivery.SendResult;
import dev.tocsin.notifier.delivery.SendResult.Gone;
import dev.tocsin.notifier.delivery.SendResult.Refused;
import dev.tocsin.notifier.delivery.SendResult.SenderRefused;
import dev.tocsin.notifier.delivery.SendResult.Sent;
import dev.tocsin.notifier.delivery.SendResult.TryLater;
import dev.tocsin.notifier.delivery.outbox.DeliveryRecovery;
import dev.tocsin.notifier.delivery.store.DeliveryRepository;
import dev.tocsin.notifier.delivery.store.DeliveryRepository.Attempted;
import dev.tocsin.notifier.delivery.store.DeliveryRepository.Claimed;
import dev.tocsin.notifier.delivery.store.Receivers;
import dev.tocsin.notifier.message.Notice;
import dev.tocsin.notifier.subscription.alert.EndpointAlerts;
import dev.tocsin.notifier.subscription.kafka.CatalogFollower;
import dev.tocsin.notifier.subscription.store.SubscriptionRepository;
import dev.tocsin.support.http.Site;
import dev.tocsin.support.progress.ProgressWatch;
import dev.tocsin.support.progress.WatchedPart;
import dev.tocsin.support.progress.Work;
import dev.tocsin.support.tracing.Step;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.SpanKind;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Claims what is due, in batches as large as there is room, tries each on a virtual thread of its own, and keeps what
/// came of it.
@ApplicationScoped
class DeliveryWorker implements WatchedPart {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryWorker.class);
    private static final Duration IDLE = Duration.ofMillis(250);

    /// A claim costs about the same for one as for a hundred, so it waits this long for a quarter of the places.
    private static final Duration ROOM = Duration.ofMillis(20);

    private final DeliveryRepository deliveries;
    private final Receivers receivers;
    private final SubscriptionRepository subscriptions;
    private final Map<Channel, Desk> desks;
    private final DeliveryRecovery recovery;
    private final CatalogFollower catalog;
    private final DeliverySettings settings;
    private final Site pages;
    private final EndpointAlerts endpoints;
    private final MeterRegistry metrics;
    private final ProgressWatch watch;
    private final Object lock = new Object();
    private final AtomicLong claims = new AtomicLong();
    private final RetryLadder ladder = RetryLadder.DEFAULT;
    private final Clock clock = Clock.systemUTC();
    private @Nullable AttemptLog log;
    private @Nullable Loop loop;

    /// Where the deliveries of one channel are tried; guarded by `lock`.
    private record Desk(Carrier carrier, Bounds bounds, Places<Claimed> places) {

        static Desk of(Carrier carrier, Bounds configured) {
            var bounds = carrier.bounds(configured);
            return new Desk(carrier, bounds, new Places<>(bounds));
        }

        boolean hasRoom() {
            return places.room(Lane.NORMAL) >= bounds.normal() / 4;
        }
    }

    private record Wanted(Channel channel, Lane lane, int most) {

        boolean isIn(Map<Channel, Set<Lane>> due) {
            return due.getOrDefault(channel, Set.of()).contains(lane);
        }
    }

    DeliveryWorker(
            DeliveryRepository deliveries,
            Receivers receivers,
            SubscriptionRepository subscriptions,
            DeliveryRecovery recovery,
            CatalogFollower catalog,
            @All List<Carrier> carriers,
            DeliverySettings settings,
            @ConfigProperty(name = "tocsin.incident.url") URI pages,
            EndpointAlerts endpoints,
            MeterRegistry metrics,
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
        this.receivers = receivers;
        this.subscriptions = subscriptions;
        this.desks = carriers.stream().collect(toMap(Carrier::channel, carrier -> Desk.of(carrier, bounds)));
        this.recovery = recovery;
        this.catalog = catalog;
        this.settings = settings;
        this.pages = new Site(pages);
        this.endpoints = endpoints;
        this.metrics = metrics;
        this.watch = watch;
    }

    void start(@Observes StartupEvent event) {
        watch.watch(this);
        var attempts = new AttemptLog(deliveries, receivers, endpoints, clock);
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

    /// Nothing is sent before it is known what was, and what things are called.
    private boolean claim(AttemptLog attempts) {
        if (!recovery.isDone() || !catalog.isRead()) {
            return false;
        }
        handBack();
        var due = deliveries.due(desks.keySet());
        var wanted = wanted().stream().filter(each -> each.isIn(due)).toList();
        var isAnyClaimed = false;
        for (var each : wanted) {
            isAnyClaimed |= claim(each, attempts) > 0;
        }
        if (isAnyClaimed || isAnyFull()) {
            awaitRoom(isAnyClaimed ? ROOM : IDLE);
            return true;
        }
        return false;
    }

    private boolean isAnyFull() {
        synchronized (lock) {
            return desks.values().stream().anyMatch(desk -> desk.places().room(Lane.NORMAL) == 0);
        }
    }

    private List<Wanted> wanted() {
        synchronized (lock) {
            return desks.entrySet().stream()
                    .flatMap(desk -> Stream.of(Lane.values())
                            .map(lane -> new Wanted(
                                    desk.getKey(),
                                    lane,
                                    desk.getValue().places().room(lane))))
                    .filter(each -> each.most() > 0)
                    .toList();
        }
    }

    private int claim(Wanted wanted, AttemptLog attempts) {
        var beginBefore = clock.instant().plus(settings.lease()).minus(Carrier.LONGEST);
        var claimed = deliveries.claim(wanted.channel(), wanted.lane(), wanted.most(), settings.lease());
        if (!claimed.isEmpty()) {
            claims.addAndGet(claimed.size());
            var desk = requireNonNull(desks.get(wanted.channel()));
            synchronized (lock) {
                for (var each : claimed) {
                    desk.places()
                            .take(
                                    each,
                                    desk.carrier().host(each.to()),
                                    each.to().address().text(),
                                    wanted.lane(),
                                    beginBefore);
                }
            }
            begin(desk, attempts);
        }
        return claimed.size();
    }

    private void begin(Desk desk, AttemptLog attempts) {
        List<Places<Claimed>.Place> begun;
        synchronized (lock) {
            begun = desk.places().begin(clock.instant());
        }
        begun.forEach(place -> Thread.ofVirtual()
                .name("delivery-" + place.claimed().due().id())
                .start(() -> attempt(desk, place, attempts)));
    }

    private void handBack() {
        for (var desk : desks.values()) {
            List<Places.Untried<Claimed>> untried;
            synchronized (lock) {
                untried = desk.places().handBack(clock.instant());
            }
            for (var hang : List.of(true, false)) {
                var dues = untried.stream()
                        .filter(each -> each.hangs() == hang)
                        .map(each -> each.claimed().due())
                        .toList();
                if (!dues.isEmpty()) {
                    deliveries.handBack(dues, hang);
                }
            }
        }
    }

    private void awaitRoom(Duration limit) {
        var until = System.nanoTime() + limit.toNanos();
        synchronized (lock) {
            try {
                for (var left = limit.toNanos();
                        left > 0 && !desks.values().stream().allMatch(Desk::hasRoom);
                        left = until - System.nanoTime()) {
                    TimeUnit.NANOSECONDS.timedWait(lock, left);
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void attempt(Desk desk, Places<Claimed>.Place place, AttemptLog attempts) {
        try {
            attempt(desk, place.claimed(), attempts);
        } catch (RuntimeException e) { // its subscription could not be ended
            LOG.warn(
                    "delivery={} is tried again when its lease ends: {}",
                    place.claimed().due().id(),
                    e.toString());
        } finally {
            synchronized (lock) {
                desk.places().end(place);
                if (desk.hasRoom()) {
                    lock.notifyAll();
                }
            }
            begin(desk, attempts);
        }
    }

    private void attempt(Desk desk, Claimed claimed, AttemptLog attempts) {
        var began = clock.instant();
        var result = carryInTrace(desk.carrier(), claimed);
        var now = clock.instant();
        var next = ladder.after(
                claimed.due(), result, now, ThreadLocalRandom.current().nextDouble());
        if (result instanceof Gone(var reason)) {
            subscriptions.leave(claimed.to().id(), reason);
        }
        var isSlow = !began.plus(desk.bounds().slowAfter()).isAfter(now);
        attempts.add(new AttemptLog.Entry(
                claimed.to().id(), new Attempted(claimed.due(), next, reason(result), now), contact(result, isSlow)));
        count(claimed, result);
        tellOperators(claimed, result, next);
    }

    /// @return null where it says nothing of the receiver
    private static @Nullable Contact contact(SendResult result, boolean isSlow) {
        return switch (result) {
            case Sent _ -> isSlow ? Contact.SLOW : Contact.ANSWERED;
            case TryLater _ -> Contact.FAILED;
            case SenderRefused _, Refused _, Gone _ -> null;
        };
    }

    private SendResult carryInTrace(Carrier carrier, Claimed claimed) {
        var channel = claimed.to().channel().name().toLowerCase(Locale.ROOT);
        try (var step = Step.begin(
                "send " + channel,
                SpanKind.CLIENT,
                claimed.traceparent(),
                Map.of(
                        "delivery",
                        claimed.due().id(),
                        "about",
                        claimed.report().about(),
                        "attempt",
                        Integer.toString(claimed.due().attempt())))) {
            var result = carry(carrier, claimed);
            var reason = reason(result);
            if (reason != null) {
                step.failed(reason);
            }
            return result;
        }
    }

    private SendResult carry(Carrier carrier, Claimed claimed) {
        var page = pages.at(claimed.report().path());
        var notice = new Notice(
                claimed.due().id(),
                claimed.first(),
                claimed.subject(),
                claimed.kind(),
                claimed.report(),
                page,
                claimed.missed());
        try {
            return carrier.carry(notice, claimed.to());
        } catch (RuntimeException e) {
            LOG.warn("delivery={} could not be sent", claimed.due().id(), e);
            return new TryLater("it could not be sent: " + e.getClass().getSimpleName());
        }
    }

    /// Of a mail server that refuses us operators hear once, and not by each subscription; of an address that is gone,
    /// with which its subscription ended, not at all: there is nothing to mend.
    private void tellOperators(Claimed claimed, SendResult result, Delivery next) {
        switch (next) {
            case GivenUp _ when result instanceof SenderRefused || result instanceof Gone -> {}
            case GivenUp given -> endpoints.failed(claimed.to().id(), given.attempt(), given.reason());
            case Delivered _ -> endpoints.tookNotice(claimed.to().id());
            case Due _, Covered _ -> {}
        }
    }

    private void count(Claimed claimed, SendResult result) {
        var name = result.getClass().getSimpleName();
        Counter.builder("tocsin.deliveries")
                .description("Attempts to deliver a notice, by channel and by what came of them")
                .tag("channel", claimed.to().channel().name().toLowerCase(Locale.ROOT))
                .tag("result", name)
                .register(metrics)
                .increment();
        LOG.info(
                "delivery={} about={} number={} subscription={} attempt={}: {} {}",
                claimed.due().id(),
                claimed.report().about(),
                claimed.report().number(),
                claimed.to().id(),
                claimed.due().attempt(),
                name,
                reason(result));
    }

    @Override
    public String name() {
        return "delivery-worker";
    }

    @Override
    public Work work() {
        return deliveries.isClaimable()
                ? new Work.Pending(claims.get(), "deliveries are due and not claimed")
                : new Work.None();
    }

    private static @Nullable String reason(SendResult result) {
        return switch (result) {
            case Sent _ -> null;
            case TryLater later -> later.reason();
            case SenderRefused(var reason) -> reason;
            case Refused(var reason) -> reason;
            case Gone(var reason) -> reason;
        };
    }
}

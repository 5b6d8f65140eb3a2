package dev.tocsin.notifier.delivery.schedule;

import static java.util.stream.Collectors.toMap;

import dev.tocsin.contract.delivery.Channel;
import dev.tocsin.notifier.background.Loop;
import dev.tocsin.notifier.delivery.Carrier;
import dev.tocsin.notifier.delivery.Delivery;
import dev.tocsin.notifier.delivery.Delivery.Covered;
import dev.tocsin.notifier.delivery.Delivery.Delivered;
import dev.tocsin.notifier.delivery.Delivery.Due;
import dev.tocsin.notifier.delivery.Delivery.GivenUp;
import dev.tocsin.notifier.delivery.RetryLadder;
import dev.tocsin.notifier.delivery.SendResult;
import dev.tocsin.notifier.delivery.SendResult.Gone;
import dev.tocsin.notifier.delivery.SendResult.Refused;
import dev.tocsin.notifier.delivery.SendResult.SenderRefused;
import dev.tocsin.notifier.delivery.SendResult.Sent;
import dev.tocsin.notifier.delivery.SendResult.TryLater;
import dev.tocsin.notifier.delivery.outbox.DeliveryRecovery;
import dev.tocsin.notifier.delivery.store.DeliveryRepository;
import dev.tocsin.notifier.delivery.store.DeliveryRepository.Claimed;
import dev.tocsin.notifier.message.Notice;
import dev.tocsin.notifier.subscription.alert.EndpointAlerts;
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
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Claims what is due, tries it on a virtual thread of its own, and keeps what came of it.
@ApplicationScoped
class DeliveryWorker implements WatchedPart {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryWorker.class);
    private static final Duration IDLE = Duration.ofMillis(250);

    private final DeliveryRepository deliveries;
    private final SubscriptionRepository subscriptions;
    private final Map<Channel, Carrier> carriers;
    private final DeliveryRecovery recovery;
    private final DeliverySettings settings;
    private final Site pages;
    private final EndpointAlerts endpoints;
    private final MeterRegistry metrics;
    private final ProgressWatch watch;
    private final Semaphore places;
    private final AtomicLong claims = new AtomicLong();
    private final RetryLadder ladder = RetryLadder.DEFAULT;
    private final Clock clock = Clock.systemUTC();
    private @Nullable Loop loop;

    DeliveryWorker(
            DeliveryRepository deliveries,
            SubscriptionRepository subscriptions,
            DeliveryRecovery recovery,
            @All List<Carrier> carriers,
            DeliverySettings settings,
            @ConfigProperty(name = "tocsin.incident.url") URI pages,
            EndpointAlerts endpoints,
            MeterRegistry metrics,
            ProgressWatch watch) {
        if (settings.lease().compareTo(Carrier.LONGEST) <= 0 || settings.concurrency() < 1) {
            throw new IllegalArgumentException(
                    "tocsin.deliveries.lease must be longer than an attempt, %d s, and concurrency at least 1"
                            .formatted(Carrier.LONGEST.toSeconds()));
        }
        this.deliveries = deliveries;
        this.subscriptions = subscriptions;
        this.carriers = carriers.stream().collect(toMap(Carrier::channel, Function.identity()));
        this.recovery = recovery;
        this.settings = settings;
        this.pages = new Site(pages);
        this.endpoints = endpoints;
        this.metrics = metrics;
        this.watch = watch;
        this.places = new Semaphore(settings.concurrency());
    }

    void start(@Observes StartupEvent event) {
        watch.watch(this);
        loop = Loop.start("delivery-worker", IDLE, this::claim);
    }

    void stop(@Observes ShutdownEvent event) {
        if (loop != null) {
            loop.close();
        }
    }

    /// Nothing is sent before it is known what was.
    private boolean claim() {
        if (!recovery.isDone()) {
            return false;
        }
        deliveries.giveUpForThoseWhoLeft(clock.instant());
        var free = places.availablePermits();
        var claimed = free == 0 ? List.<Claimed>of() : deliveries.claim(free, settings.lease());
        claims.addAndGet(claimed.size());
        claimed.forEach(each -> {
            places.acquireUninterruptibly();
            Thread.ofVirtual().name("delivery-" + each.due().id()).start(() -> attempt(each));
        });
        return !claimed.isEmpty();
    }

    private void attempt(Claimed claimed) {
        try {
            var result = carryInTrace(claimed);
            var now = clock.instant();
            var next = ladder.after(
                    claimed.due(), result, now, ThreadLocalRandom.current().nextDouble());
            deliveries.settle(claimed.due(), next, reason(result), now);
            if (result instanceof Gone(var reason)) {
                subscriptions.leave(claimed.to().id(), reason);
            }
            count(claimed, result);
            tellOperators(claimed, result, next);
        } catch (RuntimeException e) {
            LOG.warn(
                    "delivery={} is tried again when its lease ends: {}",
                    claimed.due().id(),
                    e.toString());
        } finally {
            places.release();
        }
    }

    private SendResult carryInTrace(Claimed claimed) {
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
            var result = carry(claimed);
            var reason = reason(result);
            if (reason != null) {
                step.failed(reason);
            }
            return result;
        }
    }

    private SendResult carry(Claimed claimed) {
        var carrier = carriers.get(claimed.to().channel());
        if (carrier == null) {
            return new Refused("nothing carries " + claimed.to().channel());
        }
        var page = pages.at(claimed.report().path());
        return carrier.carry(
                new Notice(
                        claimed.due().id(), claimed.first(), claimed.subject(), claimed.kind(), claimed.report(), page),
                claimed.to());
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
            case Sent() -> null;
            case TryLater later -> later.reason();
            case SenderRefused(var reason) -> reason;
            case Refused(var reason) -> reason;
            case Gone(var reason) -> reason;
        };
    }
}

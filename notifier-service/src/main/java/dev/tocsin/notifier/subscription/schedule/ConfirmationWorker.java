package dev.tocsin.notifier.subscription.schedule;

import static java.util.stream.Collectors.toMap;

import dev.tocsin.contract.delivery.Channel;
import dev.tocsin.notifier.background.Loop;
import dev.tocsin.notifier.subscription.Asking;
import dev.tocsin.notifier.subscription.Confirmer;
import dev.tocsin.notifier.subscription.Confirmer.ChallengeAnswer;
import dev.tocsin.notifier.subscription.store.SubscriptionRepository;
import dev.tocsin.notifier.subscription.store.SubscriptionRepository.ToAsk;
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
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks pending subscribers whether they want notices, several at once so that a slow endpoint delays nobody else.
@ApplicationScoped
class ConfirmationWorker implements WatchedPart {

    private static final Logger LOG = LoggerFactory.getLogger(ConfirmationWorker.class);
    private static final Duration IDLE = Duration.ofMillis(250);
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final int AT_ONCE = 8;

    private final SubscriptionRepository subscriptions;
    private final Map<Channel, Confirmer> confirmers;
    private final Asking asking = Asking.DEFAULT;
    private final Semaphore places = new Semaphore(AT_ONCE);
    private final ProgressWatch watch;
    private final AtomicLong taken = new AtomicLong();
    private final Clock clock = Clock.systemUTC();
    private @Nullable Loop loop;

    ConfirmationWorker(SubscriptionRepository subscriptions, @All List<Confirmer> confirmers, ProgressWatch watch) {
        this.subscriptions = subscriptions;
        this.watch = watch;
        this.confirmers = confirmers.stream().collect(toMap(Confirmer::channel, Function.identity()));
    }

    void start(@Observes StartupEvent event) {
        watch.watch(this);
        loop = Loop.start("confirmation-worker", IDLE, this::askNext);
    }

    void stop(@Observes ShutdownEvent event) {
        if (loop != null) {
            loop.close();
        }
    }

    private boolean askNext() {
        if (!places.tryAcquire()) {
            return false;
        }
        var next = subscriptions.takeToAsk(LEASE);
        next.ifPresent(_ -> taken.incrementAndGet());
        next.ifPresentOrElse(
                toAsk -> Thread.ofVirtual()
                        .name("asks-" + toAsk.subscription().id())
                        .start(() -> ask(toAsk)),
                places::release);
        return next.isPresent();
    }

    @Override
    public String name() {
        return "confirmation-worker";
    }

    @Override
    public Work work() {
        return subscriptions.isAnyToAsk()
                ? new Work.Pending(taken.get(), "subscriptions wait to be asked for confirmation")
                : new Work.None();
    }

    private void ask(ToAsk toAsk) {
        var subscription = toAsk.subscription();
        try {
            var confirmer = confirmers.get(subscription.channel());
            var answer = confirmer == null
                    ? new ChallengeAnswer.Refused("there is no sender for the channel " + subscription.channel())
                    : confirmer.ask(subscription);
            subscriptions.settle(subscription.id(), asking.after(toAsk.asked(), answer), clock.instant());
            LOG.info("subscription={} was asked to confirm: {}", subscription.id(), answer);
        } catch (RuntimeException e) {
            LOG.warn("subscription={} is asked again later: {}", subscription.id(), e.toString());
        } finally {
            places.release();
        }
    }
}

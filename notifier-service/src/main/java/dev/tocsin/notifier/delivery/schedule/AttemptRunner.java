package dev.tocsin.notifier.delivery.schedule;

import dev.tocsin.notifier.delivery.Carrier;
import dev.tocsin.notifier.delivery.Contact;
import dev.tocsin.notifier.delivery.Delivery;
import dev.tocsin.notifier.delivery.Delivery.GivenUp;
import dev.tocsin.notifier.delivery.RetryLadder;
import dev.tocsin.notifier.delivery.SendResult;
import dev.tocsin.notifier.delivery.SendResult.Gone;
import dev.tocsin.notifier.delivery.SendResult.Refused;
import dev.tocsin.notifier.delivery.SendResult.SenderRefused;
import dev.tocsin.notifier.delivery.SendResult.Sent;
import dev.tocsin.notifier.delivery.SendResult.TryLater;
import dev.tocsin.notifier.delivery.schedule.AttemptLog.LoggedAttempt;
import dev.tocsin.notifier.delivery.store.DeliveryClaims.Claimed;
import dev.tocsin.notifier.delivery.store.DeliveryClaims.Gathered;
import dev.tocsin.notifier.delivery.store.DeliveryResults.Attempted;
import dev.tocsin.notifier.message.Notice;
import dev.tocsin.notifier.subscription.Address.OperatorAddress;
import dev.tocsin.notifier.subscription.Subscription.SubscriptionState;
import dev.tocsin.notifier.subscription.store.SubscriptionRepository;
import dev.tocsin.support.http.Site;
import dev.tocsin.support.kafka.Unavailability;
import dev.tocsin.support.tracing.TracedStep;
import io.opentelemetry.api.trace.SpanKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tries a delivery once, and decides what follows.
@ApplicationScoped
class AttemptRunner {

    private static final int MOST_LINKS = 50;
    private static final Logger LOG = LoggerFactory.getLogger(AttemptRunner.class);

    private final SubscriptionRepository subscriptions;
    private final Site pages;
    private final DeliveryMetrics metrics;
    private final RetryLadder ladder = RetryLadder.DEFAULT;
    private final Clock clock = Clock.systemUTC();

    AttemptRunner(
            SubscriptionRepository subscriptions,
            @ConfigProperty(name = "tocsin.incident.url") URI pages,
            DeliveryMetrics metrics) {
        this.subscriptions = subscriptions;
        this.pages = new Site(pages);
        this.metrics = metrics;
    }

    /// @param slowAfter an attempt without an answer for this time counts as slow
    /// @param attempts the log that keeps the result
    /// @throws RuntimeException when our own database is away: no result was kept, and this says nothing about the
    ///     receiver
    void run(Carrier carrier, Duration slowAfter, Claimed claimed, AttemptLog attempts) {
        var began = clock.instant();
        var result = carryInTrace(carrier, claimed);
        var now = clock.instant();
        var next = ladder.after(
                claimed.due(), result, now, ThreadLocalRandom.current().nextDouble());
        if (result instanceof Gone(var reason) && !isOfOperators(claimed)) {
            subscriptions.leave(claimed.to().id(), reason);
        }
        var isSlow = !began.plus(slowAfter).isAfter(now);
        attempts.add(new LoggedAttempt(
                claimed.to().id(),
                new Attempted(claimed.due(), next, result.reason(), now, isMissed(claimed, result, next)),
                contact(result, isSlow)));
        count(claimed, result);
        if (next instanceof GivenUp) {
            metrics.givenUp(claimed.to().channel()).increment();
        }
    }

    /// @return null when the result says nothing about the receiver
    private static @Nullable Contact contact(SendResult result, boolean isSlow) {
        return switch (result) {
            case Sent _ -> isSlow ? Contact.SLOW : Contact.ANSWERED;
            case TryLater later -> later.isOfReceiver() ? Contact.FAILED : null;
            case SenderRefused _, Refused _, Gone _ -> null;
        };
    }

    /// A step has neither the receiver's address nor text of the notice. The receiver's systems belong to others, so a
    /// webhook gets no `traceparent`; its `webhook-id` is the step's `delivery`.
    private SendResult carryInTrace(Carrier carrier, Claimed claimed) {
        try (var step = TracedStep.begin(
                "send " + channel(claimed),
                SpanKind.CLIENT,
                claimed.traceparent(),
                links(claimed),
                Map.of(
                        "delivery",
                        claimed.due().id(),
                        "about",
                        claimed.report().about(),
                        "attempt",
                        Integer.toString(claimed.due().attempt())))) {
            var result = carry(carrier, claimed);
            step.set("result", result.getClass().getSimpleName());
            var reason = result.reason();
            if (reason != null) {
                step.failed(reason);
            }
            return result;
        }
    }

    /// The traces of the other notices that a digest carries.
    private static List<String> links(Claimed claimed) {
        var digest = claimed.digest();
        return digest == null || !TracedStep.isRecording()
                ? List.of()
                : digest.stream()
                        .map(Gathered::traceparent)
                        .filter(Objects::nonNull)
                        .filter(traceparent -> !traceparent.equals(claimed.traceparent()))
                        .distinct()
                        .limit(MOST_LINKS)
                        .toList();
    }

    private static String channel(Claimed claimed) {
        return claimed.to().channel().name().toLowerCase(Locale.ROOT);
    }

    private SendResult carry(Carrier carrier, Claimed claimed) {
        if (claimed.to().address() instanceof OperatorAddress) {
            return new TryLater("the secrets of the operators' channel cannot be read, see the alert", null, false);
        }
        var page = pages.at(claimed.report().path());
        var notice = new Notice(
                claimed.due().id(),
                claimed.first(),
                claimed.subject(),
                claimed.kind(),
                claimed.report(),
                page,
                claimed.missed(),
                digest(claimed));
        try {
            return carrier.carry(notice, claimed.to());
        } catch (RuntimeException e) {
            if (Unavailability.causes(e)) {
                throw e;
            }
            LOG.warn("delivery={} could not be sent", claimed.due().id(), e);
            return new TryLater("the notice could not be sent: " + e.getClass().getSimpleName(), null, false);
        }
    }

    private @Nullable List<Notice> digest(Claimed claimed) {
        var gathered = claimed.digest();
        return gathered == null
                ? null
                : gathered.stream()
                        .map(each -> new Notice(
                                each.id(),
                                each.id(),
                                each.report().title(),
                                each.kind(),
                                each.report(),
                                pages.at(each.report().path())))
                        .toList();
    }

    /// A mail server that refuses us has an alert of its own. An address that is gone ends its subscription, so there
    /// is nothing to mend; but the catalog still names an operators' channel.
    private static boolean isMissed(Claimed claimed, SendResult result, Delivery next) {
        return next instanceof GivenUp
                && !(result instanceof SenderRefused)
                && (!(result instanceof Gone) || isOfOperators(claimed));
    }

    private static boolean isOfOperators(Claimed claimed) {
        return claimed.to().state() == SubscriptionState.OPERATOR;
    }

    private void count(Claimed claimed, SendResult result) {
        metrics.attempted(claimed.to().channel(), result);
        LOG.info(
                "delivery={} about={} number={} subscription={} attempt={}: {} {}",
                claimed.due().id(),
                claimed.report().about(),
                claimed.report().number(),
                claimed.to().id(),
                claimed.due().attempt(),
                result.getClass().getSimpleName(),
                result.reason());
    }
}

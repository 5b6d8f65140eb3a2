package dev.tocsin.notifier.subscription.api;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.tocsin.contract.delivery.Channel;
import dev.tocsin.notifier.subscription.RateLimit;
import dev.tocsin.notifier.subscription.Subscription;
import dev.tocsin.notifier.subscription.Subscription.SubscriptionState;
import dev.tocsin.notifier.subscription.TestSender;
import dev.tocsin.notifier.subscription.TestSender.TestResult;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Sends test events to confirmed subscribers only, because nobody else has agreed that we may write to them.
@ApplicationScoped
class TestEvents {

    sealed interface TestEventResult {

        record Sent(TestResult result) implements TestEventResult {}

        record NotConfirmed() implements TestEventResult {}

        record NoTestEvent() implements TestEventResult {}

        record TooMany() implements TestEventResult {}
    }

    private final Map<Channel, TestSender> senders;
    private final RateLimit limit;
    private final Clock clock = Clock.systemUTC();

    TestEvents(@All List<TestSender> senders, SubscriptionSettings settings) {
        this.senders = senders.stream().collect(toMap(TestSender::channel, identity()));
        this.limit = new RateLimit(settings.testsPerMinute(), Duration.ofMinutes(1));
    }

    TestEventResult send(Subscription to) {
        var sender = senders.get(to.channel());
        if (sender == null) {
            return new TestEventResult.NoTestEvent();
        }
        if (to.state() != SubscriptionState.CONFIRMED) {
            return new TestEventResult.NotConfirmed();
        }
        return limit.allows(to.id(), clock.instant())
                ? new TestEventResult.Sent(sender.test(to))
                : new TestEventResult.TooMany();
    }
}

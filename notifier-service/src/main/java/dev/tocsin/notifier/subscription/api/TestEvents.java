package dev.tocsin.notifier.subscription.api;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.tocsin.contract.delivery.Channel;
import dev.tocsin.notifier.subscription.RateLimit;
import dev.tocsin.notifier.subscription.Subscription;
import dev.tocsin.notifier.subscription.Subscription.State;
import dev.tocsin.notifier.subscription.TestSender;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Sends test events to confirmed subscribers only, because nobody else has agreed that we may write to them.
@ApplicationScoped
class TestEvents {

    sealed interface Result {

        record Sent(TestSender.Result result) implements Result {}

        record NotConfirmed() implements Result {}

        record NoTestEvent() implements Result {}

        record TooMany() implements Result {}
    }

    private final Map<Channel, TestSender> senders;
    private final RateLimit limit;
    private final Clock clock = Clock.systemUTC();

    TestEvents(@All List<TestSender> senders, SubscriptionSettings settings) {
        this.senders = senders.stream().collect(toMap(TestSender::channel, identity()));
        this.limit = new RateLimit(settings.testsPerMinute(), Duration.ofMinutes(1));
    }

    Result send(Subscription to) {
        var sender = senders.get(to.channel());
        if (sender == null) {
            return new Result.NoTestEvent();
        }
        if (to.state() != State.CONFIRMED) {
            return new Result.NotConfirmed();
        }
        return limit.allows(to.id(), clock.instant()) ? new Result.Sent(sender.test(to)) : new Result.TooMany();
    }
}

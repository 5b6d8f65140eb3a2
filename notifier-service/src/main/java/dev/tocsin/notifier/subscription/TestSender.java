package dev.tocsin.notifier.subscription;

import dev.tocsin.contract.delivery.Channel;

/// Sends an event without content, so that a subscriber can see whether notices would arrive; there is one sender for
/// each channel that has such an event.
public interface TestSender {

    Channel channel();

    /// Ends within the time of an attempt.
    TestResult test(Subscription to);

    sealed interface TestResult {

        record Taken() implements TestResult {}

        /// @param reason one line for the subscriber
        record NotTaken(String reason) implements TestResult {}
    }
}

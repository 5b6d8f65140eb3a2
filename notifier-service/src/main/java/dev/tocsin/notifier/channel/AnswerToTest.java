package dev.tocsin.notifier.channel;

import dev.tocsin.notifier.delivery.SendResult;
import dev.tocsin.notifier.subscription.TestSender.TestResult;

/// Turns the result of sending a test event into a [TestResult].
public final class AnswerToTest {

    private AnswerToTest() {}

    public static TestResult of(SendResult result) {
        var reason = result.reason();
        return reason == null ? new TestResult.Taken() : new TestResult.NotTaken(reason);
    }
}

package dev.tocsin.notifier.channel;

import dev.tocsin.notifier.delivery.SendResult;
import dev.tocsin.notifier.subscription.TestSender.Result;

/// Turns the result of sending a test event into a [Result].
public final class AnswerToTest {

    private AnswerToTest() {}

    public static Result of(SendResult result) {
        var reason = result.reason();
        return reason == null ? new Result.Taken() : new Result.NotTaken(reason);
    }
}

package dev.tocsin.notifier.channel;

import dev.tocsin.notifier.delivery.SendResult;
import dev.tocsin.notifier.delivery.SendResult.Gone;
import dev.tocsin.notifier.delivery.SendResult.Refused;
import dev.tocsin.notifier.delivery.SendResult.SenderRefused;
import dev.tocsin.notifier.delivery.SendResult.Sent;
import dev.tocsin.notifier.delivery.SendResult.TryLater;
import dev.tocsin.notifier.subscription.Confirmer.Answer;

/// Turns the result of sending a question that a person answers, such as a link or a code to type in, into an
/// [Answer].
public final class AnswerToQuestion {

    private AnswerToQuestion() {}

    public static Answer of(SendResult result) {
        return switch (result) {
            case Sent _ -> new Answer.Asked();
            case TryLater later -> new Answer.AskAgain(later.reason());
            case SenderRefused(var reason) -> new Answer.CannotAsk(reason);
            case Refused(var reason) -> new Answer.Refused(reason);
            case Gone(var reason) -> new Answer.Refused(reason);
        };
    }
}

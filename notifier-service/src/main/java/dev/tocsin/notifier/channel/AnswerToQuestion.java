package dev.tocsin.notifier.channel;

import dev.tocsin.notifier.delivery.SendResult;
import dev.tocsin.notifier.delivery.SendResult.Gone;
import dev.tocsin.notifier.delivery.SendResult.Refused;
import dev.tocsin.notifier.delivery.SendResult.SenderRefused;
import dev.tocsin.notifier.delivery.SendResult.Sent;
import dev.tocsin.notifier.delivery.SendResult.TryLater;
import dev.tocsin.notifier.subscription.Confirmer.ChallengeAnswer;

/// Turns the result of sending a question that a person answers, such as a link or a code to type in, into an
/// [ChallengeAnswer].
public final class AnswerToQuestion {

    private AnswerToQuestion() {}

    public static ChallengeAnswer of(SendResult result) {
        return switch (result) {
            case Sent _ -> new ChallengeAnswer.Asked();
            case TryLater later -> new ChallengeAnswer.AskAgain(later.reason());
            case SenderRefused(var reason) -> new ChallengeAnswer.CannotAsk(reason);
            case Refused(var reason) -> new ChallengeAnswer.Refused(reason);
            case Gone(var reason) -> new ChallengeAnswer.Refused(reason);
        };
    }
}

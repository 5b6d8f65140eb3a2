package dev.tocsin.notifier.subscription;

import dev.tocsin.notifier.subscription.Confirmer.ChallengeAnswer;
import dev.tocsin.notifier.subscription.Confirmer.ChallengeAnswer.AskAgain;
import dev.tocsin.notifier.subscription.Confirmer.ChallengeAnswer.Asked;
import dev.tocsin.notifier.subscription.Confirmer.ChallengeAnswer.CannotAsk;
import dev.tocsin.notifier.subscription.Confirmer.ChallengeAnswer.Confirmed;
import dev.tocsin.notifier.subscription.Confirmer.ChallengeAnswer.Refused;
import java.time.Duration;
import java.util.List;

/// Decides what follows from an answer to the question whether a subscriber wants notices.
///
/// @param waits the waits before each further question; when they are used up, the subscription is refused
public record Asking(List<Duration> waits) {

    public static final Asking DEFAULT =
            new Asking(List.of(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMinutes(5)));

    public sealed interface Next {

        record Confirm() implements Next {}

        record Wait() implements Next {}

        record AskIn(Duration delay, String reason) implements Next {}

        record Refuse(String reason) implements Next {}
    }

    /// @param asked the number of questions so far, this one included
    public Next after(int asked, ChallengeAnswer answer) {
        return switch (answer) {
            case Asked() -> new Next.Wait();
            case Confirmed() -> new Next.Confirm();
            case AskAgain(var reason) when asked <= waits.size() -> new Next.AskIn(waits.get(asked - 1), reason);
            case AskAgain(var reason) -> new Next.Refuse(reason);
            case CannotAsk(var reason) -> new Next.AskIn(waits.getLast(), reason);
            case Refused(var reason) -> new Next.Refuse(reason);
        };
    }
}

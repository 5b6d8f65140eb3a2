package dev.tocsin.notifier.subscription;

import dev.tocsin.contract.delivery.Channel;

/// Asks a new subscriber whether it wants notices; there is one confirmer for each channel.
public interface Confirmer {

    Channel channel();

    ChallengeAnswer ask(Subscription subscription);

    /// The result of asking.
    sealed interface ChallengeAnswer {

        /// The question is on its way, and a person will answer it.
        record Asked() implements ChallengeAnswer {}

        /// The endpoint proved that it wants notices.
        record Confirmed() implements ChallengeAnswer {}

        /// Worth asking again: a time-out, a mail server that is away, a wrong answer from an endpoint that is not yet
        /// ready.
        ///
        /// @param reason one line for the subscriber
        record AskAgain(String reason) implements ChallengeAnswer {}

        /// We cannot ask anybody at present: the mail server refuses us. Asked again however long that lasts.
        ///
        /// @param reason one line for the subscriber
        record CannotAsk(String reason) implements ChallengeAnswer {}

        /// @param reason one line for the subscriber
        record Refused(String reason) implements ChallengeAnswer {}
    }
}

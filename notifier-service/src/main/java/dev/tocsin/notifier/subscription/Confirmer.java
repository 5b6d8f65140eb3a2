package dev.tocsin.notifier.subscription;

import dev.tocsin.contract.delivery.Channel;

/// Asks a new subscriber whether it wants notices; there is one confirmer for each channel.
public interface Confirmer {

    Channel channel();

    Answer ask(Subscription subscription);

    /// The result of asking.
    sealed interface Answer {

        /// The question is on its way, and a person will answer it.
        record Asked() implements Answer {}

        /// The endpoint proved that it wants notices.
        record Confirmed() implements Answer {}

        /// Worth asking again: a time-out, a mail server that is away, a wrong answer from an endpoint that is not yet
        /// ready.
        ///
        /// @param reason one line for the subscriber
        record AskAgain(String reason) implements Answer {}

        /// We cannot ask anybody at present: the mail server refuses us. Asked again however long that lasts.
        ///
        /// @param reason one line for the subscriber
        record CannotAsk(String reason) implements Answer {}

        /// @param reason one line for the subscriber
        record Refused(String reason) implements Answer {}
    }
}

package dev.tocsin.notifier.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The result of one attempt.
public sealed interface SendResult {

    /// Why the notice was not taken; null when it was.
    @Nullable
    String reason();

    /// The other side took the notice.
    ///
    /// @param answer the other side's answer, such as an HTTP status of `204` or an SMTP reply code of `250`;
    ///     or null
    record Sent(@Nullable String answer) implements SendResult {
        @Override
        public @Nullable String reason() {
            return null;
        }
    }

    /// Worth another attempt: a time-out, a 429, a 503, an SMTP 4xx, a name that currently leads to a denied address.
    ///
    /// @param reason one line, without the address
    /// @param retryAfter how long the other side asked us to wait, or null
    /// @param isOfReceiver whether the failure says something about this receiver; that of a mail server that
    ///     is away does not, because it serves all receivers
    record TryLater(String reason, @Nullable Duration retryAfter, boolean isOfReceiver) implements SendResult {

        public TryLater(String reason) {
            this(reason, null);
        }

        public TryLater(String reason, @Nullable Duration retryAfter) {
            this(reason, retryAfter, true);
        }
    }

    /// The other side refuses us, whatever the recipient: a wrong password, relaying denied. Worth another attempt,
    /// because operators can mend it.
    ///
    /// @param reason one line, without the address
    record SenderRefused(String reason) implements SendResult {}

    /// This notice will never be taken: an SMTP 5xx about its recipient.
    record Refused(String reason) implements SendResult {}

    /// The address does not exist any more: an HTTP 410, a mailbox that does not exist. The subscription ends.
    record Gone(String reason) implements SendResult {}
}

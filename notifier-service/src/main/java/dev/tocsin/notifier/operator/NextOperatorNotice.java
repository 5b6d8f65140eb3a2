package dev.tocsin.notifier.operator;

import static dev.tocsin.contract.delivery.NoticeKind.CLOSING;
import static dev.tocsin.contract.delivery.NoticeKind.OPENING;
import static dev.tocsin.contract.delivery.NoticeKind.UPDATE;

import dev.tocsin.contract.delivery.NoticeKind;
import dev.tocsin.notifier.delivery.NextIncidentNotice;
import dev.tocsin.notifier.delivery.NoticeReason;
import dev.tocsin.notifier.message.OperatorReport;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The next notice of an incident to an operators' channel.
///
/// ```
///   nothing ──▶ opening ──▶ update, each time the severity rises ──▶ closing
///                  ▲  └────────────────────────────────────────────────┘ │
///                  └───────────────────── reopened ──────────────────────┘
/// ```
///
/// A channel that was notified of the opening is notified of the end, whatever the severity and the regions are then.
/// A silence does not mute operators.
public final class NextOperatorNotice {

    private NextOperatorNotice() {}

    /// @param last null when the channel got no notice of the incident
    public static Optional<NextIncidentNotice> next(
            OperatorReport now, @Nullable LastOperatorNotice last, OperatorAudience audience) {
        var isIncluded = audience.includes(now.severity(), now.regions());
        if (!now.state().isOpen()) {
            return last != null && last.isOpen() && last.openedNumber() <= now.number()
                    ? notice(CLOSING, NoticeReason.RESOLUTION)
                    : Optional.empty();
        }
        if (last == null || last.episode() < now.episode()) {
            return isIncluded ? notice(OPENING, NoticeReason.OUTAGE) : Optional.empty();
        }
        return last.isOpen() && isIncluded && now.severity().compareTo(last.highest()) > 0
                ? notice(UPDATE, NoticeReason.WORSE)
                : Optional.empty();
    }

    private static Optional<NextIncidentNotice> notice(NoticeKind kind, NoticeReason reason) {
        return Optional.of(new NextIncidentNotice(kind, reason));
    }
}

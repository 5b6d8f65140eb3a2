package dev.tocsin.notifier.delivery;

import dev.tocsin.contract.delivery.NoticeKind;
import java.util.Optional;

/// The next notice of an incident to a group of subscribers, and its reason.
///
/// ```
///   nothing ──▶ opening ──▶ update, as often as the time between notices allows ──▶ closing
///                  └────────────────────────────────────────────────────────────────┘
/// ```
///
/// A statement for each group applies the decision: one row is one opening and one closing for each subscription and
/// episode, so a decision that is applied twice notifies once.
public record NextIncidentNotice(NoticeKind kind, NoticeReason reason) {

    /// The notice to subscribers who got none in this episode, and whom an outage affects.
    public static Optional<NextIncidentNotice> first(IncidentNow now) {
        return now.state().isOpen() && now.isPublic()
                ? Optional.of(new NextIncidentNotice(NoticeKind.OPENING, NoticeReason.OUTAGE))
                : Optional.empty();
    }

    /// The last notice to subscribers for whom the incident is open.
    ///
    /// @param affected whether an outage that has not ended affects what their subscriptions include. A cell
    ///     that is up again while its outage's end hold runs still counts: it may be bad again the next second.
    public static Optional<NextIncidentNotice> closing(IncidentNow now, LastIncidentNotice last, boolean affected) {
        if (now.awaitsResolution()) {
            return Optional.empty();
        }
        if (last.episode() < now.episode()) {
            return closing(NoticeReason.RESOLUTION);
        }
        if (last.isAhead()) {
            return Optional.empty();
        }
        if (!now.state().isOpen()) {
            return closing(NoticeReason.RESOLUTION);
        }
        return affected ? Optional.empty() : closing(NoticeReason.RECOVERY);
    }

    /// The notice to subscribers for whom the incident is open and stays open, and who want updates.
    public static Optional<NextIncidentNotice> update(IncidentNow now, LastIncidentNotice last) {
        if (!now.state().isOpen() || last.episode() < now.episode()) {
            return Optional.empty();
        }
        if (last.isBeforePost()) {
            return update(NoticeReason.POST);
        }
        if (now.severity().compareTo(last.highest()) > 0) {
            return update(NoticeReason.WORSE);
        }
        return last.differsFrom(now) && !last.isRecent() ? update(NoticeReason.CHANGE) : Optional.empty();
    }

    /// The notice for those whom the opening did not reach: it covers the opening and everything after it.
    public NextIncidentNotice asCatchUp() {
        return new NextIncidentNotice(NoticeKind.CATCH_UP, reason);
    }

    private static Optional<NextIncidentNotice> closing(NoticeReason reason) {
        return Optional.of(new NextIncidentNotice(NoticeKind.CLOSING, reason));
    }

    private static Optional<NextIncidentNotice> update(NoticeReason reason) {
        return Optional.of(new NextIncidentNotice(NoticeKind.UPDATE, reason));
    }
}

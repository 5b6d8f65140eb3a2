package dev.tocsin.notifier.delivery.outbox;

import dev.tocsin.contract.delivery.DeliveryEvent;
import dev.tocsin.contract.delivery.DeliveryEvent.Bounced;
import dev.tocsin.contract.delivery.DeliveryEvent.Confirmed;
import dev.tocsin.contract.delivery.DeliveryEvent.DeliveryHead;
import dev.tocsin.contract.delivery.DeliveryEvent.GivenUp;
import dev.tocsin.contract.delivery.DeliveryEvent.Queued;
import dev.tocsin.contract.delivery.DeliveryEvent.Retrying;
import dev.tocsin.contract.delivery.DeliveryEvent.Sent;
import dev.tocsin.notifier.delivery.LostNotice;
import dev.tocsin.notifier.ledger.LedgerEntry;
import dev.tocsin.notifier.ledger.LedgerEntry.LedgerStep;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Converts steps of deliveries to entries of ledgers.
final class LedgerEntries {

    private LedgerEntries() {}

    /// @param answer the receiver's answer when it took the notice, or null
    static LedgerEntry of(DeliveryEvent event, Instant queuedAt, @Nullable String answer) {
        var head = event.delivery();
        var at = event.time();
        return switch (event) {
            case Queued _ -> entry(head, LedgerStep.QUEUED, 0, queuedAt, at, null, null, null);
            case Retrying retrying ->
                entry(head, step(retrying), retrying.attempt(), queuedAt, at, null, retrying.reason(), null);
            case Sent sent
            when sent.coveredBy() == null ->
                entry(head, LedgerStep.SENT, sent.attempt(), queuedAt, at, answer, null, null);
            case Sent sent ->
                entry(head, LedgerStep.COVERED, sent.attempt(), queuedAt, at, null, null, sent.coveredBy());
            case GivenUp given ->
                entry(head, LedgerStep.GIVEN_UP, given.attempt(), queuedAt, at, null, given.reason(), null);
            case Bounced bounced -> entry(head, LedgerStep.BOUNCED, 0, queuedAt, at, null, bounced.reason(), null);
            case Confirmed _ -> throw new IllegalArgumentException("no delivery is confirmed by its receiver");
        };
    }

    /// A failed attempt waits for the next one; a delivery that is due at once was given up and replayed.
    private static LedgerStep step(Retrying retrying) {
        return retrying.nextAt().isAfter(retrying.time()) ? LedgerStep.RETRYING : LedgerStep.REPLAYED;
    }

    /// The end of a delivery that the restored database did not know. The time when its notice was decided is lost.
    static LedgerEntry of(LostNotice lost) {
        return entry(
                lost.delivery(),
                step(lost),
                lost.attempt(),
                lost.at(),
                lost.at(),
                null,
                lost.reason(),
                lost.coveredBy());
    }

    private static LedgerStep step(LostNotice lost) {
        if (lost.reason() != null) {
            return LedgerStep.GIVEN_UP;
        }
        return lost.coveredBy() == null ? LedgerStep.SENT : LedgerStep.COVERED;
    }

    private static LedgerEntry entry(
            DeliveryHead head,
            LedgerStep step,
            int attempt,
            Instant queuedAt,
            Instant at,
            @Nullable String answer,
            @Nullable String reason,
            @Nullable String coveredBy) {
        return new LedgerEntry(
                head.incident(),
                head.id(),
                head.subscription(),
                head.channel(),
                head.kind(),
                head.episode(),
                head.number(),
                step,
                attempt,
                queuedAt,
                at,
                answer,
                reason,
                coveredBy);
    }
}

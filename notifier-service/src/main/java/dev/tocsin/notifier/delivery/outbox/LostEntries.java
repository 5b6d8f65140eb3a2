package dev.tocsin.notifier.delivery.outbox;

import dev.tocsin.notifier.delivery.LostNotice;
import dev.tocsin.notifier.delivery.LostNotices;
import dev.tocsin.notifier.ledger.store.LedgerRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/// Seals again the entries of ledgers that a restored database has lost.
@ApplicationScoped
class LostEntries implements LostNotices {

    private final LedgerRepository ledgers;

    LostEntries(LedgerRepository ledgers) {
        this.ledgers = ledgers;
    }

    @Override
    public void recover(List<LostNotice> lost) {
        ledgers.append(lost.stream().map(LedgerEntries::of).toList());
    }
}

package dev.tocsin.notifier.ledger.store;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.List;

/// Entries that were sealed together. Rows are written by statements for many rows at once.
@Entity
@Table(name = "ledger_batch")
@IdClass(LedgerBatchEntity.LedgerBatchKey.class)
@SuppressWarnings("UnusedVariable") // columns that only statements read
class LedgerBatchEntity {

    record LedgerBatchKey(String about, long first) {}

    @Id
    private String about;

    @Id
    private long first;

    private int size;
    private byte[] entries;

    @SuppressWarnings("NullAway.Init")
    protected LedgerBatchEntity() {}

    long first() {
        return first;
    }

    /// The entries as they were hashed.
    List<byte[]> entries() {
        return DeflatedLines.read(entries);
    }
}

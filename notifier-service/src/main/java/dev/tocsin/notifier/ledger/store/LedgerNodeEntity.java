package dev.tocsin.notifier.ledger.store;

import dev.tocsin.notifier.ledger.Hash;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;

/// The hash of a large complete subtree. Rows are written by statements for many rows at once.
@Entity
@Table(name = "ledger_node")
@IdClass(LedgerNodeEntity.LedgerNodeKey.class)
@SuppressWarnings("UnusedVariable") // columns that only statements read
class LedgerNodeEntity {

    record LedgerNodeKey(String about, short level, long index) {}

    @Id
    private String about;

    @Id
    private short level;

    @Id
    private long index;

    private byte[] hash;

    @SuppressWarnings("NullAway.Init")
    protected LedgerNodeEntity() {}

    Hash hash() {
        return Hash.of(hash);
    }
}

package dev.tocsin.notifier.ledger.store;

import dev.tocsin.notifier.ledger.Frontier;
import dev.tocsin.notifier.ledger.Hash;
import dev.tocsin.notifier.ledger.NotificationFigures;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Arrays;
import java.util.stream.IntStream;

/// The current size, frontier and figures of a ledger. Rows are written by statements for many rows at once.
@Entity
@Table(name = "ledger")
class LedgerEntity {

    @Id
    private String about;

    private long size;
    private byte[] frontier;

    @Column(columnDefinition = "jsonb")
    private String figures;

    @SuppressWarnings("NullAway.Init")
    protected LedgerEntity() {}

    String about() {
        return about;
    }

    Frontier frontier() {
        var subtrees = IntStream.range(0, frontier.length / Hash.LENGTH)
                .mapToObj(i -> Hash.of(Arrays.copyOfRange(frontier, i * Hash.LENGTH, (i + 1) * Hash.LENGTH)))
                .toList();
        return new Frontier(size, subtrees);
    }

    NotificationFigures figures() {
        return NotificationFigures.of(figures);
    }
}

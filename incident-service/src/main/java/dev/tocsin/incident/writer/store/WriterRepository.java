package dev.tocsin.incident.writer.store;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

@ApplicationScoped
class WriterRepository implements PanacheRepositoryBase<WriterEntity, Boolean> {

    /// Waits for the lock, and holds it to the end of the transaction.
    WriterEntity locked() {
        return findByIdOptional(true, LockModeType.PESSIMISTIC_WRITE)
                .orElseThrow(() -> new IllegalStateException("table writer has lost its row"));
    }
}

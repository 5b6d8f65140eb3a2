package dev.tocsin.incident.maintenance.store;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

@ApplicationScoped
class WindowWriterRepository implements PanacheRepositoryBase<WindowWriterEntity, Boolean> {

    WindowWriterEntity locked() {
        return found(LockModeType.PESSIMISTIC_WRITE);
    }

    WindowWriterEntity unlocked() {
        return found(LockModeType.NONE);
    }

    private WindowWriterEntity found(LockModeType lock) {
        return findByIdOptional(true, lock)
                .orElseThrow(() -> new IllegalStateException("table maintenance_writer has lost its row"));
    }
}

package dev.tocsin.incident.audit.store;

import dev.tocsin.incident.audit.AuditEntry;
import dev.tocsin.incident.audit.AuditLog;
import dev.tocsin.incident.postgres.ReaderSessions;
import io.quarkus.arc.Arc;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The audit log as a table that takes no change.
@ApplicationScoped
public class StoredAudit implements AuditLog {

    private final AuditRepository entries;
    private final ReaderSessions readers;
    private final CurrentVertxRequest request;
    private final Clock clock;

    StoredAudit(AuditRepository entries, ReaderSessions readers, CurrentVertxRequest request, Clock clock) {
        this.entries = entries;
        this.readers = readers;
        this.request = request;
        this.clock = clock;
    }

    @Override
    @Transactional
    public void note(String who, String action, @Nullable String subject) {
        entries.persist(new AuditEntryEntity(
                clock.instant(), who, action, subject, address().orElse(null)));
    }

    @Override
    @Transactional
    public void noteFrom(String address, String who, String action) {
        entries.persist(new AuditEntryEntity(clock.instant(), who, action, null, address));
    }

    /// One page, the latest first.
    ///
    /// @param before the id of the last entry of the page before
    public List<AuditEntry> page(long before, int most) {
        return readers.read(session -> session.createSelectionQuery(
                        "from AuditEntryEntity where id < :before order by id desc", AuditEntryEntity.class)
                .setParameter("before", before)
                .setMaxResults(most)
                .getResultStream()
                .map(AuditEntryEntity::entry)
                .toList());
    }

    private Optional<String> address() {
        if (!Arc.container().requestContext().isActive()) {
            return Optional.empty();
        }
        return Optional.ofNullable(request.getCurrent())
                .map(context -> context.request().remoteAddress())
                .map(address -> address.hostAddress());
    }
}

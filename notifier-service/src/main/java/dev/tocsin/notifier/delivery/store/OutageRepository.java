package dev.tocsin.notifier.delivery.store;

import dev.tocsin.contract.incident.SuspectedRoot;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
@Transactional
class OutageRepository implements PanacheRepositoryBase<OutageEntity, OutageEntity.Key> {

    void keep(String incident, String outage, String region, @Nullable SuspectedRoot root) {
        var known = findById(new OutageEntity.Key(incident, outage));
        if (known != null) {
            known.suspects(root);
        } else {
            var added = new OutageEntity(incident, outage, region);
            added.suspects(root);
            persist(added);
        }
    }

    boolean stands(String incident) {
        return count("incident = ?1 and endedAt is null", incident) > 0;
    }

    /// When the last one that has ended did; null while none has.
    @Nullable
    Instant lastEnd(String incident) {
        return getSession()
                .createSelectionQuery(
                        "select max(o.endedAt) from OutageEntity o where o.incident = :incident", Instant.class)
                .setParameter("incident", incident)
                .getSingleResultOrNull();
    }

    void end(String incident, String outage, Instant at) {
        update("endedAt = ?1 where incident = ?2 and outage = ?3 and endedAt is null", at, incident, outage);
    }

    void endAll(String incident, Instant at) {
        update("endedAt = ?1 where incident = ?2 and endedAt is null", at, incident);
    }

    /// With their cells.
    void forget(String incident) {
        delete("incident", incident);
    }
}

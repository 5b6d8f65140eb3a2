package dev.tocsin.notifier.delivery.store;

import dev.tocsin.contract.incident.PublicIncidentSnapshot.PublicOutage;
import dev.tocsin.notifier.delivery.store.OutageEntity.OutageKey;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
@Transactional
class OutageRepository implements PanacheRepositoryBase<OutageEntity, OutageKey> {

    /// Sets the outages of an incident. Outages that it does not have any more are deleted with their cells.
    void set(String incident, List<PublicOutage> outages) {
        var ids = outages.stream().map(PublicOutage::outage).toArray(String[]::new);
        getSession()
                .createNativeMutationQuery(
                        "delete from incident_outage where incident = :incident and outage <> all (:outages)")
                .setParameter("incident", incident)
                .setParameter("outages", ids)
                .executeUpdate();
        getSession()
                .createNativeMutationQuery("""
                        insert into incident_outage (incident, outage, region, ended_at)
                        select :incident, outage.* from unnest(:outages, :regions, :ends) as outage
                        on conflict (incident, outage) do update set ended_at = excluded.ended_at
                        where incident_outage.ended_at is distinct from excluded.ended_at""")
                .setParameter("incident", incident)
                .setParameter("outages", ids)
                .setParameter(
                        "regions", outages.stream().map(PublicOutage::region).toArray(String[]::new))
                .setParameter(
                        "ends", outages.stream().map(PublicOutage::endedAt).toArray(Instant[]::new))
                .executeUpdate();
    }

    /// The latest end of an outage of the incident; null while none has ended.
    @Nullable
    Instant lastEnd(String incident) {
        return getSession()
                .createSelectionQuery(
                        "select max(o.endedAt) from OutageEntity o where o.incident = :incident", Instant.class)
                .setParameter("incident", incident)
                .getSingleResultOrNull();
    }
}

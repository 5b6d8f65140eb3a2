package dev.tocsin.incident.trust.uptime.store;

import dev.tocsin.engine.uptime.Amendment;
import io.quarkus.hibernate.orm.panache.PanacheRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.Session;

@ApplicationScoped
class AmendmentRepository implements PanacheRepository<AmendmentEntity> {

    /// In the order in which they were made.
    static List<Amendment> all(Session session) {
        return session.createSelectionQuery("from AmendmentEntity order by id", AmendmentEntity.class)
                .getResultStream()
                .map(AmendmentEntity::amendment)
                .toList();
    }
}

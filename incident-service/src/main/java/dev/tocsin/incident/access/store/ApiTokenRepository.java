package dev.tocsin.incident.access.store;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

@ApplicationScoped
class ApiTokenRepository implements PanacheRepositoryBase<ApiTokenEntity, UUID> {

    List<ApiTokenEntity> standing() {
        return list("revokedAt is null", Sort.by("name"));
    }

    boolean isTaken(String name) {
        return count("revokedAt is null and name = ?1", name) > 0;
    }
}

package dev.tocsin.incident.access.store;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

@ApplicationScoped
class SessionRepository implements PanacheRepositoryBase<SessionEntity, String> {

    void endAllOf(String account) {
        var _ = delete("account", account);
    }

    void removeEnded(Instant now) {
        var _ = delete("endsAt <= ?1", now);
    }
}

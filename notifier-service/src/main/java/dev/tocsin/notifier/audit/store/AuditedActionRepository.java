package dev.tocsin.notifier.audit.store;

import dev.tocsin.notifier.audit.AuditedAction;
import io.quarkus.hibernate.orm.panache.PanacheRepository;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A table that takes entries and no changes.
@ApplicationScoped
@Transactional
public class AuditedActionRepository implements PanacheRepository<AuditedActionEntity> {

    /// @see AuditedAction
    public void add(Instant at, String who, String action, String subject, String result, @Nullable String address) {
        persist(new AuditedActionEntity(at, who, action, subject, result, address));
    }

    /// @param before the id of the last entry of the page before
    public List<AuditedAction> newestFirst(long before, int most) {
        return find("id < ?1", Sort.descending("id"), before).page(0, most).stream()
                .map(AuditedActionEntity::action)
                .toList();
    }
}

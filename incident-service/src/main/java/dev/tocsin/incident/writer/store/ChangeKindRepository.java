package dev.tocsin.incident.writer.store;

import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.tocsin.contract.change.ChangeKind;
import dev.tocsin.engine.correlation.Correlation;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.hibernate.Session;

/// Kinds of changes, for comparing incidents long after a change is forgotten.
@ApplicationScoped
class ChangeKindRepository implements PanacheRepositoryBase<ChangeKindEntity, String> {

    /// Stores the kinds of changes that were not known before.
    void put(Correlation before, Correlation next) {
        var applied = next.changes().byId().values().stream()
                .map(change -> change.applied())
                .filter(change -> !before.changes().byId().containsKey(change.change()))
                .toList();
        if (applied.isEmpty()) {
            return;
        }
        getSession()
                .createNativeMutationQuery("""
                        insert into change_heard (change, kind) select * from unnest(:changes, :kinds)
                        on conflict (change) do update set kind = excluded.kind""")
                .setParameter(
                        "changes",
                        applied.stream().map(change -> change.change()).toArray(String[]::new))
                .setParameter(
                        "kinds",
                        applied.stream().map(change -> change.kind().name()).toArray(String[]::new))
                .executeUpdate();
    }

    static Map<String, ChangeKind> all(Session session) {
        return session.createSelectionQuery("from ChangeKindEntity", ChangeKindEntity.class)
                .getResultStream()
                .collect(toUnmodifiableMap(stored -> stored.change, stored -> stored.kind));
    }
}

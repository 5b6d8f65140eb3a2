package dev.tocsin.incident.lifecycle.store;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import dev.tocsin.incident.correlation.Correlation;
import dev.tocsin.incident.lifecycle.store.Knowledge.Difference;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/// Where the correlator's state is kept: a row for each document.
///
/// Thousands of cells change at once when a region fails, so that what changed is written with one statement a kind,
/// past Hibernate's persistence context.
@ApplicationScoped
class KnowledgeRepository implements PanacheRepositoryBase<KnowledgeEntity, KnowledgeEntity.Key> {

    private record Stored(KnowledgeKind kind, String id, String document) {}

    /// Documents by their kind and id.
    Map<KnowledgeKind, Map<String, String>> all() {
        return getSession()
                .createSelectionQuery("select kind, id, document from KnowledgeEntity", Stored.class)
                .getResultStream()
                .collect(groupingBy(Stored::kind, toMap(Stored::id, Stored::document)));
    }

    /// Those of one kind.
    Map<KnowledgeKind, Map<String, String>> all(KnowledgeKind kind) {
        return getSession()
                .createSelectionQuery("select kind, id, document from KnowledgeEntity where kind = :kind", Stored.class)
                .setParameter("kind", kind)
                .getResultStream()
                .collect(groupingBy(Stored::kind, toMap(Stored::id, Stored::document)));
    }

    void write(Correlation before, Correlation next) {
        Knowledge.between(before, next).forEach(this::write);
    }

    private void write(Difference difference) {
        if (!difference.put().isEmpty()) {
            getSession()
                    .createNativeMutationQuery("""
                            insert into knowledge (kind, id, document)
                            select :kind, * from unnest(:ids, cast(:documents as jsonb[]))
                            on conflict (kind, id) do update set document = excluded.document""")
                    .setParameter("kind", difference.kind().word())
                    .setParameter("ids", difference.put().keySet().toArray(String[]::new))
                    .setParameter("documents", difference.put().values().toArray(String[]::new))
                    .executeUpdate();
        }
        if (!difference.gone().isEmpty()) {
            getSession()
                    .createNativeMutationQuery("delete from knowledge where kind = :kind and id = any (:ids)")
                    .setParameter("kind", difference.kind().word())
                    .setParameter("ids", difference.gone().toArray(String[]::new))
                    .executeUpdate();
        }
    }
}

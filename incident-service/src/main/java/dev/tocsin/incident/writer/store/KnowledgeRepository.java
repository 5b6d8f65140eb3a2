package dev.tocsin.incident.writer.store;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import dev.tocsin.engine.correlation.Correlation;
import dev.tocsin.incident.writer.store.KnowledgeEntity.KnowledgeKey;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.hibernate.Session;

/// Stores the correlator's state: a row for each document.
///
/// Thousands of cells change at once when a region fails, so all changed documents are written with one statement,
/// past Hibernate's persistence context.
@ApplicationScoped
class KnowledgeRepository implements PanacheRepositoryBase<KnowledgeEntity, KnowledgeKey> {

    private record StoredDocument(KnowledgeKind kind, String id, String document) {}

    /// Documents by their kind and id.
    Map<KnowledgeKind, Map<String, String>> all() {
        return getSession()
                .createSelectionQuery("select kind, id, document from KnowledgeEntity", StoredDocument.class)
                .getResultStream()
                .collect(groupingBy(StoredDocument::kind, toMap(StoredDocument::id, StoredDocument::document)));
    }

    /// Documents of one kind, by that kind and their id.
    Map<KnowledgeKind, Map<String, String>> all(KnowledgeKind kind) {
        return getSession()
                .createSelectionQuery(
                        "select kind, id, document from KnowledgeEntity where kind = :kind", StoredDocument.class)
                .setParameter("kind", kind)
                .getResultStream()
                .collect(groupingBy(StoredDocument::kind, toMap(StoredDocument::id, StoredDocument::document)));
    }

    /// The documents of one kind with these ids, by their ids.
    static Map<String, String> some(KnowledgeKind kind, Collection<String> ids, Session session) {
        return session.createSelectionQuery(
                        "from KnowledgeEntity where kind = :kind and id in (:ids)", KnowledgeEntity.class)
                .setParameter("kind", kind)
                .setParameterList("ids", ids)
                .getResultStream()
                .collect(toMap(stored -> stored.id, stored -> stored.document));
    }

    void write(Correlation before, Correlation next) {
        var differences = Knowledge.between(before, next);
        var put = differences.stream()
                .flatMap(difference -> difference.put().entrySet().stream()
                        .map(document -> new StoredDocument(difference.kind(), document.getKey(), document.getValue())))
                .toList();
        if (!put.isEmpty()) {
            getSession()
                    .createNativeMutationQuery("""
                            insert into knowledge (kind, id, document)
                            select * from unnest(:kinds, :ids, cast(:documents as jsonb[]))
                            on conflict (kind, id) do update set document = excluded.document""")
                    .setParameter("kinds", column(put, stored -> stored.kind().word()))
                    .setParameter("ids", column(put, StoredDocument::id))
                    .setParameter("documents", column(put, StoredDocument::document))
                    .executeUpdate();
        }
        var gone = differences.stream()
                .flatMap(difference -> difference.gone().stream().map(id -> new KnowledgeKey(difference.kind(), id)))
                .toList();
        if (!gone.isEmpty()) {
            getSession()
                    .createNativeMutationQuery("""
                            delete from knowledge using unnest(:kinds, :ids) as gone (kind, id)
                            where knowledge.kind = gone.kind and knowledge.id = gone.id""")
                    .setParameter("kinds", column(gone, key -> key.kind().word()))
                    .setParameter("ids", column(gone, KnowledgeKey::id))
                    .executeUpdate();
        }
    }

    private static <T> String[] column(List<T> rows, Function<T, String> value) {
        return rows.stream().map(value).toArray(String[]::new);
    }
}

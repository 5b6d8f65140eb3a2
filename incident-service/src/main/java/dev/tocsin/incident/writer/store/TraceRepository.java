package dev.tocsin.incident.writer.store;

import dev.tocsin.contract.Cell;
import dev.tocsin.engine.correlation.TraceEntry;
import dev.tocsin.incident.postgres.JsonDocuments;
import io.quarkus.hibernate.orm.panache.PanacheRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.hibernate.Session;

@ApplicationScoped
class TraceRepository implements PanacheRepository<TraceEntity> {

    /// Adds all entries with one statement, which gives the ids in the order of the decisions.
    void add(Collection<TraceEntry> trace) {
        if (trace.isEmpty()) {
            return;
        }
        getSession()
                .createNativeMutationQuery("""
                        insert into trace (incident, at, rule, entry)
                        select incident, at, rule, entry
                        from unnest(:incidents, :times, :rules, cast(:entries as jsonb[]))
                            with ordinality as decision (incident, at, rule, entry, place)
                        order by place""")
                .setParameter(
                        "incidents", trace.stream().map(TraceEntry::incident).toArray(String[]::new))
                .setParameter("times", trace.stream().map(TraceEntry::at).toArray(Instant[]::new))
                .setParameter(
                        "rules",
                        trace.stream().map(entry -> entry.rule().name()).toArray(String[]::new))
                .setParameter(
                        "entries", trace.stream().map(JsonDocuments::write).toArray(String[]::new))
                .executeUpdate();
    }

    /// Whether an entry of the same incident and rule gives the same reason.
    boolean isNoted(TraceEntry entry) {
        return !getSession()
                .createNativeQuery(
                        "select id from trace where incident = :incident and rule = :rule and entry ->> 'reason' = :reason limit 1",
                        Long.class)
                .setParameter("incident", entry.incident())
                .setParameter("rule", entry.rule().name())
                .setParameter("reason", entry.reason())
                .getResultList()
                .isEmpty();
    }

    int deleteBefore(Instant time) {
        return Math.toIntExact(delete("at < ?1", time));
    }

    static List<TraceEntity> of(String incident, long after, int most, Session session) {
        return session.createSelectionQuery(
                        "from TraceEntity where incident = :incident and id > :after order by id", TraceEntity.class)
                .setParameter("incident", incident)
                .setParameter("after", after)
                .setMaxResults(most)
                .getResultList();
    }

    static List<TraceEntity> of(Cell cell, Instant from, Instant to, int most, Session session) {
        return session.createNativeQuery("""
                        select id, incident, at, rule, entry from trace
                        where at between :from and :to and jsonb_exists(entry -> 'cells', :cell)
                        order by at, id limit :most""", TraceEntity.class)
                .setParameter("from", from)
                .setParameter("to", to)
                .setParameter("cell", cell.toString())
                .setParameter("most", most)
                .getResultList();
    }
}

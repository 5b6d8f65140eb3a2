package dev.tocsin.incident.writer.store;

import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.tocsin.engine.correlation.Correlation;
import dev.tocsin.engine.lifecycle.Incident;
import dev.tocsin.engine.lifecycle.StoryStep;
import dev.tocsin.incident.postgres.JsonDocuments;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class IncidentRepository implements PanacheRepositoryBase<IncidentEntity, String> {

    private static final String STARTED = """
            from IncidentEntity where startedAt >= :from and startedAt < :to order by startedAt desc, id desc""";

    private static final String STARTED_BEFORE = """
            from IncidentEntity i where i.startedAt >= :from and i.startedAt < :to and exists (
                from IncidentEntity last where last.id = :before
                  and (i.startedAt < last.startedAt or i.startedAt = last.startedAt and i.id < last.id))
            order by i.startedAt desc, i.id desc""";

    List<Incident> active() {
        return stream("active").map(IncidentEntity::incident).toList();
    }

    Optional<Incident> one(String id) {
        return findByIdOptional(id).map(IncidentEntity::incident);
    }

    /// The number of the latest event of each stored incident.
    Map<String, Long> numbers(Collection<String> ids) {
        return getSession()
                .createNativeQuery("select id, number from incident where id = any (:ids)", Object[].class)
                .setParameter("ids", ids.toArray(String[]::new))
                .getResultStream()
                .collect(toUnmodifiableMap(row -> (String) row[0], row -> (Long) row[1]));
    }

    /// Ids of incidents whose latest event has a number above the published one, in their order.
    ///
    /// @param published the published numbers by id; a missing one counts as 0
    List<String> behind(Map<String, Long> published, String after, int most) {
        return getSession()
                .createNativeQuery("""
                        select i.id from incident i
                        left join unnest(:ids, :numbers) as published (id, number) on published.id = i.id
                        where i.id > :after and i.number > coalesce(published.number, 0)
                        order by i.id limit :most""", String.class)
                .setParameter("ids", published.keySet().toArray(String[]::new))
                .setParameter("numbers", published.values().toArray(Long[]::new))
                .setParameter("after", after)
                .setParameter("most", most)
                .getResultList();
    }

    List<Incident> those(Collection<String> ids) {
        return stream("id in ?1", ids).map(IncidentEntity::incident).toList();
    }

    /// Writes the incidents that changed; one that the correlator no longer considers is kept, but is not active.
    void write(Correlation before, Correlation next) {
        put(next.incidents().values().stream()
                .filter(incident -> !incident.equals(before.incidents().get(incident.id())))
                .toList());
        retire(before.incidents().keySet().stream()
                .filter(id -> !next.incidents().containsKey(id))
                .toList());
    }

    /// Writes an incident that came, went and was forgotten in one batch as it was after its last event.
    void writeForgotten(Correlation next, Collection<StoryStep> told) {
        var last = new LinkedHashMap<String, Incident>();
        told.forEach(one -> last.put(one.incident().id(), one.incident()));
        last.keySet().removeAll(next.incidents().keySet());
        put(last.values());
        retire(last.keySet());
    }

    private void put(Collection<Incident> incidents) {
        if (incidents.isEmpty()) {
            return;
        }
        getSession()
                .createNativeMutationQuery("""
                        insert into incident (id, number, active, started_at, document)
                        select id, number, true, started_at, document
                        from unnest(:ids, :numbers, :starts, cast(:documents as jsonb[]))
                            as changed (id, number, started_at, document)
                        on conflict (id) do update set
                            number = excluded.number, active = true, document = excluded.document""")
                .setParameter("ids", incidents.stream().map(Incident::id).toArray(String[]::new))
                .setParameter(
                        "numbers", incidents.stream().map(Incident::number).toArray(Long[]::new))
                .setParameter(
                        "starts", incidents.stream().map(Incident::startedAt).toArray(Instant[]::new))
                .setParameter(
                        "documents",
                        incidents.stream().map(JsonDocuments::write).toArray(String[]::new))
                .executeUpdate();
    }

    private void retire(Collection<String> ids) {
        if (!ids.isEmpty()) {
            update("active = false where id in ?1", ids);
        }
    }

    static Optional<IncidentEntity> one(String id, Session session) {
        return Optional.ofNullable(session.find(IncidentEntity.class, id));
    }

    static List<Incident> startedBetween(Instant from, Instant to, Session session) {
        return session.createSelectionQuery(
                        "from IncidentEntity where startedAt between :from and :to", IncidentEntity.class)
                .setParameter("from", from)
                .setParameter("to", to)
                .getResultStream()
                .map(IncidentEntity::incident)
                .toList();
    }

    /// @param before the id of the incident after which to go on; nothing follows an unknown one
    static List<Incident> started(Instant from, Instant to, @Nullable String before, int most, Session session) {
        var query = session.createSelectionQuery(before == null ? STARTED : STARTED_BEFORE, IncidentEntity.class)
                .setParameter("from", from)
                .setParameter("to", to);
        if (before != null) {
            query.setParameter("before", before);
        }
        return query.setMaxResults(most)
                .getResultStream()
                .map(IncidentEntity::incident)
                .toList();
    }

    static Optional<Instant> firstStart(Session session) {
        return session.createSelectionQuery("select startedAt from IncidentEntity order by startedAt", Instant.class)
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    private record Numbered(String id, long number) {}

    static Map<String, Long> activeNumbers(Session session) {
        return session.createSelectionQuery("select id, number from IncidentEntity where active", Numbered.class)
                .getResultStream()
                .collect(toUnmodifiableMap(Numbered::id, Numbered::number));
    }
}

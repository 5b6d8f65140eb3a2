package dev.tocsin.incident.lifecycle.store;

import dev.tocsin.contract.Event;
import dev.tocsin.contract.EventTypes;
import dev.tocsin.contract.change.ChangeHeld;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.incident.lifecycle.Told;
import dev.tocsin.incident.postgres.Documents;
import io.quarkus.hibernate.orm.panache.PanacheRepository;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class OutboxRepository implements PanacheRepository<OutboxEntity> {

    private record Entry(Event event, @Nullable IncidentSnapshot snapshot) {}

    List<OutboxEntity> next(int most) {
        return findAll(Sort.by("id")).page(0, most).list();
    }

    /// As an array: Hibernate would translate a list of each length anew.
    void deleteAll(Collection<Long> ids) {
        getSession()
                .createNativeMutationQuery("delete from outbox where id = any (:ids)")
                .setParameter("ids", ids.toArray(Long[]::new))
                .executeUpdate();
    }

    /// With one statement, which gives the ids in the order of the entries.
    ///
    /// @param traceparents the trace contexts of events, by the events' ids
    void add(Collection<Told> told, Collection<ChangeHeld> held, Map<String, String> traceparents) {
        var entries = Stream.concat(
                        told.stream().map(one -> new Entry(one.event(), one.snapshot())),
                        held.stream().map(change -> new Entry(change, null)))
                .toList();
        if (entries.isEmpty()) {
            return;
        }
        getSession()
                .createNativeMutationQuery("""
                        insert into outbox (type, event, snapshot, traceparent)
                        select type, event, snapshot, traceparent
                        from unnest(:types, :events, :snapshots, :traceparents)
                            with ordinality as entry (type, event, snapshot, traceparent, place)
                        order by place""")
                .setParameter(
                        "types",
                        entries.stream()
                                .map(entry -> EventTypes.typeOf(entry.event().getClass()))
                                .toArray(String[]::new))
                .setParameter(
                        "events",
                        entries.stream()
                                .map(entry -> Documents.write(entry.event()))
                                .toArray(String[]::new))
                .setParameter(
                        "snapshots",
                        entries.stream()
                                .map(Entry::snapshot)
                                .map(snapshot -> snapshot == null ? null : Documents.write(snapshot))
                                .toArray(String[]::new))
                .setParameter(
                        "traceparents",
                        entries.stream()
                                .map(entry -> traceparents.get(entry.event().eventId()))
                                .toArray(String[]::new))
                .executeUpdate();
    }
}

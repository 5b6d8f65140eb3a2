package dev.tocsin.incident.writer.store;

import static java.util.stream.Collectors.toMap;

import dev.tocsin.contract.Event;
import dev.tocsin.contract.EventTypes;
import dev.tocsin.contract.change.ChangeHeld;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.contract.incident.PublicIncidentSnapshot;
import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.engine.correlation.CorrelationDecision;
import dev.tocsin.engine.lifecycle.StoryStep;
import dev.tocsin.incident.postgres.JsonDocuments;
import io.quarkus.hibernate.orm.panache.PanacheRepository;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class OutboxRepository implements PanacheRepository<OutboxEntity> {

    private record OutboxEntry(
            Event event,
            @Nullable IncidentSnapshot snapshot,
            @Nullable PublicIncidentSnapshot publicSnapshot) {}

    List<OutboxEntity> next(int most) {
        return findAll(Sort.by("id")).page(0, most).list();
    }

    /// Takes the ids as an array: Hibernate would translate a list of each length anew.
    void deleteAll(Collection<Long> ids) {
        getSession()
                .createNativeMutationQuery("delete from outbox where id = any (:ids)")
                .setParameter("ids", ids.toArray(Long[]::new))
                .executeUpdate();
    }

    /// Adds all entries with one statement, which gives the ids in the order of the entries.
    ///
    /// @param catalog says which components customers may read about
    /// @param traceparents the trace contexts of events, by the events' ids
    void add(
            Collection<StoryStep> told,
            Collection<ChangeHeld> held,
            Catalog catalog,
            Map<String, String> traceparents) {
        add(told, held, one -> one.publicSnapshot(catalog), traceparents);
    }

    /// Adds the entries of one command. Customers read each incident as it is after the command: the first that they
    /// read of an incident that a person opens has the person's update, so that one notice says all.
    void addOfCommand(CorrelationDecision decision, Map<String, String> traceparents) {
        var last = decision.published().stream()
                .collect(toMap(one -> one.event().key(), StoryStep::event, (_, later) -> later));
        var catalog = decision.next().graph().catalog();
        add(
                decision.published(),
                decision.held(),
                one -> last.containsValue(one.event()) ? one.publicSnapshot(catalog) : Optional.empty(),
                traceparents);
    }

    private void add(
            Collection<StoryStep> told,
            Collection<ChangeHeld> held,
            Function<StoryStep, Optional<PublicIncidentSnapshot>> forCustomers,
            Map<String, String> traceparents) {
        var entries = Stream.concat(
                        told.stream()
                                .map(one -> new OutboxEntry(
                                        one.event(),
                                        one.snapshot(),
                                        forCustomers.apply(one).orElse(null))),
                        held.stream().map(change -> new OutboxEntry(change, null, null)))
                .toList();
        if (entries.isEmpty()) {
            return;
        }
        getSession()
                .createNativeMutationQuery("""
                        insert into outbox (type, event, snapshot, public_snapshot, traceparent)
                        select type, event, snapshot, public_snapshot, traceparent
                        from unnest(:types, :events, :snapshots, :public, :traceparents)
                            with ordinality as entry (type, event, snapshot, public_snapshot, traceparent, place)
                        order by place""")
                .setParameter(
                        "types",
                        entries.stream()
                                .map(entry -> EventTypes.typeOf(entry.event().getClass()))
                                .toArray(String[]::new))
                .setParameter(
                        "events",
                        entries.stream()
                                .map(entry -> JsonDocuments.write(entry.event()))
                                .toArray(String[]::new))
                .setParameter("snapshots", documents(entries, OutboxEntry::snapshot))
                .setParameter("public", documents(entries, OutboxEntry::publicSnapshot))
                .setParameter(
                        "traceparents",
                        entries.stream()
                                .map(entry -> traceparents.get(entry.event().eventId()))
                                .toArray(String[]::new))
                .executeUpdate();
    }

    private static @Nullable String[] documents(List<OutboxEntry> entries, Function<OutboxEntry, @Nullable Event> of) {
        return entries.stream()
                .map(of)
                .map(event -> event == null ? null : JsonDocuments.write(event))
                .toArray(String[]::new);
    }
}

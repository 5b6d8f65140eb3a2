package dev.tocsin.incident.lifecycle.store;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.contract.Cell;
import dev.tocsin.contract.EventTypes;
import dev.tocsin.contract.catalog.CatalogEvent;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowUpdated;
import dev.tocsin.incident.catalog.Catalog;
import dev.tocsin.incident.correlation.Arrival;
import dev.tocsin.incident.correlation.ChangeRecord;
import dev.tocsin.incident.correlation.Changes;
import dev.tocsin.incident.correlation.Clocks;
import dev.tocsin.incident.correlation.Correlation;
import dev.tocsin.incident.correlation.KnownChange;
import dev.tocsin.incident.correlation.Landscape;
import dev.tocsin.incident.correlation.WatchedCell;
import dev.tocsin.incident.correlation.WatchedCells;
import dev.tocsin.incident.correlation.Windows;
import dev.tocsin.incident.lifecycle.Incident;
import dev.tocsin.incident.postgres.Documents;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.pcollections.TreePMap;
import org.pcollections.TreePSet;

/// The correlator's state as documents, one for each thing it knows, so that only what changed need be written.
final class Knowledge {

    /// Whatever there is one of is kept under this id.
    private static final String ONLY = "only";

    private static final Kind<CatalogEvent> CATALOG = new Kind<>(
            KnowledgeKind.CATALOG, state -> state.landscape().catalog().entries(), Knowledge::entry, Knowledge::event);
    private static final Kind<CatalogEvent> ARRIVING =
            new Kind<>(KnowledgeKind.ARRIVING, Correlation::arriving, Knowledge::entry, Knowledge::event);
    private static final Kind<Instant> CLOCK =
            of(KnowledgeKind.CLOCK, state -> state.clocks().byPartition(), Instant.class);
    private static final Kind<Instant> NOW = of(KnowledgeKind.NOW, state -> Map.of(ONLY, state.now()), Instant.class);
    private static final Kind<Arrival> ARRIVAL = of(KnowledgeKind.ARRIVAL, Knowledge::arrivals, Arrival.class);
    private static final Kind<WatchedCell> CELL =
            of(KnowledgeKind.CELL, state -> state.cells().byCell(), WatchedCell.class);
    private static final Kind<KnownChange> CHANGE =
            of(KnowledgeKind.CHANGE, state -> state.changes().byId(), KnownChange.class);
    private static final Kind<ChangeRecord> RECORD =
            of(KnowledgeKind.RECORD, state -> Map.of(ONLY, state.changes().record()), ChangeRecord.class);
    private static final Kind<WindowUpdated> WINDOW =
            of(KnowledgeKind.WINDOW, state -> state.windows().byId(), WindowUpdated.class);

    private static final List<Kind<?>> KINDS =
            List.of(CATALOG, ARRIVING, CLOCK, NOW, ARRIVAL, CELL, CHANGE, RECORD, WINDOW);

    private Knowledge() {}

    /// What is to be written of one kind.
    ///
    /// @param put documents that are new or another than before, by id
    /// @param gone ids of what is not known any more
    record Difference(KnowledgeKind kind, Map<String, String> put, List<String> gone) {}

    /// @param known what is known of the kind, by id
    private record Kind<V>(
            KnowledgeKind kind,
            Function<Correlation, Map<?, V>> known,
            Function<V, String> write,
            Function<String, V> read) {

        /// A persistent collection that is the same object holds the same things, which spares looking at them.
        @SuppressWarnings("ReferenceEquality")
        Difference between(Correlation before, Correlation next) {
            var old = known.apply(before);
            var now = known.apply(next);
            var put = new LinkedHashMap<String, String>();
            if (old == now) {
                return new Difference(kind, put, List.of());
            }
            now.forEach((id, value) -> {
                if (!value.equals(old.get(id))) {
                    put.put(id.toString(), write.apply(value));
                }
            });
            var gone = old.keySet().stream().filter(id -> !now.containsKey(id));
            return new Difference(kind, put, gone.map(Object::toString).toList());
        }

        <K extends Comparable<? super K>> TreePMap<K, V> in(
                Map<KnowledgeKind, Map<String, String>> documents, Function<String, K> id) {
            return documents.getOrDefault(kind, Map.of()).entrySet().stream()
                    .collect(TreePMap.toTreePMap(
                            entry -> id.apply(entry.getKey()), entry -> read.apply(entry.getValue())));
        }

        Optional<V> only(Map<KnowledgeKind, Map<String, String>> documents) {
            return Optional.ofNullable(documents.getOrDefault(kind, Map.of()).get(ONLY))
                    .map(read);
        }
    }

    /// Only what changed.
    static List<Difference> between(Correlation before, Correlation next) {
        return KINDS.stream().map(kind -> kind.between(before, next)).toList();
    }

    /// @param documents by kind and id
    static Correlation read(Map<KnowledgeKind, Map<String, String>> documents, Collection<Incident> incidents) {
        var landscape = Landscape.of(new Catalog(CATALOG.in(documents, key -> key)));
        return new Correlation(
                landscape,
                ARRIVING.in(documents, key -> key),
                new Clocks(CLOCK.in(documents, Integer::valueOf)),
                NOW.only(documents).orElse(Correlation.EMPTY.now()),
                TreePSet.from(ARRIVAL.in(documents, id -> id).values()),
                WatchedCells.of(landscape, CELL.in(documents, Cell::of).values()),
                incidents.stream().collect(TreePMap.toTreePMap(Incident::id, incident -> incident)),
                new Changes(
                        CHANGE.in(documents, id -> id),
                        RECORD.only(documents)
                                .orElse(Correlation.EMPTY.changes().record())),
                new Windows(WINDOW.in(documents, id -> id)));
    }

    private static <V> Kind<V> of(KnowledgeKind kind, Function<Correlation, Map<?, V>> known, Class<V> type) {
        return new Kind<>(kind, known, Documents::write, document -> Documents.read(document, type));
    }

    /// Of two that say different things under one number, which detection writes only after it lost its state, the
    /// later is kept.
    private static Map<?, Arrival> arrivals(Correlation state) {
        return state.arrivals().stream()
                .collect(toMap(
                        arrival -> arrival.cell() + "/" + arrival.number(), arrival -> arrival, (_, later) -> later));
    }

    /// A catalog entry says its type, as it does on the topic.
    private record Entry(String type, JsonNode event) {}

    private static String entry(CatalogEvent event) {
        return Documents.write(new Entry(EventTypes.typeOf(event.getClass()), Documents.tree(event)));
    }

    private static CatalogEvent event(String document) {
        var entry = Documents.read(document, Entry.class);
        var type = EventTypes.eventOf(entry.type())
                .orElseThrow(
                        () -> new IllegalStateException("the catalog holds an entry of unknown type " + entry.type()));
        return (CatalogEvent) Documents.read(entry.event().toString(), type);
    }
}

package dev.tocsin.incident.writer.store;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.contract.Cell;
import dev.tocsin.contract.EventTypes;
import dev.tocsin.contract.catalog.CatalogEvent;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowUpdated;
import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.engine.correlation.ChangeRecord;
import dev.tocsin.engine.correlation.Clocks;
import dev.tocsin.engine.correlation.Correlation;
import dev.tocsin.engine.correlation.DependencyGraph;
import dev.tocsin.engine.correlation.KnownChange;
import dev.tocsin.engine.correlation.KnownChanges;
import dev.tocsin.engine.correlation.PendingChange;
import dev.tocsin.engine.correlation.WatchedCell;
import dev.tocsin.engine.correlation.WatchedCells;
import dev.tocsin.engine.correlation.Windows;
import dev.tocsin.engine.lifecycle.Incident;
import dev.tocsin.incident.postgres.JsonDocuments;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.pcollections.TreePMap;
import org.pcollections.TreePSet;

/// The correlator's state as documents, one for each thing it knows, so that only changed ones need be written.
final class Knowledge {

    /// The id of a document that is the only one of its kind.
    private static final String ONLY = "only";

    private static final DocumentKind<CatalogEvent> CATALOG = new DocumentKind<>(
            KnowledgeKind.CATALOG,
            ofMap(state -> state.graph().catalog().entries()),
            Knowledge::entry,
            Knowledge::event);
    private static final DocumentKind<CatalogEvent> ARRIVING = new DocumentKind<>(
            KnowledgeKind.ARRIVING, ofMap(Correlation::arriving), Knowledge::entry, Knowledge::event);
    private static final DocumentKind<Instant> CLOCK =
            of(KnowledgeKind.CLOCK, ofMap(state -> state.clocks().byPartition()), Instant.class);
    private static final DocumentKind<Instant> NOW = of(KnowledgeKind.NOW, ofOnly(Correlation::now), Instant.class);
    private static final DocumentKind<PendingChange> ARRIVAL =
            of(KnowledgeKind.ARRIVAL, Knowledge::pending, PendingChange.class);
    private static final DocumentKind<WatchedCell> CELL =
            of(KnowledgeKind.CELL, ofMap(state -> state.cells().byCell()), WatchedCell.class);
    private static final DocumentKind<KnownChange> CHANGE =
            of(KnowledgeKind.CHANGE, ofMap(state -> state.changes().byId()), KnownChange.class);
    private static final DocumentKind<ChangeRecord> RECORD =
            of(KnowledgeKind.RECORD, ofOnly(state -> state.changes().record()), ChangeRecord.class);
    private static final DocumentKind<WindowUpdated> WINDOW =
            of(KnowledgeKind.WINDOW, ofMap(state -> state.windows().byId()), WindowUpdated.class);

    private static final List<DocumentKind<?>> KINDS =
            List.of(CATALOG, ARRIVING, CLOCK, NOW, ARRIVAL, CELL, CHANGE, RECORD, WINDOW);

    private Knowledge() {}

    /// The changes of one kind that are to be written.
    ///
    /// @param put documents that are new or changed, by id
    /// @param gone ids of things that are no longer known
    record KnowledgeDifference(KnowledgeKind kind, Map<String, String> put, List<String> gone) {}

    /// The known things before and after, by id; things that are equal in both may be left out.
    private record BeforeAndAfter<V>(Map<String, V> before, Map<String, V> next) {}

    private record DocumentKind<V>(
            KnowledgeKind kind,
            BiFunction<Correlation, Correlation, BeforeAndAfter<V>> known,
            Function<V, String> write,
            Function<String, V> read) {

        KnowledgeDifference between(Correlation before, Correlation next) {
            var both = known.apply(before, next);
            var put = new LinkedHashMap<String, String>();
            both.next().forEach((id, value) -> {
                if (!value.equals(both.before().get(id))) {
                    put.put(id, write.apply(value));
                }
            });
            var gone = both.before().keySet().stream()
                    .filter(id -> !both.next().containsKey(id))
                    .toList();
            return new KnowledgeDifference(kind, put, gone);
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

    /// Only the documents that changed.
    static List<KnowledgeDifference> between(Correlation before, Correlation next) {
        return KINDS.stream().map(kind -> kind.between(before, next)).toList();
    }

    /// @param documents by kind and id
    static Correlation read(Map<KnowledgeKind, Map<String, String>> documents, Collection<Incident> incidents) {
        var graph = DependencyGraph.of(catalog(documents));
        return new Correlation(
                graph,
                ARRIVING.in(documents, key -> key),
                new Clocks(CLOCK.in(documents, Integer::valueOf)),
                NOW.only(documents).orElse(Correlation.EMPTY.now()),
                TreePSet.from(ARRIVAL.in(documents, id -> id).values()),
                WatchedCells.of(graph, CELL.in(documents, Cell::of).values()),
                incidents.stream().collect(TreePMap.toTreePMap(Incident::id, incident -> incident)),
                new KnownChanges(
                        CHANGE.in(documents, id -> id),
                        RECORD.only(documents)
                                .orElse(Correlation.EMPTY.changes().record())),
                new Windows(WINDOW.in(documents, id -> id)));
    }

    /// @param documents by kind and id
    static Catalog catalog(Map<KnowledgeKind, Map<String, String>> documents) {
        return new Catalog(CATALOG.in(documents, key -> key));
    }

    private static <V> DocumentKind<V> of(
            KnowledgeKind kind, BiFunction<Correlation, Correlation, BeforeAndAfter<V>> known, Class<V> type) {
        return new DocumentKind<>(kind, known, JsonDocuments::write, document -> JsonDocuments.read(document, type));
    }

    private static <V> BiFunction<Correlation, Correlation, BeforeAndAfter<V>> ofOnly(Function<Correlation, V> known) {
        return (before, next) ->
                new BeforeAndAfter<>(Map.of(ONLY, known.apply(before)), Map.of(ONLY, known.apply(next)));
    }

    /// If both are the same persistent map, they hold the same things, which need not be compared then.
    @SuppressWarnings("ReferenceEquality")
    private static <K extends Comparable<? super K>, V> BiFunction<Correlation, Correlation, BeforeAndAfter<V>> ofMap(
            Function<Correlation, SortedMap<K, V>> known) {
        return (before, next) -> {
            var old = known.apply(before);
            var now = known.apply(next);
            if (old == now) {
                return new BeforeAndAfter<>(Map.of(), Map.of());
            }
            var unshared = Unshared.of(old.entrySet(), now.entrySet(), Map.Entry.comparingByKey());
            return new BeforeAndAfter<>(byId(unshared.before()), byId(unshared.next()));
        };
    }

    private static <K, V> Map<String, V> byId(List<Map.Entry<K, V>> entries) {
        return entries.stream().collect(toMap(entry -> entry.getKey().toString(), Map.Entry::getValue));
    }

    @SuppressWarnings("ReferenceEquality")
    private static BeforeAndAfter<PendingChange> pending(Correlation before, Correlation next) {
        if (before.pending() == next.pending()) {
            return new BeforeAndAfter<>(Map.of(), Map.of());
        }
        var unshared = Unshared.of(before.pending(), next.pending(), Comparator.naturalOrder());
        var cells = Stream.concat(unshared.before().stream(), unshared.next().stream())
                .map(PendingChange::cell)
                .collect(toSet());
        return new BeforeAndAfter<>(pending(before, cells), pending(next, cells));
    }

    /// If two changes differ under one number, the later is kept. Detection writes such changes only after it lost its
    /// state.
    private static Map<String, PendingChange> pending(Correlation state, Set<Cell> cells) {
        return state.pending().stream()
                .filter(change -> cells.contains(change.cell()))
                .collect(toMap(change -> change.cell() + "/" + change.number(), change -> change, (_, later) -> later));
    }

    /// A catalog entry with its type, as on the topic.
    private record CatalogDocument(String type, JsonNode event) {}

    private static String entry(CatalogEvent event) {
        return JsonDocuments.write(new CatalogDocument(EventTypes.typeOf(event.getClass()), JsonDocuments.tree(event)));
    }

    private static CatalogEvent event(String document) {
        var entry = JsonDocuments.read(document, CatalogDocument.class);
        var type = EventTypes.eventOf(entry.type())
                .orElseThrow(
                        () -> new IllegalStateException("the catalog holds an entry of unknown type " + entry.type()));
        return (CatalogEvent) JsonDocuments.read(entry.event().toString(), type);
    }
}

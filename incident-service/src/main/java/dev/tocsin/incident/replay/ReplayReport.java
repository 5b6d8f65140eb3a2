package dev.tocsin.incident.replay;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.delivery.NoticeKind;
import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.engine.replay.ReplayComparison;
import dev.tocsin.engine.replay.ReplayResult;
import dev.tocsin.engine.replay.ReplayResult.ReplayedIncident;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The differences that other settings would have made.
///
/// @param healthEvents the number of health events that were replayed
/// @param scope the cells that were replayed
/// @param rows the incidents of either replay, the earliest first
/// @param others the number of incidents that are not shown
/// @param asIs the notices with the settings as they are
/// @param changed the notices with the changed settings
public record ReplayReport(
        long healthEvents,
        ReplayScope scope,
        List<ComparedIncident> rows,
        int others,
        NoticeTotals asIs,
        NoticeTotals changed) {

    private static final int MOST_SHOWN = 50;
    private static final int MOST_NAMED = 20;

    /// Notices to one subscriber to each region.
    public record NoticeTotals(long openings, long updates, long closings) {

        static NoticeTotals of(ReplayResult result, Collection<String> incidents) {
            return new NoticeTotals(
                    count(result, incidents, NoticeKind.OPENING),
                    count(result, incidents, NoticeKind.UPDATE),
                    count(result, incidents, NoticeKind.CLOSING));
        }

        private static long count(ReplayResult result, Collection<String> incidents, NoticeKind kind) {
            return result.notices().stream()
                    .filter(notice -> notice.kind() == kind && incidents.contains(notice.incident()))
                    .count();
        }

        public long all() {
            return openings + updates + closings;
        }
    }

    /// The first of some cells by their names, and the number of the others.
    public record SomeCells(List<Cell> named, int more) {

        static SomeCells of(List<Cell> cells) {
            var named = cells.stream().limit(MOST_NAMED).toList();
            return new SomeCells(named, cells.size() - named.size());
        }

        public boolean isEmpty() {
            return named.isEmpty();
        }
    }

    /// The same trouble in both replays; null where it was no incident.
    public record ComparedIncident(
            @Nullable IncidentOutcome asIs, @Nullable IncidentOutcome changed) {

        static ComparedIncident of(
                @Nullable ReplayedIncident one,
                @Nullable ReplayedIncident other,
                ReplayResult asIs,
                ReplayResult changed,
                Catalog catalog) {
            return new ComparedIncident(
                    one == null ? null : IncidentOutcome.of(one, asIs, catalog),
                    other == null ? null : IncidentOutcome.of(other, changed, catalog));
        }

        IncidentOutcome any() {
            return asIs == null ? Objects.requireNonNull(changed) : asIs;
        }

        public String title() {
            return any().title();
        }

        /// Whether anything that a person would notice is different.
        public boolean differs() {
            return asIs == null || changed == null || !asIs.isLike(changed);
        }

        /// Cells that are part of the incident with the changed settings alone.
        public SomeCells gained() {
            return without(changed, asIs);
        }

        /// Cells that are part of it with the settings as they are alone.
        public SomeCells lost() {
            return without(asIs, changed);
        }

        private static SomeCells without(@Nullable IncidentOutcome one, @Nullable IncidentOutcome other) {
            if (one == null || other == null) {
                return SomeCells.of(List.of());
            }
            var known = Set.copyOf(other.cells());
            return SomeCells.of(
                    one.cells().stream().filter(cell -> !known.contains(cell)).toList());
        }
    }

    public static ReplayReport of(
            ReplayRequest request, ReplayScope scope, ReplayResult asIs, ReplayResult changed, Catalog catalog) {
        var comparison = ReplayComparison.of(asIs, changed);
        var all = Stream.of(
                        comparison.both().stream()
                                .map(pair -> ComparedIncident.of(pair.one(), pair.other(), asIs, changed, catalog)),
                        comparison.onlyOne().stream()
                                .map(one -> ComparedIncident.of(one, null, asIs, changed, catalog)),
                        comparison.onlyOther().stream()
                                .map(other -> ComparedIncident.of(null, other, asIs, changed, catalog)))
                .flatMap(rows -> rows)
                .filter(row -> concerns(row, request.cells()))
                .sorted(Comparator.comparing((ComparedIncident row) -> row.any().onset())
                        .thenComparing(ComparedIncident::title))
                .toList();
        return new ReplayReport(
                asIs.healthEvents(),
                scope,
                all.stream().limit(MOST_SHOWN).toList(),
                Math.max(0, all.size() - MOST_SHOWN),
                NoticeTotals.of(asIs, ids(all, ComparedIncident::asIs)),
                NoticeTotals.of(changed, ids(all, ComparedIncident::changed)));
    }

    private static boolean concerns(ComparedIncident row, List<Cell> cells) {
        return cells.isEmpty()
                || Stream.of(row.asIs(), row.changed())
                        .filter(Objects::nonNull)
                        .anyMatch(outcome -> outcome.cells().stream().anyMatch(cells::contains));
    }

    private interface SideOf {
        @Nullable
        IncidentOutcome of(ComparedIncident row);
    }

    private static Set<String> ids(List<ComparedIncident> rows, SideOf side) {
        return rows.stream()
                .map(side::of)
                .filter(Objects::nonNull)
                .map(IncidentOutcome::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    public boolean hasEvents() {
        return healthEvents > 0;
    }

    public boolean differs() {
        return rows.stream().anyMatch(ComparedIncident::differs);
    }
}

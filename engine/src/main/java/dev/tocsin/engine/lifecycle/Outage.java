package dev.tocsin.engine.lifecycle;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.incident.CellImpact;
import dev.tocsin.contract.incident.SuspectedRoot;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pcollections.PSortedMap;
import org.pcollections.PSortedSet;
import org.pcollections.TreePMap;
import org.pcollections.TreePSet;

/// Bad cells of one region that belong together, from their onset until all of them were up for the end hold.
///
/// Its collections are persistent, so that a change to one cell of 10,000 copies next to nothing.
///
/// @param id within the incident, such as `na-1`
/// @param episode the episode of the incident in which it started
/// @param onset the onset of its first cell
/// @param latestOnset the latest onset of its cells; the window in which others join moves on with it
/// @param root the cell from which it seems to come; null if none stands out
/// @param impacts the impacts on all cells that were bad in it
/// @param end null while it is ongoing
public record Outage(
        String id,
        String region,
        int episode,
        Instant onset,
        Instant latestOnset,
        @Nullable SuspectedRoot root,

        @JsonDeserialize(converter = CellsFromJson.AsImpacts.class)
        PSortedMap<Cell, Impact> impacts,

        Recovery recovery,
        News news,
        @Nullable End end) {

    /// The recovery of the outage so far.
    ///
    /// @param notUp its cells that are not up now: bad, UNKNOWN or unstable
    /// @param first the first event that led to the first of its cells being up; null before
    /// @param last when the latest of its cells came up; null before the first
    public record Recovery(
            @JsonDeserialize(converter = CellsFromJson.AsSet.class)
            PSortedSet<Cell> notUp,

            @Nullable Instant first,
            @Nullable Instant last) {}

    /// Changes that have not been published yet.
    ///
    /// @param changed cells that changed since the last event that named them
    /// @param left cells that left since the last event that listed such cells
    public record News(
            @JsonDeserialize(converter = CellsFromJson.AsSet.class)
            PSortedSet<Cell> changed,

            List<Cell> left) {

        static final News NONE = new News(TreePSet.empty(), List.of());

        public News {
            left = List.copyOf(left);
        }

        News with(Collection<Cell> more) {
            return new News(changed.plusAll(more), left);
        }
    }

    /// @param at when the last of its cells came up, before the hold
    /// @param decidedAt when that was decided
    public record End(Instant at, Instant decidedAt) {}

    /// An outage that has not been published yet.
    public static Outage of(String region, Collection<Impact> impacts) {
        var nothing = new Outage(
                "",
                region,
                1,
                Instant.MAX,
                Instant.MIN,
                null,
                TreePMap.empty(),
                new Recovery(TreePSet.empty(), null, null),
                News.NONE,
                null);
        return nothing.with(impacts);
    }

    public boolean stands() {
        return end == null;
    }

    public boolean has(Cell cell) {
        return impacts.containsKey(cell);
    }

    public boolean hasBad(Cell cell) {
        var impact = impacts.get(cell);
        return impact != null && impact.isBad();
    }

    /// Whether all its cells are up now.
    @JsonIgnore
    public boolean isUp() {
        return recovery.notUp().isEmpty();
    }

    @JsonIgnore
    public boolean isPublished() {
        return news.changed().isEmpty() && news.left().isEmpty();
    }

    public @Nullable Instant endedAt() {
        return end == null ? null : end.at();
    }

    public @Nullable Instant decidedAt() {
        return end == null ? null : end.decidedAt();
    }

    public @Nullable Cell rootCell() {
        return root == null ? null : root.cell();
    }

    /// The cells whose impact a person stated and no check has shown yet.
    public Stream<Cell> statedCells() {
        return impacts.values().stream().filter(Impact::byHand).map(Impact::cell);
    }

    /// @param most the greatest number of impacts
    public List<CellImpact> unpublishedImpacts(int most) {
        return news.changed().stream()
                .map(cell -> Objects.requireNonNull(impacts.get(cell)))
                .sorted(Impact.WORST_FIRST)
                .limit(most)
                .map(Impact::now)
                .toList();
    }

    public Outage with(Collection<Impact> joined) {
        var cells = joined.stream().map(Impact::cell).toList();
        var onsets = joined.stream().map(impact -> impact.now().onset()).toList();
        return new Outage(
                id,
                region,
                episode,
                Stream.concat(Stream.of(onset), onsets.stream())
                        .min(Instant::compareTo)
                        .orElse(onset),
                Stream.concat(Stream.of(latestOnset), onsets.stream())
                        .max(Instant::compareTo)
                        .orElse(latestOnset),
                root,
                impacts.plusAll(byCell(joined)),
                new Recovery(recovery.notUp().plusAll(cells), recovery.first(), recovery.last()),
                news.with(cells),
                end);
    }

    /// Applies a cell's change; with UNKNOWN, and with an unstable UP, the cell keeps its impact and does not count as
    /// up. An impact that a person stated changes with a failure only: the checks have not shown it, so they cannot
    /// show its recovery.
    ///
    /// @param onset the onset of the new verdict
    /// @param up whether it counts as up
    /// @param now when the cell changed
    public Outage turned(Cell cell, Verdict verdict, Instant onset, boolean up, Instant now) {
        var impact = Objects.requireNonNull(impacts.get(cell), "not a cell of this outage");
        if (impact.byHand() && !verdict.isBad()) {
            return this;
        }
        var next = withRecovery(
                up
                        ? new Recovery(
                                recovery.notUp().minus(cell), recovery.first() == null ? onset : recovery.first(), now)
                        : new Recovery(recovery.notUp().plus(cell), recovery.first(), recovery.last()));
        var counts = up || verdict.isBad();
        return counts && (verdict != impact.now().verdict() || impact.byHand())
                ? next.changed(List.of(impact.turned(
                        verdict, up || impact.isBad() ? impact.now().onset() : onset)))
                : next;
    }

    /// Replaces the impacts that differ from these.
    public Outage seen(Collection<Impact> again) {
        return changed(again.stream()
                .filter(impact -> !impact.equals(impacts.get(impact.cell())))
                .toList());
    }

    public Outage without(Collection<Cell> cells) {
        return new Outage(
                id,
                region,
                episode,
                onset,
                latestOnset,
                root,
                impacts.minusAll(cells),
                new Recovery(recovery.notUp().minusAll(cells), recovery.first(), recovery.last()),
                new News(
                        news.changed().minusAll(cells),
                        Stream.concat(news.left().stream(), cells.stream())
                                .sorted()
                                .toList()),
                end);
    }

    /// These cells as an outage of their own, which has not been published.
    public Outage only(Collection<Cell> cells) {
        var kept = cells.stream()
                .map(cell -> Objects.requireNonNull(impacts.get(cell)))
                .toList();
        var rest =
                impacts.keySet().stream().filter(cell -> !cells.contains(cell)).toList();
        var part = of(region, kept);
        return part.withRecovery(new Recovery(recovery.notUp().minusAll(rest), recovery.first(), recovery.last()));
    }

    /// @param comesFromIt whether a cell needs the root, over any number of hops
    public Outage from(@Nullable SuspectedRoot root, Predicate<Cell> comesFromIt) {
        var rooted = new Outage(id, region, episode, onset, latestOnset, root, impacts, recovery, news, end);
        var cause = rooted.rootCell();
        return rooted.seen(impacts.values().stream()
                .map(impact -> impact.because(cause != null && comesFromIt.test(impact.cell()) ? cause : null))
                .toList());
    }

    /// @param named the cells that an event just named
    public Outage published(Collection<CellImpact> named) {
        var changed =
                news.changed().minusAll(named.stream().map(CellImpact::cell).toList());
        return withNews(new News(changed, List.of()));
    }

    public Outage named(String newId, int newEpisode) {
        return new Outage(newId, region, newEpisode, onset, latestOnset, root, impacts, recovery, news, end);
    }

    /// Changes that were not published yet are dropped: the event of the end covers them.
    public Outage ended(Instant lastUp, Instant decided) {
        return new Outage(
                id, region, episode, onset, latestOnset, root, impacts, recovery, News.NONE, new End(lastUp, decided));
    }

    private Outage changed(Collection<Impact> changed) {
        return new Outage(
                id,
                region,
                episode,
                onset,
                latestOnset,
                root,
                impacts.plusAll(byCell(changed)),
                recovery,
                news.with(changed.stream().map(Impact::cell).toList()),
                end);
    }

    private Outage withRecovery(Recovery next) {
        return new Outage(id, region, episode, onset, latestOnset, root, impacts, next, news, end);
    }

    private Outage withNews(News next) {
        return new Outage(id, region, episode, onset, latestOnset, root, impacts, recovery, next, end);
    }

    private static HashMap<Cell, Impact> byCell(Collection<Impact> impacts) {
        var byCell = new HashMap<Cell, Impact>();
        impacts.forEach(impact -> byCell.put(impact.cell(), impact));
        return byCell;
    }
}

package dev.tocsin.engine.replay;

import dev.tocsin.contract.health.CellChecksDefined;
import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.engine.replay.Replay.Ticks;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/// Two replays of one log with today's catalog: with its settings as they are, and with changed ones.
///
/// The catalog is there from the beginning, so recorded entries of it are left out.
public final class WhatIf {

    private final TriedSettings asIs;
    private final TriedSettings changed;

    /// @param from the time of the first record
    /// @param partitions of the health events
    /// @param replayed the keys of the cells whose events come; the clocks of other partitions may stand still
    public WhatIf(
            Catalog catalog,
            ReplaySettings settings,
            Instant from,
            int partitions,
            Partitioning partitioning,
            Predicate<String> replayed) {
        asIs = new TriedSettings(ReplaySettings.NONE, new Replay(Ticks.RECORDED, partitions));
        changed = new TriedSettings(settings, new Replay(Ticks.RECORDED, partitions));
        Recast.published(catalog, catalog.digest(), from, partitioning).stream()
                .filter(record -> !(record.event() instanceof CellChecksDefined) || replayed.test(record.key()))
                .forEach(this::both);
    }

    private record TriedSettings(ReplaySettings settings, Replay replay) {

        void take(Recorded recorded) {
            replay.take(settings.applied(recorded));
        }
    }

    /// Takes the next record, in the order of append times.
    public void take(Recorded recorded) {
        if (!Recast.isAboutCatalog(recorded)) {
            both(recorded);
        }
    }

    private void both(Recorded recorded) {
        List.of(asIs, changed).forEach(tried -> tried.take(recorded));
    }

    public ReplayResult asIs() {
        return asIs.replay.result();
    }

    public ReplayResult changed() {
        return changed.replay.result();
    }
}

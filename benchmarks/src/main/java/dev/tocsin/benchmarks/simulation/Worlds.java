package dev.tocsin.benchmarks.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Finds the world that a seed stands for.
public final class Worlds {

    private static final Instant NEW_YEAR = Instant.parse("2026-01-01T00:00:00Z");

    private Worlds() {}

    /// Each shape in turn, so that some hundred seeds hold each of them several times.
    public static World of(long seed) {
        var shapes = Shape.values();
        return shapes[Math.floorMod(seed, shapes.length)].world(seed);
    }

    /// A world of three vantage points where nothing is wrong but a share of requests that fail, each independently.
    public static World quiet(long seed, int cells, Duration lasts, double noise) {
        var yaml = Product.wide(cells).yaml();
        var until = NEW_YEAR.plus(lasts);
        return new World(
                seed,
                yaml,
                Product.catalog(yaml),
                List.of(),
                NEW_YEAR,
                until,
                noise,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new Truth(seed, Shape.QUIET, NEW_YEAR, until, List.of(), List.of()));
    }
}

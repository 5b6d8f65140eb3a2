package dev.tocsin.engine.correlation;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowState;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowUpdated;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/// Work that is planned at random, and planned anew.
final class RandomWindows {

    private static final List<WindowState> STATES = List.of(WindowState.values());

    private final Random random;
    private final Map<String, WindowUpdated> windows = new TreeMap<>();

    RandomWindows(Random random) {
        this.random = random;
    }

    WindowUpdated next(Cell cell, Instant at) {
        return random.nextBoolean() ? window(cell, at) : windowAgain(cell, at);
    }

    private WindowUpdated window(Cell cell, Instant at) {
        var starts = at.plusMillis(random.nextInt(60_000));
        var window = new WindowUpdated(
                "window-" + windows.size(),
                1,
                "Work on " + cell,
                List.of(cell),
                starts,
                starts.plusSeconds(30 + random.nextInt(300)),
                WindowState.SCHEDULED,
                at,
                null,
                null);
        windows.put(window.window(), window);
        return window;
    }

    /// Begun, ended or cancelled by hand, or moved to another cell and time.
    private WindowUpdated windowAgain(Cell cell, Instant at) {
        if (windows.isEmpty()) {
            return window(cell, at);
        }
        var known = List.copyOf(windows.values()).get(random.nextInt(windows.size()));
        var next = new WindowUpdated(
                known.window(),
                known.number() + 1,
                known.title(),
                random.nextBoolean() ? known.cells() : List.of(cell),
                known.startsAt(),
                known.endsAt().plusSeconds(random.nextInt(60)),
                STATES.get(random.nextInt(STATES.size())),
                at,
                null,
                null);
        windows.put(next.window(), next);
        return next;
    }
}

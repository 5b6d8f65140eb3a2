package dev.tocsin.engine.maintenance;

import java.time.Instant;
import java.util.List;

/// Work for which windows are made ahead of time.
public sealed interface WindowSource permits MaintenancePlan, WindowSeries {

    /// The windows that should exist now, as they are planned.
    List<Window> windows(Instant now);
}

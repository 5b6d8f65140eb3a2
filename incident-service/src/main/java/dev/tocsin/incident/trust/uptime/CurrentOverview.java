package dev.tocsin.incident.trust.uptime;

import dev.tocsin.engine.uptime.Overview;

/// The uptime that pages show.
public interface CurrentOverview {

    /// [Overview#NONE] until it was counted for the first time.
    Overview current();
}

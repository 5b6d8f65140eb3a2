package dev.tocsin.incident.replay;

/// Replays, one at a time.
public interface Replays {

    /// Begins the replay if none runs and this one is not known yet.
    ReplayRun of(ReplayRequest request);
}

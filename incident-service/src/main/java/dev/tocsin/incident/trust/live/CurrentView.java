package dev.tocsin.incident.trust.live;

/// The current state.
public interface CurrentView {

    /// The same object until something changes.
    LiveView view();
}

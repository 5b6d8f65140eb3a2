package dev.tocsin.incident.live;

/// What stands now.
public interface CurrentView {

    /// The same object until something changes.
    LiveView view();
}

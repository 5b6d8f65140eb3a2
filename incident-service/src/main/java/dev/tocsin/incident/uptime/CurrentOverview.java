package dev.tocsin.incident.uptime;

/// The uptime that pages show.
public interface CurrentOverview {

    /// [Overview#NONE] until it was counted for the first time.
    Overview current();
}

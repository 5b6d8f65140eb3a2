package dev.tocsin.engine.uptime;

/// A cell's last days.
///
/// @param bar the days one by one
/// @param counted the durations in all of them together
/// @param lastChange the number of the latest verdict change that was counted; 0 before the first
public record CellDays(Bar bar, StatusDurations counted, long lastChange) {}

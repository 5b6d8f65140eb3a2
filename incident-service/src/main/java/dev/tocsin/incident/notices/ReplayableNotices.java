package dev.tocsin.incident.notices;

/// The number of deliveries that a replay would find.
public record ReplayableNotices(long count) {}

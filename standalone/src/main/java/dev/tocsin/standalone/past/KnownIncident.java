package dev.tocsin.standalone.past;

import org.jspecify.annotations.Nullable;

/// An incident that detection and correlation found in the past's log when it was written; the services must find the
/// same.
///
/// @param postmortem null if none is published
public record KnownIncident(
        String id, String title, @Nullable PastPostmortem postmortem) {}

package dev.tocsin.standalone.past;

import org.jspecify.annotations.Nullable;

/// What detection and correlation made of the past's log when it was written; the services must find the same in it.
///
/// @param postmortem null if none is published
public record KnownIncident(
        String id, String title, @Nullable PastPostmortem postmortem) {}

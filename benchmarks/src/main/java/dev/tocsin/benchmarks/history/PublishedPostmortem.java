package dev.tocsin.benchmarks.history;

import java.util.Optional;
import java.util.stream.Stream;

/// The postmortem that is published through the service's API for a past incident, once the incident is known.
///
/// @param change the title of the change that was confirmed as its cause
/// @param procedure the change of procedure
public record PublishedPostmortem(String change, String cause, String remedy, String procedure) {

    static final PublishedPostmortem OF_THE_PATCH = new PublishedPostmortem(
            "Security patch for the cache servers",
            "A security patch of the cache servers in North America let them drop sessions under load. "
                    + "Nobody there could log in, and the API and search failed with it.",
            "The patch was taken back, the cache's configuration reset and its servers restarted.",
            "Patches go to one cache server first, for a day, and to North America last. "
                    + "A rollout stops when Tocsin says that a region broke after it.");

    static final PublishedPostmortem OF_THE_SESSIONS = new PublishedPostmortem(
            "Keep sessions in the cache for 8 hours",
            "Sessions that live for 8 hours filled the cache of North America within minutes.",
            "The setting was taken back.",
            "The cache's memory is in the forecast of every change that keeps more in it.");

    /// @param confirmed the title of a change
    public static Optional<PublishedPostmortem> of(String confirmed) {
        return Stream.of(OF_THE_PATCH, OF_THE_SESSIONS)
                .filter(postmortem -> postmortem.change.equals(confirmed))
                .findFirst();
    }
}

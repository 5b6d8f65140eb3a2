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
            "A security patch of the cache servers in North America made them drop sessions under load. "
                    + "Customers there could not log in, and the API and search failed too.",
            "The patch was reverted, the cache's configuration was reset, and its servers were restarted.",
            "Patches go to one cache server first, for a day, and to North America last. "
                    + "A rollout stops when Tocsin says that a region broke after it.");

    static final PublishedPostmortem OF_THE_SESSIONS = new PublishedPostmortem(
            "Keep sessions in the cache for 8 hours",
            "Sessions that live for 8 hours filled the cache of North America within minutes.",
            "The setting was reverted.",
            "Every change that stores more in the cache comes with a forecast of its memory.");

    /// @param confirmed the title of a change
    public static Optional<PublishedPostmortem> of(String confirmed) {
        return Stream.of(OF_THE_PATCH, OF_THE_SESSIONS)
                .filter(postmortem -> postmortem.change.equals(confirmed))
                .findFirst();
    }
}

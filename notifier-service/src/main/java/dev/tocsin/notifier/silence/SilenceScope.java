package dev.tocsin.notifier.silence;

import java.util.List;

/// The notices that a silence covers: those that match every list. An empty list matches all.
///
/// @param regions of the cells that a notice is about
/// @param components of the same cells
/// @param incidents by their ids; with any, notices of planned work are not covered
/// @param subscriptions by their ids
public record SilenceScope(
        List<String> regions, List<String> components, List<String> incidents, List<String> subscriptions) {

    public SilenceScope {
        regions = List.copyOf(regions);
        components = List.copyOf(components);
        incidents = List.copyOf(incidents);
        subscriptions = List.copyOf(subscriptions);
    }

    boolean isEmpty() {
        return regions.isEmpty() && components.isEmpty() && incidents.isEmpty() && subscriptions.isEmpty();
    }
}

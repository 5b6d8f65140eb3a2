package dev.tocsin.notifier.subscription;

import dev.tocsin.contract.catalog.OperatorChannel;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The part of the catalog that is for operators alone.
///
/// @param publishedAt when this version was published
/// @param components the names of all components by id, internal ones included
public record OperatorCatalog(
        long version, Instant publishedAt, List<OperatorChannel> channels, Map<String, String> components) {

    public static final OperatorCatalog NONE = new OperatorCatalog(0, Instant.EPOCH, List.of(), Map.of());

    public OperatorCatalog {
        channels = List.copyOf(channels);
        components = Map.copyOf(components);
    }

    public Optional<OperatorChannel> channel(String id) {
        return channels.stream().filter(channel -> channel.id().equals(id)).findFirst();
    }

    /// The component's name, or its id when the catalog does not have it any more.
    public String componentName(String id) {
        return components.getOrDefault(id, id);
    }
}

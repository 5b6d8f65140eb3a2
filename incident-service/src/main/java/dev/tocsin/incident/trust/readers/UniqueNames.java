package dev.tocsin.incident.trust.readers;

import java.util.HashSet;
import java.util.Set;

/// Gives each name only once, though the catalog may give several things the same display name.
final class UniqueNames {

    private final Set<String> taken = new HashSet<>();

    /// @param id the id of the named thing, which no other thing has
    /// @return the name, with the id behind it where the name is taken already
    String take(String name, String id) {
        var unique = name;
        while (!taken.add(unique)) {
            unique = "%s [%s]".formatted(unique, id);
        }
        return unique;
    }
}

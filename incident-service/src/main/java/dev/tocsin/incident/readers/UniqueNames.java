package dev.tocsin.incident.readers;

import java.util.HashSet;
import java.util.Set;

/// Names of which none occurs twice, though the catalog may give one display name to several.
final class UniqueNames {

    private final Set<String> taken = new HashSet<>();

    /// @param id of what is named, which no other has
    /// @return the name, with the id behind it where another has that name already
    String take(String name, String id) {
        var unique = name;
        while (!taken.add(unique)) {
            unique = "%s [%s]".formatted(unique, id);
        }
        return unique;
    }
}

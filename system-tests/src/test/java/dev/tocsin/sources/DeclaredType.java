package dev.tocsin.sources;

import java.util.List;
import java.util.Set;

/// A class, record, interface or enum of the sources.
///
/// @param place the package and the types around it, each with a dot
/// @param parents the simple names of the types that it extends or implements
record DeclaredType(String place, String name, boolean isNested, boolean isSealed, List<String> parents) {

    /// Whether the type is a nested member of a sealed family.
    ///
    /// @param families the names of all sealed types
    boolean isMemberOfOne(Set<String> families) {
        return isNested && parents.stream().anyMatch(families::contains);
    }

    @Override
    public String toString() {
        return place + name;
    }
}

package dev.tocsin.incident.access;

import dev.tocsin.support.access.Role;

/// Whether a person whom a provider vouches for may enter.
public sealed interface Admission {

    /// @param name with [ClaimRules#PREFIX]
    record Admitted(String name, Role role) implements Admission {}

    /// No value of the claim means a role.
    record WithoutRole(String name) implements Admission {}

    /// The claim for the name is missing, or is no name.
    record WithoutName() implements Admission {}
}

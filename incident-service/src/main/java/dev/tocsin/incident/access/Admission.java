package dev.tocsin.incident.access;

import dev.tocsin.support.access.Role;

/// Whether a person whom an OpenID Connect provider vouches for may sign in.
public sealed interface Admission {

    /// @param name the person's name, which begins with [ClaimRules#PREFIX]
    record Admitted(String name, Role role) implements Admission {}

    /// No value of the claim means a role.
    record WithoutRole(String name) implements Admission {}

    /// The claim for the name is missing, or has no name that can be shown.
    record WithoutName() implements Admission {}
}

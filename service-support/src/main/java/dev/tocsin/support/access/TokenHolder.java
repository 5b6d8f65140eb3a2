package dev.tocsin.support.access;

import java.util.Set;

/// The holder of a token.
///
/// @param name the name under which its bearer acts
/// @param permissions some of [Permissions]
public record TokenHolder(String name, Set<String> permissions) {}

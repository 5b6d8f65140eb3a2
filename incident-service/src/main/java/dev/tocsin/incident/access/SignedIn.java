package dev.tocsin.incident.access;

import dev.tocsin.support.access.Role;
import java.time.Instant;

/// The owner of a session.
///
/// @param scope what a customer sees; of others, nothing is kept
/// @param endsAt when the session ends by itself
public record SignedIn(String name, Role role, boolean firstPassword, CustomerScope scope, Instant endsAt) {}

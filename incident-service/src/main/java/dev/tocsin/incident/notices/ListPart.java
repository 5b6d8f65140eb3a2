package dev.tocsin.incident.notices;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One part of a list at notifier-service.
///
/// @param next the value to pass as `after` for the next part; null at the end
public record ListPart<T>(List<T> items, @Nullable String next) {}

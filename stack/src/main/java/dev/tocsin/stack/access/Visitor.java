package dev.tocsin.stack.access;

import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Somebody at the doors of a service.
///
/// @param permissions null when nobody knows them
/// @param hasSession whether they come with a session rather than with a token
/// @param introduction gives the headers by which they are known, as often as a session has ended
/// @param formToken the token that goes with the forms of their pages
public record Visitor(
        String name,
        @Nullable Set<String> permissions,
        boolean hasSession,
        Supplier<Map<String, String>> introduction,
        String formToken) {

    public static Visitor nobody() {
        return new Visitor("nobody", null, false, Map::of, "");
    }

    public static Visitor withToken(String name, Set<String> permissions, String token) {
        return new Visitor(name, permissions, false, () -> Map.of("Authorization", "Bearer " + token), "");
    }

    /// The statuses of which a door should answer one; empty when it opens.
    Set<Integer> refusals(Door door) {
        if (door.isForAnyone()) {
            return Set.of();
        }
        if (permissions == null || (hasSession && !door.takesSessions())) {
            return Set.of(401);
        }
        return door.opensTo(permissions) ? Set.of() : Set.of(403);
    }
}

package dev.tocsin.stack.access;

import java.util.Set;

/// A method and a path of a service.
///
/// @param path with its parameters in braces
/// @param needs a permission, [#ANYONE] or [#SIGNED_IN]
public record Door(String method, String path, String needs) {

    /// Open to all.
    public static final String ANYONE = "nothing";

    /// Open to every account, whatever its role.
    public static final String SIGNED_IN = "an account";

    public boolean isForAnyone() {
        return needs.equals(ANYONE);
    }

    /// @param permissions those of somebody who is known
    public boolean opensTo(Set<String> permissions) {
        return isForAnyone() || needs.equals(SIGNED_IN) || permissions.contains(needs);
    }

    /// Whether a session is enough: a browser sends it by itself, so that a forged request could use it.
    public boolean takesSessions() {
        return isForAnyone() || !path.startsWith("/api/") || method.equals("GET") || method.equals("HEAD");
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}

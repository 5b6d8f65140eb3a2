package dev.tocsin.stack.inbox;

import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The names by which a server on this machine may be addressed: `localhost`, address literals, and `more`.
///
/// Any other name may belong to somebody else, who makes it point to this machine for a while (DNS rebinding): then a
/// page of theirs could read from this server through its visitor's browser.
public record OwnNames(Set<String> more) {

    public static final OwnNames LOCAL = new OwnNames(Set.of());

    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-fA-F:.]+]");
    private static final Pattern PORT = Pattern.compile(":\\d{1,5}$");

    /// @param host the `Host` header; null if there is none
    public boolean has(@Nullable String host) {
        if (host == null) {
            return false;
        }
        var name = PORT.matcher(host).replaceFirst("");
        return name.equals("localhost")
                || more.contains(name)
                || ADDRESS.matcher(name).matches();
    }
}

package dev.tocsin.support.http;

import java.util.Set;

/// The path below which readers reach a service's pages, when a proxy serves them beside other sites of one host.
///
/// @param prefix empty, or a path such as `/status`, with which each link that is a path begins
/// @param own the first segments of the service's own paths, such as `api`
public record BasePath(String prefix, Set<String> own) {

    public BasePath {
        if (!prefix.isEmpty() && !prefix.matches("(/[^/?#]+)+")) {
            throw new IllegalArgumentException("%s is not a path such as /status".formatted(prefix));
        }
        own = Set.copyOf(own);
    }

    /// @param path of the service, beginning with `/`
    public String at(String path) {
        return prefix + path;
    }

    /// The path as the service knows it: a proxy may pass a request on with the prefix or without it. Where
    /// the prefix begins like one of the service's own paths, the two cannot be distinguished; then the proxy
    /// has to remove the prefix.
    ///
    /// @param path as it was requested
    public String without(String path) {
        if (prefix.isEmpty() || own.contains(prefix.substring(1).split("/", 2)[0])) {
            return path;
        }
        if (path.equals(prefix)) {
            return "/";
        }
        return path.startsWith(prefix + "/") ? path.substring(prefix.length()) : path;
    }

    /// A path of the service as readers reach it; a path that has the prefix already stays as it is.
    String below(String path) {
        return path.startsWith(prefix + "/") && !prefix.isEmpty() ? path : at(path);
    }
}

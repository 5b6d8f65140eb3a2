package dev.tocsin.support.http;

import java.net.URI;

/// The address at which readers of a mail or a webhook reach pages; it may lie below a path of its host.
public record Site(URI root) {

    /// @throws IllegalArgumentException unless it is an http or https address without query and fragment
    public Site {
        var scheme = root.getScheme();
        if (scheme == null
                || !scheme.matches("(?i)https?")
                || root.getRawAuthority() == null
                || root.getRawQuery() != null
                || root.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "%s is not an address such as https://example.com or https://example.com/status".formatted(root));
        }
    }

    /// @param path within the site, beginning with `/`; a query or fragment may follow
    public URI at(String path) {
        return URI.create(withoutSlash(root.toString()) + path);
    }

    /// The prefix of each page's path: empty, or such as `/status`.
    public String path() {
        return withoutSlash(root.getRawPath());
    }

    private static String withoutSlash(String text) {
        return text.replaceFirst("/+$", "");
    }
}

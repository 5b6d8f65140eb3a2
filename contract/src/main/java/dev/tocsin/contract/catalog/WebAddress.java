package dev.tocsin.contract.catalog;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// An `http` or `https` address, read as browsers read it: by RFC 3986, and by the WHATWG's URL standard for input
/// that RFC 3986 refuses, such as spaces or other scripts.
///
/// @param isSecure whether it is `https`
/// @param path begins with `/`, and has no `.` and `..` left
/// @param query with its `?`, or empty
public record WebAddress(boolean isSecure, Authority authority, String path, String query) {

    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):(.*)");
    private static final Pattern PARTS = Pattern.compile("[/\\\\]*([^/\\\\?#]*)([^?#]*)(\\?[^#]*)?(?:#.*)?");
    private static final Pattern RELATIVE = Pattern.compile("([^?#]*)(\\?[^#]*)?(?:#.*)?");
    private static final Pattern IGNORED_AROUND = Pattern.compile("^[\\x00-\\x20]+|[\\x00-\\x20]+$");
    private static final Pattern IGNORED_WITHIN = Pattern.compile("[\\t\\n\\r]");
    private static final Pattern HALF_CHARACTER = Pattern.compile("\\p{Cs}");
    private static final String ENCODED_IN_PATH = " \"<>^`{}";
    private static final String ENCODED_IN_QUERY = " \"<>'";
    private static final int FIRST_PRINTABLE = 0x20;
    private static final int LAST_ASCII = 0x7E;

    /// Empty when the text is no such address, or has a host or port that cannot be asked.
    public static Optional<WebAddress> of(String text) {
        var parts = SCHEME.matcher(clean(text));
        return parts.matches() ? absolute(parts.group(1), parts.group(2)) : Optional.empty();
    }

    /// Resolves a reference that was found at this address, such as in a `Location` header (RFC 3986, 5.2). Empty when
    /// the result is no address that can be asked.
    public Optional<WebAddress> resolve(String reference) {
        var text = clean(reference);
        var parts = SCHEME.matcher(text);
        if (parts.matches()) {
            return parts.group(1).equalsIgnoreCase(scheme()) && !beginsWithSlash(parts.group(2))
                    ? Optional.of(relative(parts.group(2)))
                    : absolute(parts.group(1), parts.group(2));
        }
        return beginsWithSlash(text) && beginsWithSlash(text.substring(1))
                ? absolute(scheme(), text)
                : Optional.of(relative(text));
    }

    public String scheme() {
        return isSecure ? "https" : "http";
    }

    public String host() {
        return authority.host();
    }

    public int port() {
        return authority.port().orElse(isSecure ? HTTPS_PORT : HTTP_PORT);
    }

    /// Path and query, as they appear in a request line.
    public String target() {
        return path + query;
    }

    public boolean hasOriginOf(WebAddress other) {
        return isSecure == other.isSecure && port() == other.port() && host().equalsIgnoreCase(other.host());
    }

    @Override
    public String toString() {
        return scheme() + "://" + authority + target();
    }

    private static Optional<WebAddress> absolute(String scheme, String rest) {
        var isSecure = scheme.equalsIgnoreCase("https");
        var parts = PARTS.matcher(rest);
        if ((!isSecure && !scheme.equalsIgnoreCase("http")) || !parts.matches()) {
            return Optional.empty();
        }
        var authority = parts.group(1);
        return Authority.of(authority.substring(authority.lastIndexOf('@') + 1))
                .map(at -> new WebAddress(isSecure, withoutDefaultPort(at, isSecure), "/", "")
                        .with(parts.group(2), query(parts.group(3))));
    }

    private static Authority withoutDefaultPort(Authority authority, boolean isSecure) {
        return authority.port().equals(OptionalInt.of(isSecure ? HTTPS_PORT : HTTP_PORT))
                ? new Authority(authority.host(), OptionalInt.empty())
                : authority;
    }

    private WebAddress relative(String reference) {
        var parts = RELATIVE.matcher(reference);
        if (!parts.matches()) {
            throw new IllegalStateException("every text is a relative reference");
        }
        var wanted = parts.group(1);
        if (wanted.isEmpty()) {
            return parts.group(2) == null ? this : with(path, query(parts.group(2)));
        }
        return with(
                beginsWithSlash(wanted) ? wanted : path.substring(0, path.lastIndexOf('/') + 1) + wanted,
                query(parts.group(2)));
    }

    private WebAddress with(String otherPath, String otherQuery) {
        return new WebAddress(
                isSecure,
                authority,
                encoded(withoutDots(otherPath.replace('\\', '/')), ENCODED_IN_PATH),
                encoded(otherQuery, ENCODED_IN_QUERY));
    }

    private static String query(@Nullable String found) {
        return found == null ? "" : found;
    }

    private static boolean beginsWithSlash(String text) {
        return text.startsWith("/") || text.startsWith("\\");
    }

    private static String clean(String text) {
        var inOneLine = IGNORED_WITHIN
                .matcher(IGNORED_AROUND.matcher(text).replaceAll(""))
                .replaceAll("");
        return HALF_CHARACTER.matcher(inOneLine).replaceAll("\uFFFD");
    }

    /// RFC 3986, 5.2.4.
    private static String withoutDots(String path) {
        var kept = new ArrayList<String>();
        var segments = List.of(path.split("/", -1));
        for (var segment : path.startsWith("/") ? segments.subList(1, segments.size()) : segments) {
            switch (segment.toLowerCase(Locale.ROOT).replace("%2e", ".")) {
                case "." -> {}
                case ".." -> {
                    if (!kept.isEmpty()) {
                        kept.removeLast();
                    }
                }
                default -> kept.add(segment);
            }
        }
        var last = segments.getLast().toLowerCase(Locale.ROOT).replace("%2e", ".");
        if (last.equals(".") || last.equals("..")) {
            kept.add("");
        }
        return "/" + String.join("/", kept);
    }

    /// Text that is already percent-encoded stays unchanged, and so does a `%` that encodes nothing.
    private static String encoded(String text, String besides) {
        var encoded = new StringBuilder(text.length());
        for (var octet : text.getBytes(StandardCharsets.UTF_8)) {
            if (octet < FIRST_PRINTABLE || octet > LAST_ASCII || besides.indexOf(octet) >= 0) {
                encoded.append("%%%02X".formatted(octet));
            } else {
                encoded.append((char) octet);
            }
        }
        return encoded.toString();
    }
}

package dev.tocsin.incident.http;

import java.util.List;
import java.util.regex.Pattern;

/// Whether a reader has what we would send, by what it sends in `If-None-Match` (RFC 9110, section 13.1.2). Where that
/// is sent, `If-Modified-Since` counts for nothing (section 13.1.3).
final class Validators {

    /// Quoted, weak or not, apart by commas.
    private static final Pattern TAG = Pattern.compile("(?:W/)?\"([^\"]*)\"");

    private Validators() {}

    /// @param tag of what would be sent, without its quotes; weak comparison
    /// @param ifNoneMatch the values of all headers of that name
    static boolean isKnown(String tag, List<String> ifNoneMatch) {
        return ifNoneMatch.stream().anyMatch(value -> value.strip().equals("*") || names(value, tag));
    }

    private static boolean names(String value, String tag) {
        return TAG.matcher(value).results().anyMatch(found -> found.group(1).equals(tag));
    }
}

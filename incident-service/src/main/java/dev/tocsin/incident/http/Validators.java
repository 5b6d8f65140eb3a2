package dev.tocsin.incident.http;

import java.util.List;
import java.util.regex.Pattern;

/// Decides by `If-None-Match` whether a reader already has the answer (RFC 9110, section 13.1.2). Where that header is
/// sent, `If-Modified-Since` counts for nothing (section 13.1.3).
final class Validators {

    /// Tags are quoted, weak or not, and separated by commas.
    private static final Pattern TAG = Pattern.compile("(?:W/)?\"([^\"]*)\"");

    private Validators() {}

    /// @param tag the tag of the answer, without its quotes; weak comparison
    /// @param ifNoneMatch the values of all headers of that name
    static boolean isKnown(String tag, List<String> ifNoneMatch) {
        return ifNoneMatch.stream().anyMatch(value -> value.strip().equals("*") || names(value, tag));
    }

    private static boolean names(String value, String tag) {
        return TAG.matcher(value).results().anyMatch(found -> found.group(1).equals(tag));
    }
}

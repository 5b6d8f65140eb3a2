package dev.tocsin.incident.notices;

import java.util.Optional;
import java.util.regex.Pattern;

/// The result of a replay.
///
/// @param replayed the number of deliveries that are due again
/// @param left the number of deliveries that could be replayed next
public record ReplayedNotices(int replayed, long left) {

    private static final Pattern NUMBERS = Pattern.compile("(\\d{1,9})-(\\d{1,12})");

    /// Such as `3-0`, for an address.
    public String id() {
        return replayed + "-" + left;
    }

    /// Empty when the text is no [#id].
    public static Optional<ReplayedNotices> of(String id) {
        var numbers = NUMBERS.matcher(id);
        return numbers.matches()
                ? Optional.of(new ReplayedNotices(Integer.parseInt(numbers.group(1)), Long.parseLong(numbers.group(2))))
                : Optional.empty();
    }

    public String sentence() {
        var done = replayed == 1 ? "1 notice is sent again." : "%d notices are sent again.".formatted(replayed);
        return left == 0 ? done : "%s %d more were given up and can be replayed.".formatted(done, left);
    }
}

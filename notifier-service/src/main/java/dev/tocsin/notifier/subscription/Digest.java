package dev.tocsin.notifier.subscription;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The schedule that gathers a mail subscriber's notices of incidents into one mail, instead of a mail for each.
///
/// @param hour the hour of a daily digest, 0 to 23 by the subscriber's clock; null for an hourly one
public record Digest(@Nullable Integer hour) {

    public static final Digest HOURLY = new Digest(null);

    private static final String EACH_HOUR = "hourly";
    private static final Pattern HOUR = Pattern.compile("([01]\\d|2[0-3]):00");

    /// The digests that can be chosen, as texts.
    public static List<String> offered() {
        return Stream.concat(Stream.of(HOURLY), IntStream.range(0, 24).mapToObj(Digest::new))
                .map(Digest::text)
                .toList();
    }

    /// @param text `hourly`, or the hour of a daily digest, such as `08:00`
    /// @return empty for any other text
    public static Optional<Digest> read(String text) {
        if (text.equals(EACH_HOUR)) {
            return Optional.of(HOURLY);
        }
        return HOUR.matcher(text).matches()
                ? Optional.of(new Digest(Integer.valueOf(text.substring(0, 2))))
                : Optional.empty();
    }

    public String text() {
        return hour == null ? EACH_HOUR : String.format(Locale.ROOT, "%02d:00", hour);
    }
}

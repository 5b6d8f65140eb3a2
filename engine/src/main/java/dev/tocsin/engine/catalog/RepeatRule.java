package dev.tocsin.engine.catalog;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The rules of RFC 5545 by which planned work may repeat, wherever they are written.
public final class RepeatRule {

    private static final Pattern RULE = Pattern.compile("FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)(;[A-Z]+=[-+A-Z0-9,]+)*");
    private static final String PROPERTY = "RRULE:";
    private static final String FREQUENCY = "FREQ=";

    private RepeatRule() {}

    /// A rule may be written in any letter case and order (RFC 5545, 2 and 3.3.10); the canonical form has FREQ first.
    public static String canonical(String text) {
        var upper = text.strip().toUpperCase(Locale.ROOT);
        var parts = Arrays.stream(
                        (upper.startsWith(PROPERTY) ? upper.substring(PROPERTY.length()) : upper).split(";", -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .sorted(Comparator.comparing(part -> !part.startsWith(FREQUENCY)))
                .toList();
        return String.join(";", parts);
    }

    /// Why no plan can repeat by the rule.
    ///
    /// @param text as it was written
    public static Optional<String> whyWrong(String text, LocalDateTime first, ZoneId zone) {
        var rule = canonical(text);
        return RULE.matcher(rule).matches()
                ? Timetable.whyWrong(first, rule, zone)
                        .map(why -> "\"%s\" is not a valid rule of RFC 5545: %s".formatted(text, why))
                : Optional.of("\"%s\" is not a rule such as FREQ=WEEKLY;BYDAY=SU (RFC 5545)".formatted(text));
    }
}

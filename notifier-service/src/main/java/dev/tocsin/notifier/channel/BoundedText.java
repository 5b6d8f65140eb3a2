package dev.tocsin.notifier.channel;

import java.util.function.IntFunction;

/// Shortens a text to the length that a service accepts, escapes included.
public final class BoundedText {

    private static final String ELLIPSIS = "…";

    private BoundedText() {}

    /// @param most the greatest length in all, in UTF-16 characters
    public static String of(String text, int most) {
        return of(text, most, Character::toString);
    }

    /// Never cuts within the escape of one character.
    ///
    /// @param most the greatest length in all, in UTF-16 characters, once escaped
    /// @param escaped turns a code point into the form that the service requires
    public static String of(String text, int most, IntFunction<String> escaped) {
        var whole = new StringBuilder();
        var fits = 0;
        var points = text.codePoints().iterator();
        while (points.hasNext()) {
            whole.append(escaped.apply(points.nextInt()));
            if (whole.length() <= most - ELLIPSIS.length()) {
                fits = whole.length();
            }
            if (whole.length() > most) {
                return whole.substring(0, fits).stripTrailing() + ELLIPSIS;
            }
        }
        return whole.toString();
    }
}

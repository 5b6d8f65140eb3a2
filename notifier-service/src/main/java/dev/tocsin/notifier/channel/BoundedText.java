package dev.tocsin.notifier.channel;

import java.util.function.IntFunction;

/// Keeps a text within what a service takes, escaped.
public final class BoundedText {

    private static final String ELLIPSIS = "…";

    private BoundedText() {}

    /// @param most how many characters (UTF-16) there may be in all
    public static String of(String text, int most) {
        return of(text, most, Character::toString);
    }

    /// Never cuts within what one character was escaped to.
    ///
    /// @param most how many characters (UTF-16) there may be in all, once escaped
    /// @param escaped one code point as the service wants it
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

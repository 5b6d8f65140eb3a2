package dev.tocsin.support.operator;

import java.util.regex.Pattern;

/// The text of an alert, in two parts: one short line, as a mail's subject or a list shows it, and the rest.
public final class AlertText {

    private static final int LONGEST = 100;
    private static final Pattern END_OF_CLAUSE = Pattern.compile("[:.;](?=\\s|$)");

    private AlertText() {}

    /// The first clause of an alert, without its full stop, such as `Probe in Virginia lost · since 04:57 UTC`.
    public static String headline(String why) {
        var end = end(why);
        return end <= LONGEST
                ? why.substring(0, end).strip()
                : why.substring(0, LONGEST - 1).strip() + "…";
    }

    /// The text behind the headline; the whole text where the headline had to be cut.
    public static String rest(String why) {
        var end = end(why);
        return end <= LONGEST ? why.substring(Math.min(why.length(), end + 1)).strip() : why;
    }

    private static int end(String why) {
        var end = END_OF_CLAUSE.matcher(why);
        return end.find() ? end.start() : why.length();
    }
}

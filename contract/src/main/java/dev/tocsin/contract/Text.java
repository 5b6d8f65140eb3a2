package dev.tocsin.contract;

import org.jspecify.annotations.Nullable;

/// Makes text from other people safe for readers of any format.
public final class Text {

    private Text() {}

    /// The text without characters that XML 1.0 and iCalendar forbid, without halves of surrogate pairs, and without
    /// characters that change the direction of the text after them (UAX 9: embeddings, overrides, isolates). Marks
    /// of direction stay.
    public static String safe(String text) {
        var safe = new StringBuilder(text.length());
        text.replace("\r\n", "\n").codePoints().filter(Text::isSafe).forEach(safe::appendCodePoint);
        return safe.toString();
    }

    public static @Nullable String safeOrNull(@Nullable String text) {
        return text == null ? null : safe(text);
    }

    /// The text in one line, cut to at most `most` code points.
    public static String brief(String text, int most) {
        var line = safe(text).strip().replaceAll("\\s+", " ");
        return line.codePointCount(0, line.length()) <= most
                ? line
                : line.substring(0, line.offsetByCodePoints(0, most - 1)) + "…";
    }

    /// The text, escaped for an element or an attribute of HTML or XML.
    public static String escaped(String text) {
        return safe(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static boolean isSafe(int point) {
        return (point >= ' ' || point == '\n' || point == '\t')
                && !(point >= 0x7f && point <= 0x9f)
                && !(point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE)
                && !(point >= 0x202a && point <= 0x202e)
                && !(point >= 0x2066 && point <= 0x2069)
                && (point & 0xfffe) != 0xfffe;
    }
}

package dev.tocsin.contract;

import org.jspecify.annotations.Nullable;

/// Other people's words, made safe for readers of any format.
public final class Text {

    private Text() {}

    /// Without what XML 1.0 and iCalendar forbid, without halves of surrogate pairs, and without what turns the
    /// direction of the text that follows (UAX 9: embeddings, overrides, isolates). Marks of direction stay.
    public static String safe(String text) {
        var safe = new StringBuilder(text.length());
        text.replace("\r\n", "\n").codePoints().filter(Text::isSafe).forEach(safe::appendCodePoint);
        return safe.toString();
    }

    public static @Nullable String safeOrNull(@Nullable String text) {
        return text == null ? null : safe(text);
    }

    /// At most so many code points of it, in one line.
    public static String brief(String text, int most) {
        var line = safe(text).strip().replaceAll("\\s+", " ");
        return line.codePointCount(0, line.length()) <= most
                ? line
                : line.substring(0, line.offsetByCodePoints(0, most - 1)) + "…";
    }

    /// For an element or an attribute of HTML or XML.
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

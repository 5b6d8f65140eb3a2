package dev.tocsin.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// Interns names and the usual words of headers, which almost all records repeat: each becomes a `String` once, which
/// is then found by its bytes or characters.
///
/// Equal words are mostly the same object, so comparing them is quick; no code may rely on that.
public final class InternedTexts {

    private static final int PLACES = 1 << 14;
    private static final int LONGEST = 64;

    /// The latest word at each place.
    private static final AtomicReferenceArray<@Nullable String> KNOWN = new AtomicReferenceArray<>(PLACES);

    private InternedTexts() {}

    /// @param bytes in UTF-8
    public static String of(byte[] bytes) {
        if (bytes.length > LONGEST) {
            return new String(bytes, UTF_8);
        }
        var hash = 0;
        for (var each : bytes) {
            if (each < 0) {
                return new String(bytes, UTF_8);
            }
            hash = 31 * hash + each;
        }
        var known = KNOWN.getAcquire(place(hash));
        return known != null && isWritten(known, bytes) ? known : kept(new String(bytes, ISO_8859_1), hash);
    }

    public static String of(char[] text, int from, int length) {
        if (length > LONGEST) {
            return new String(text, from, length);
        }
        var hash = 0;
        for (var i = from; i < from + length; i++) {
            hash = 31 * hash + text[i];
        }
        var known = KNOWN.getAcquire(place(hash));
        return known != null && isWritten(known, text, from, length)
                ? known
                : kept(new String(text, from, length), hash);
    }

    public static String of(String text) {
        if (text.length() > LONGEST) {
            return text;
        }
        var known = KNOWN.getAcquire(place(text.hashCode()));
        return text.equals(known) ? known : kept(text, text.hashCode());
    }

    private static String kept(String word, int hash) {
        KNOWN.setRelease(place(hash), word);
        return word;
    }

    private static int place(int hash) {
        return (hash ^ hash >>> 14) & (PLACES - 1);
    }

    private static boolean isWritten(String word, byte[] bytes) {
        if (word.length() != bytes.length) {
            return false;
        }
        for (var i = 0; i < bytes.length; i++) {
            if (word.charAt(i) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean isWritten(String word, char[] text, int from, int length) {
        if (word.length() != length) {
            return false;
        }
        for (var i = 0; i < length; i++) {
            if (word.charAt(i) != text[from + i]) {
                return false;
            }
        }
        return true;
    }
}

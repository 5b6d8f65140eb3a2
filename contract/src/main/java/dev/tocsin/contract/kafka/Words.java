package dev.tocsin.contract.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// What almost all records say in a header is one of a few words: each is decoded once and found by its bytes.
final class Words {

    private static final int PLACES = 256;
    private static final int LONGEST = 64;

    /// Whatever came last at each place.
    private static final AtomicReferenceArray<@Nullable Word> KNOWN = new AtomicReferenceArray<>(PLACES);

    private Words() {}

    private static final class Word {
        private final byte[] bytes;
        private final String text;

        Word(byte[] bytes) {
            this.bytes = bytes.clone();
            this.text = new String(bytes, UTF_8);
        }
    }

    /// @param bytes in UTF-8
    static String of(byte[] bytes) {
        if (bytes.length > LONGEST) {
            return new String(bytes, UTF_8);
        }
        var place = Arrays.hashCode(bytes) & (PLACES - 1);
        var known = KNOWN.getAcquire(place);
        if (known != null && Arrays.equals(known.bytes, bytes)) {
            return known.text;
        }
        var word = new Word(bytes);
        KNOWN.setRelease(place, word);
        return word.text;
    }
}

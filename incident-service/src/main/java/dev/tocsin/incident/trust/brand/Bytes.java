package dev.tocsin.incident.trust.brand;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/// The bytes of a file of pixels, and the numbers in it.
final class Bytes {

    private final byte[] all;

    Bytes(byte[] all) {
        this.all = all;
    }

    boolean beginWith(byte... first) {
        return all.length >= first.length && Arrays.equals(all, 0, first.length, first, 0, first.length);
    }

    boolean contain(String text) {
        return new String(all, StandardCharsets.ISO_8859_1).contains(text);
    }

    /// The most significant byte comes first.
    ///
    /// @throws IllegalArgumentException when the file ends before
    int number(int at, int length) {
        if (at + length > all.length) {
            throw new IllegalArgumentException("ends too early");
        }
        var number = 0;
        for (var next = at; next < at + length; next++) {
            number = (number << 8) | (all[next] & 0xff);
        }
        return number;
    }

    String base64() {
        return Base64.getEncoder().encodeToString(all);
    }
}

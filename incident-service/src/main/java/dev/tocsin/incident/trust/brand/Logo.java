package dev.tocsin.incident.trust.brand;

import java.util.Base64;

/// A picture that stands before the page's name: a PNG or a JPEG. An SVG is refused, because it can hold scripts and
/// load other files.
///
/// @param type its media type
/// @param width in pixels, as is the height
/// @param data its bytes in base64
public record Logo(String type, int width, int height, String data) {

    /// All that a page loads is to stay below 60 kB.
    static final int MOST_BYTES = 20_000;

    private static final int MOST_PIXELS = 2_000;
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    /// @throws IllegalArgumentException with what is wrong with the file, and what would be right
    public static Logo of(byte[] file) {
        if (file.length > MOST_BYTES) {
            throw new IllegalArgumentException(
                    "has %,d bytes, and a logo has at most %,d".formatted(file.length, MOST_BYTES));
        }
        var bytes = new Bytes(file);
        var logo = bytes.beginWith(PNG) ? png(bytes) : bytes.beginWith((byte) 0xff, (byte) 0xd8) ? jpeg(bytes) : null;
        if (logo == null) {
            throw new IllegalArgumentException(
                    bytes.contain("<svg")
                            ? "is an SVG, which can hold scripts; export it as a PNG"
                            : "is neither a PNG nor a JPEG");
        }
        if (logo.width < 1 || logo.height < 1 || logo.width > MOST_PIXELS || logo.height > MOST_PIXELS) {
            throw new IllegalArgumentException("has %d by %d pixels, and a logo has from 1 to %,d each way"
                    .formatted(logo.width, logo.height, MOST_PIXELS));
        }
        return logo;
    }

    public byte[] bytes() {
        return Base64.getDecoder().decode(data);
    }

    /// Its address within a page that has to need nothing else.
    public String embedded() {
        return "data:%s;base64,%s".formatted(type, data);
    }

    /// The first chunk of a PNG has its size (PNG 3rd edition, section 11.2.1).
    private static Logo png(Bytes bytes) {
        return new Logo("image/png", bytes.number(16, 4), bytes.number(20, 4), bytes.base64());
    }

    /// The frame header of a JPEG has its size (ITU T.81, section B.2.2); segments before it are skipped.
    private static Logo jpeg(Bytes bytes) {
        for (var at = 2; bytes.number(at, 1) == 0xff; at += 2 + bytes.number(at + 2, 2)) {
            var marker = bytes.number(at + 1, 1);
            if (isFrame(marker)) {
                return new Logo("image/jpeg", bytes.number(at + 7, 2), bytes.number(at + 5, 2), bytes.base64());
            }
        }
        throw new IllegalArgumentException("is a JPEG without a frame");
    }

    private static boolean isFrame(int marker) {
        return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }
}

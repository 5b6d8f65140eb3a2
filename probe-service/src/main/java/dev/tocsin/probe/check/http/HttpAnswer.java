package dev.tocsin.probe.check.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The answer to a request.
///
/// @param headers by lower-case name
/// @param body its first MiB, or empty where it is not examined
record HttpAnswer(int status, Map<String, List<String>> headers, String body) {

    Optional<String> header(String lowerCaseName) {
        return headers.getOrDefault(lowerCaseName, List.of()).stream().findFirst();
    }

    HttpAnswer withBody(String read) {
        return new HttpAnswer(status, headers, read);
    }

    /// The text of a header's bytes, read as UTF-8 where that is possible.
    ///
    /// @param octets a character for each byte
    static String text(String octets) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException e) {
            return octets;
        }
    }

    /// The members of a header that is a list, over all its lines, in lower case.
    List<String> tokens(String lowerCaseName) {
        return headers.getOrDefault(lowerCaseName, List.of()).stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(token -> token.strip().toLowerCase(Locale.ROOT))
                .filter(token -> !token.isEmpty())
                .toList();
    }

    boolean isRedirect() {
        return switch (status) {
            case 301, 302, 303, 307, 308 -> header("location").isPresent();
            default -> false;
        };
    }
}

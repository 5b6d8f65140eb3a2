package dev.tocsin.probe.check.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What came back.
///
/// @param headers by lower-case name
/// @param body its first MiB, or empty where nobody looks at it
record HttpAnswer(int status, Map<String, List<String>> headers, String body) {

    Optional<String> header(String lowerCaseName) {
        return headers.getOrDefault(lowerCaseName, List.of()).stream().findFirst();
    }

    boolean isRedirect() {
        return switch (status) {
            case 301, 302, 303, 307, 308 -> header("location").isPresent();
            default -> false;
        };
    }
}

package dev.tocsin.probe.control;

import dev.tocsin.contract.catalog.Authority;
import dev.tocsin.contract.catalog.Question;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// An address that answers if only the vantage point can see.
public final class ControlTarget {

    private static final List<Integer> ANY_STATUS =
            IntStream.range(100, 600).boxed().toList();

    private static final String NO_ADDRESS = "is no http, https or tcp address";

    private ControlTarget() {}

    /// Over HTTP any status will do. Certificates are verified: a hotel's sign-in page is not the world.
    ///
    /// @param address `https:`, `http:` or `tcp:`
    /// @throws IllegalArgumentException when it is none of these, or lacks a host or a port that can be asked
    public static Question question(String address) {
        var target = uri(address);
        var authority = Authority.of(target)
                .filter(Authority::hasValidPort)
                .orElseThrow(() -> wrong(address, "has no host and port that can be asked"));
        return switch (target.getScheme()) {
            case "http", "https" ->
                new Question.Http("GET", address, Map.of(), null, ANY_STATUS, Map.of(), null, null, 0, true);
            case "tcp" ->
                new Question.Tcp(authority.host(), authority.port().orElseThrow(() -> wrong(address, "has no port")));
            case null, default -> throw wrong(address, NO_ADDRESS);
        };
    }

    private static URI uri(String address) {
        try {
            return new URI(address);
        } catch (URISyntaxException e) {
            throw wrong(address, NO_ADDRESS);
        }
    }

    private static IllegalArgumentException wrong(String address, String reason) {
        return new IllegalArgumentException("control target \"%s\" %s".formatted(address, reason));
    }
}

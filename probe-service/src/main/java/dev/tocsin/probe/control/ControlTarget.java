package dev.tocsin.probe.control;

import dev.tocsin.contract.catalog.Question;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// An address that answers if only the vantage point can see.
public final class ControlTarget {

    private static final List<Integer> ANY_STATUS =
            IntStream.range(100, 600).boxed().toList();

    private ControlTarget() {}

    /// Over HTTP any status will do. Certificates are verified: a hotel's sign-in page is not the world.
    ///
    /// @param address `https:`, `http:` or `tcp:`
    /// @throws IllegalArgumentException when it is none of these
    public static Question question(String address) {
        var target = URI.create(address);
        return switch (target.getScheme()) {
            case "http", "https" ->
                new Question.Http("GET", address, Map.of(), null, ANY_STATUS, Map.of(), null, null, 0, true);
            case "tcp" -> new Question.Tcp(target.getHost(), target.getPort());
            case null, default ->
                throw new IllegalArgumentException(
                        "control target \"%s\" is no http, https or tcp address".formatted(address));
        };
    }
}

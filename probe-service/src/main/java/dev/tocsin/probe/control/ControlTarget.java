package dev.tocsin.probe.control;

import dev.tocsin.contract.catalog.Authority;
import dev.tocsin.contract.catalog.Question;
import dev.tocsin.contract.catalog.WebAddress;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// An address that answers whenever the vantage point can see at all.
public final class ControlTarget {

    /// RFC 9110, 15: a status has three digits, whatever it is.
    private static final List<Integer> ANY_STATUS =
            IntStream.range(100, 1000).boxed().toList();

    private static final String TCP = "tcp://";

    private ControlTarget() {}

    /// Over HTTP any status counts as an answer. Certificates are verified: a hotel's sign-in page is not the
    /// internet.
    ///
    /// @param address `https:`, `http:` or `tcp:`
    /// @throws IllegalArgumentException when it is none of these, or lacks a host or a port that can be asked
    public static Question question(String address) {
        if (address.startsWith(TCP)) {
            var authority = Authority.of(address.substring(TCP.length()))
                    .orElseThrow(() -> wrong(address, "has no valid host and port"));
            return new Question.Tcp(
                    authority.host(), authority.port().orElseThrow(() -> wrong(address, "has no port")));
        }
        if (WebAddress.of(address).isEmpty()) {
            throw wrong(address, "is not a valid http, https or tcp address");
        }
        return new Question.Http("GET", address, Map.of(), null, ANY_STATUS, Map.of(), null, null, 0, true);
    }

    private static IllegalArgumentException wrong(String address, String reason) {
        return new IllegalArgumentException("control target \"%s\" %s".formatted(address, reason));
    }
}

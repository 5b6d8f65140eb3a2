package dev.tocsin.probe.check.network;

import static dev.tocsin.contract.health.ErrorKind.OTHER;
import static dev.tocsin.contract.health.ErrorKind.REFUSED;
import static dev.tocsin.contract.health.ErrorKind.RESET;
import static dev.tocsin.contract.health.ErrorKind.TIMED_OUT;
import static dev.tocsin.contract.health.ErrorKind.TLS_FAILURE;
import static dev.tocsin.contract.health.ErrorKind.UNREACHABLE;

import dev.tocsin.probe.check.Fault;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Interprets exceptions as faults of the other side. The JDK distinguishes most socket errors by their messages
/// alone.
final class Faults {

    private Faults() {}

    /// An exception that is not about the other side is the probe's own trouble, and is blamed on nobody else.
    static Fault of(Exception exception) {
        return switch (exception) {
            case FaultFound found -> found.fault();
            case SocketTimeoutException _, TimeoutException _ -> Fault.of(TIMED_OUT, "no answer in time");
            case NoRouteToHostException _ -> Fault.of(UNREACHABLE, "no route to the host");
            case PortUnreachableException _ -> Fault.of(REFUSED, "nothing listens on the port");
            case ConnectException e -> connecting(message(e));
            case SSLException e -> tls(e);
            case EOFException _ -> Fault.of(RESET, "the connection was closed before the answer was complete");
            case SocketException e -> talking(message(e));
            default -> broken(exception);
        };
    }

    static Fault broken(Throwable failure) {
        return Fault.unsure(
                OTHER,
                "internal error of the probe: %s".formatted(failure.getClass().getSimpleName()));
    }

    private static Fault connecting(String message) {
        if (message.contains("refused")) {
            return Fault.of(REFUSED, "the connection was refused");
        }
        return message.contains("timed out")
                ? Fault.of(TIMED_OUT, "no answer to the connection attempt")
                : Fault.of(UNREACHABLE, "cannot connect: %s".formatted(message));
    }

    private static Fault talking(String message) {
        if (message.contains("too many open files") || message.contains("no buffer space")) {
            return Fault.unsure(OTHER, "the probe has no more sockets: %s".formatted(message));
        }
        if (message.contains("unreachable") || message.contains("no route")) {
            return Fault.of(UNREACHABLE, message);
        }
        return message.contains("reset") || message.contains("broken pipe") || message.contains("abort")
                ? Fault.of(RESET, "the connection was reset")
                : Fault.of(OTHER, "the connection failed: %s".formatted(message));
    }

    private static Fault tls(SSLException exception) {
        return exception.getCause() instanceof SocketException inner
                ? talking(message(inner))
                : Fault.of(TLS_FAILURE, Objects.requireNonNullElse(exception.getMessage(), "no reason given"));
    }

    private static String message(@Nullable Throwable exception) {
        return exception == null || exception.getMessage() == null
                ? ""
                : exception.getMessage().toLowerCase(Locale.ROOT);
    }
}

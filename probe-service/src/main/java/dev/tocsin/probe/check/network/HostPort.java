package dev.tocsin.probe.check.network;

/// Where to connect to, as in `name:53`, `192.0.2.1` or `[2001:db8::1]:53`.
public record HostPort(String host, int port) {

    /// @throws IllegalArgumentException when the text is none of these
    public static HostPort of(String text, int defaultPort) {
        var bracket = text.indexOf(']');
        if (text.startsWith("[") && bracket > 0) {
            return new HostPort(text.substring(1, bracket), port(text.substring(bracket + 1), defaultPort));
        }
        var colon = text.indexOf(':');
        return colon < 0 || colon != text.lastIndexOf(':')
                ? new HostPort(text, defaultPort)
                : new HostPort(text.substring(0, colon), port(text.substring(colon), defaultPort));
    }

    private static int port(String text, int defaultPort) {
        return text.isEmpty() ? defaultPort : Integer.parseInt(text, 1, text.length(), 10);
    }
}

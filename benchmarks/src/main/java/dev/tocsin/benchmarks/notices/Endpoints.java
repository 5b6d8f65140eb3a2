package dev.tocsin.benchmarks.notices;

/// The addresses of the subscribers' endpoints: as many as there are subscribers, on different hosts of the loopback,
/// as the endpoints of a real installation are.
///
/// @param hosts 1 to 250
public record Endpoints(int port, int hosts, int subscribers) {

    private static final String NETWORK = "127.0.1.";

    /// The value that `tocsin.webhooks.allow` needs.
    public String allowed() {
        return "%s0/24:%d".formatted(NETWORK, port);
    }

    /// @param host from 0
    public String address(int host) {
        return NETWORK + (host + 1);
    }

    /// @param subscriber from 0
    public String addressOf(int subscriber) {
        return address(subscriber % hosts);
    }
}

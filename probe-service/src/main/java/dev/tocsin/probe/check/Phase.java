package dev.tocsin.probe.check;

/// The phases of an ask, in their order.
public enum Phase {
    RESOLVE("resolving the name"),
    CONNECT("connecting"),
    TLS("in the TLS handshake"),
    FIRST_BYTE("waiting for the answer"),
    TRANSFER("reading the answer");

    private final String doing;

    Phase(String doing) {
        this.doing = doing;
    }

    /// As in "no answer within 5000 ms, while connecting".
    public String doing() {
        return doing;
    }
}

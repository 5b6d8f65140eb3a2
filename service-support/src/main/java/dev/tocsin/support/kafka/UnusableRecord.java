package dev.tocsin.support.kafka;

/// A record cannot be used because of its content, so trying again is of no use: it goes to the dead letters at once.
public final class UnusableRecord extends RuntimeException {

    /// @param reason one line that says what is wrong with it
    public UnusableRecord(String reason) {
        super(reason);
    }
}

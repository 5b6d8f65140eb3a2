package dev.tocsin.support.kafka;

/// What was being handled belongs to another instance by now: nothing was stored, and it is not tried again.
public final class Superseded extends RuntimeException {

    public Superseded(String message) {
        super(message);
    }
}

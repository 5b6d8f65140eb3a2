package dev.tocsin.support.kafka;

/// The records belong to another instance by now: nothing was stored, and they are not tried again.
public final class Superseded extends RuntimeException {

    public Superseded(String message) {
        super(message);
    }
}

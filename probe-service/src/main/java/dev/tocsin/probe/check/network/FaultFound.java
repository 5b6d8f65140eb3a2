package dev.tocsin.probe.check.network;

import dev.tocsin.probe.check.Fault;
import java.io.IOException;

/// Carries a precisely known fault up to the [Asker].
public final class FaultFound extends IOException {

    private final transient Fault fault;

    public FaultFound(Fault fault) {
        super(fault.kind().toString());
        this.fault = fault;
    }

    public Fault fault() {
        return fault;
    }
}

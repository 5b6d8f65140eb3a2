package dev.tocsin.incident.writer;

import dev.tocsin.engine.correlation.KnownChange;
import java.util.Collection;
import java.util.Map;

/// The changes that the correlator considers.
public interface StoredChanges {

    /// By their ids; changes that were forgotten are missing.
    Map<String, KnownChange> of(Collection<String> changes);
}

package dev.tocsin.standalone.part;

import java.time.Duration;

/// Observes the starts and deaths of parts, each on its own thread.
public interface Listener {

    void ready(String part, Duration took, long pid);

    /// @param pause the time until it is started again
    void died(String part, String how, Duration pause);
}

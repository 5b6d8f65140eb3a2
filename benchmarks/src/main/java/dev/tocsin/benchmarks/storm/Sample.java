package dev.tocsin.benchmarks.storm;

import java.time.Instant;
import java.util.Locale;

/// One request and its whole answer.
///
/// @param what the name of the requested address
/// @param status of HTTP; 0 if no answer came
/// @param bytes of its body, compressed as browsers ask for it
public record Sample(String what, Instant at, double millis, int status, long bytes) {

    public String csv() {
        return String.format(Locale.ROOT, "%s,%s,%.0f,%d,%d", at, what, millis, status, bytes);
    }
}

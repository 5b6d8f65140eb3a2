package dev.tocsin.probe.check;

import dev.tocsin.contract.health.ErrorKind;
import dev.tocsin.contract.health.Outcome;
import dev.tocsin.contract.health.Phases;
import java.util.Optional;

/// The result of one ask.
///
/// @param latencyMillis from the beginning of the ask to its end
public record Answer(double latencyMillis, Phases phases, Optional<Fault> fault) {

    /// A right answer that took longer than `slowAfterMillis` is slow; where that is the time-out or more, no answer
    /// is slow.
    public static Answer of(
            Optional<Fault> fault, double latencyMillis, Phases phases, long slowAfterMillis, long timeoutMillis) {
        if (fault.isEmpty() && slowAfterMillis < timeoutMillis && latencyMillis > slowAfterMillis) {
            var slow = new Fault(
                    Outcome.SLOW,
                    ErrorKind.TOO_SLOW,
                    "took %.0f ms, over %d ms".formatted(latencyMillis, slowAfterMillis));
            return new Answer(latencyMillis, phases, Optional.of(slow));
        }
        return new Answer(latencyMillis, phases, fault);
    }

    public Outcome outcome() {
        return fault.map(Fault::outcome).orElse(Outcome.PASS);
    }

    /// The answer to the same ask as `unsure`, because the vantage point itself turned out to see nothing.
    public Answer blind() {
        var unsure = Fault.unsure(
                ErrorKind.CONTROLS_FAILED,
                "no control target answers; %s"
                        .formatted(fault.map(Fault::detail).orElse("")));
        return new Answer(latencyMillis, phases, Optional.of(unsure));
    }
}

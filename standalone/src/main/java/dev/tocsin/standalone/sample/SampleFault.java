package dev.tocsin.standalone.sample;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// The ways in which a cell can be broken.
public enum SampleFault {
    /// Answers 500.
    ERRORS,
    /// Accepts the connection and never answers.
    TIMEOUT,
    /// Closes its port.
    REFUSE,
    /// Answers right, but late.
    SLOW;

    /// @throws IllegalArgumentException with the names of all faults
    @JsonCreator
    public static SampleFault of(String how) {
        return Arrays.stream(values())
                .filter(fault -> fault.toString().equals(how))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("how \"%s\" is not one of %s"
                        .formatted(
                                how,
                                Arrays.stream(values())
                                        .map(SampleFault::toString)
                                        .collect(Collectors.joining(", ")))));
    }

    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

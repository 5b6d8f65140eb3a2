package dev.tocsin.benchmarks.suite;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The results of a suite.
///
/// @param name of the suite
/// @param figures in the order in which they are printed
/// @param notes lines below them
/// @param details for programs: the data that the figures come from
public record SuiteReport(String name, List<Figure> figures, List<String> notes, Object details) {

    public SuiteReport {
        figures = List.copyOf(figures);
        notes = List.copyOf(notes);
    }

    /// @param aim in words; null if none is stated and the figure is only reported
    /// @param met null without an aim, or if there was nothing to measure
    public record Figure(
            String what,
            @Nullable String aim,
            String result,
            @JsonProperty("met") @Nullable Boolean met) {}
}

package dev.tocsin.benchmarks.suite;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a suite measured.
///
/// @param name of the suite
/// @param figures in the order in which they are told
/// @param notes lines below them
/// @param details for programs: what the figures come from
public record SuiteReport(String name, List<Figure> figures, List<String> notes, Object details) {

    public SuiteReport {
        figures = List.copyOf(figures);
        notes = List.copyOf(notes);
    }

    /// @param aim in words; null where none is stated and the figure is only told
    /// @param met null without an aim, or where nothing was there to be measured
    public record Figure(
            String what,
            @Nullable String aim,
            String result,
            @JsonProperty("met") @Nullable Boolean met) {}
}

package dev.tocsin.engine.catalog.file;

import dev.tocsin.engine.catalog.Catalog;
import java.util.List;
import java.util.stream.Collectors;

/// The result of reading a catalog file.
public sealed interface CatalogReading {

    /// @param catalog its entries, not yet of any version
    /// @param digest SHA-256 of the file's bytes, in lower-case hex
    /// @param warnings doubtful values, in the order of the file
    record Valid(Catalog catalog, String digest, List<CatalogProblem> warnings) implements CatalogReading {}

    /// @param problems in the order of the file, at least one
    record Invalid(List<CatalogProblem> problems) implements CatalogReading {

        /// One line for each problem.
        public String text() {
            return problems.stream().map(CatalogProblem::toString).collect(Collectors.joining("\n"));
        }

        /// The first problems in one line.
        public String firstProblems(int most) {
            var more = problems.size() > most ? "; and %d more".formatted(problems.size() - most) : "";
            return problems.stream().limit(most).map(CatalogProblem::toString).collect(Collectors.joining("; ")) + more;
        }
    }
}

package dev.tocsin.engine.catalog;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Verdict;
import org.jspecify.annotations.Nullable;

/// A cell of which a sentence can say how it is.
public interface NamedCell {

    Cell cell();

    String componentName();

    String regionName();

    /// Null when it is not watched.
    @Nullable
    Verdict verdict();
}

package dev.tocsin.engine.catalog;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Verdict;
import org.jspecify.annotations.Nullable;

/// A cell with the names and the verdict that a sentence about it needs.
public interface NamedCell {

    Cell cell();

    String componentName();

    String regionName();

    /// Null when it is not watched.
    @Nullable
    Verdict verdict();
}

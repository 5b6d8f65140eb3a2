package dev.tocsin.probe.catalog;

import dev.tocsin.contract.catalog.CheckDefined;
import java.util.List;

/// The checks and control targets of one vantage point.
///
/// @param version of the catalog; 0 before the first
/// @param controls its control targets
public record Assignment(long version, List<CheckDefined> checks, List<String> controls) {

    public static final Assignment NONE = new Assignment(0, List.of(), List.of());
}

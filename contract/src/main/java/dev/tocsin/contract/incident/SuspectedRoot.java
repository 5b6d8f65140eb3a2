package dev.tocsin.contract.incident;

import dev.tocsin.contract.Cell;

/// The cell from which an outage seems to come.
///
/// @param watched whether it has checks of its own; if not, it is inferred from the cells that need it
public record SuspectedRoot(Cell cell, boolean watched) {}

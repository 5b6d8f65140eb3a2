package dev.tocsin.contract.figures;

import dev.tocsin.contract.Event;

/// Figures of checks.
public sealed interface FiguresEvent extends Event permits MinuteCounted {}

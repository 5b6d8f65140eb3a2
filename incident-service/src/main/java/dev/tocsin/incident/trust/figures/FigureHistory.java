package dev.tocsin.incident.trust.figures;

import java.util.List;

/// The figures of the past, as far as they are kept.
public interface FigureHistory {

    /// In the order of the names of check and vantage point.
    List<FigureSeries> of(FigureRequest request);
}

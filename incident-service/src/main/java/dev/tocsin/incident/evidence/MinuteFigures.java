package dev.tocsin.incident.evidence;

import dev.tocsin.incident.trust.figures.FigurePoint;
import dev.tocsin.incident.trust.latency.ChartedMinute;
import org.jspecify.annotations.Nullable;

/// The stored figures of a minute, as a chart draws them: the median and the 90th percentile.
record MinuteFigures(FigurePoint point) implements ChartedMinute {

    @Override
    public @Nullable Double median() {
        return point.p50Millis();
    }

    @Override
    public @Nullable Double high() {
        return point.p90Millis();
    }

    @Override
    public long failed() {
        return point.failures();
    }

    @Override
    public long answered() {
        return point.count() - point.failures() - point.unsure();
    }
}

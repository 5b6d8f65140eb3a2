package dev.tocsin.probe.report.kafka;

import dev.tocsin.contract.health.HealthObserved;
import dev.tocsin.contract.health.Outcome;
import dev.tocsin.probe.report.TraceParent;
import dev.tocsin.support.tracing.TracedStep;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.IdGenerator;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The span of an ask, where traces are recorded. Its ids are derived from its event, so that the record's
/// `traceparent` names this span even when the event waited in the spool or is sent twice.
@Singleton
final class HealthEventSpans implements IdGenerator {

    private static final long NANOS = 1_000_000;

    private final IdGenerator random = IdGenerator.random();
    private final ThreadLocal<@Nullable TraceParent> derived = new ThreadLocal<>();

    /// @return the `traceparent` of the event's record; null where no traces are recorded, and the next service decides
    ///     whether a trace begins there
    @Nullable
    String record(HealthObserved event) {
        if (!TracedStep.isRecording()) {
            return null;
        }
        var ids = TraceParent.of(event);
        derived.set(ids);
        try {
            var began = event.time().toEpochMilli() * NANOS;
            var span = GlobalOpenTelemetry.getTracer("dev.tocsin")
                    .spanBuilder("check")
                    .setParent(Context.root())
                    .setSpanKind(SpanKind.CLIENT)
                    .setStartTimestamp(began, TimeUnit.NANOSECONDS)
                    .setAttribute("check", event.check())
                    .setAttribute("cell", event.cell().toString())
                    .setAttribute("vantage-point", event.vantagePoint())
                    .setAttribute("outcome", event.outcome().name().toLowerCase(Locale.ROOT))
                    .startSpan();
            if (event.outcome() == Outcome.FAIL) {
                span.setStatus(StatusCode.ERROR);
            }
            span.end(began + (long) (event.latencyMillis() * NANOS), TimeUnit.NANOSECONDS);
            return ids.text(span.getSpanContext().isSampled());
        } finally {
            derived.remove();
        }
    }

    @Override
    public String generateTraceId() {
        var ids = derived.get();
        return ids == null ? random.generateTraceId() : ids.traceId();
    }

    @Override
    public String generateSpanId() {
        var ids = derived.get();
        return ids == null ? random.generateSpanId() : ids.spanId();
    }
}

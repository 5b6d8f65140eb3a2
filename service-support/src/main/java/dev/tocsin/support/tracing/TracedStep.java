package dev.tocsin.support.tracing;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One step of the work that follows from a health event, a change or a request, as a span in the trace of its cause.
/// A step whose cause was not sampled is not sampled either. While no traces are recorded there is no span, and later
/// steps get the context of the cause.
public final class TracedStep implements AutoCloseable {

    private static final String LIBRARY = "dev.tocsin";

    /// As this service is configured; false outside Quarkus.
    private static volatile boolean recording;

    private final @Nullable Span span;
    private final @Nullable String traceparent;

    private TracedStep(@Nullable Span span, @Nullable String traceparent) {
        this.span = span;
        this.traceparent = traceparent;
    }

    static void record(boolean wanted) {
        recording = wanted;
    }

    /// Whether this service records traces.
    public static boolean isRecording() {
        return recording;
    }

    /// @param name of all steps of this kind
    /// @param cause W3C trace context of the cause; an invalid one begins a trace
    public static TracedStep begin(String name, SpanKind kind, @Nullable String cause, Map<String, String> attributes) {
        return begin(name, kind, cause, List.of(), attributes);
    }

    /// @param links trace contexts of further causes
    public static TracedStep begin(
            String name,
            SpanKind kind,
            @Nullable String cause,
            Collection<String> links,
            Map<String, String> attributes) {
        var parent = TraceParents.context(cause);
        if (!recording) {
            return new TracedStep(null, TraceParents.text(parent));
        }
        var builder = GlobalOpenTelemetry.getTracer(LIBRARY)
                .spanBuilder(name)
                .setSpanKind(kind)
                .setParent(Context.root().with(Span.wrap(parent)));
        attributes.forEach(builder::setAttribute);
        links.stream().map(TraceParents::context).forEach(builder::addLink);
        var span = builder.startSpan();
        return new TracedStep(span, TraceParents.text(span.getSpanContext()));
    }

    /// The trace context for later steps; null where none is known.
    public @Nullable String traceparent() {
        return traceparent;
    }

    public void set(String attribute, String value) {
        if (span != null) {
            span.setAttribute(attribute, value);
        }
    }

    public void failed(String why) {
        if (span != null) {
            span.setStatus(StatusCode.ERROR, why);
        }
    }

    @Override
    public void close() {
        if (span != null) {
            span.end();
        }
    }
}

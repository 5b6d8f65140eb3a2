package dev.tocsin.support.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The text of a `traceparent` (<https://www.w3.org/TR/trace-context/>). What is none says nothing: it is never an
/// error.
public final class TraceParents {

    public static final String NAME = "traceparent";

    /// What is longer is none, in whatever version of the text.
    private static final int LONGEST = 512;

    private TraceParents() {}

    /// @return invalid where the text is none
    static SpanContext context(@Nullable String traceparent) {
        if (traceparent == null || traceparent.isEmpty() || traceparent.length() > LONGEST) {
            return SpanContext.getInvalid();
        }
        var context = W3CTraceContextPropagator.getInstance().extract(Context.root(), traceparent, Text.INSTANCE);
        return Span.fromContext(context).getSpanContext();
    }

    static @Nullable String text(SpanContext context) {
        return context.isValid()
                ? "00-%s-%s-%s"
                        .formatted(
                                context.getTraceId(),
                                context.getSpanId(),
                                context.getTraceFlags().asHex())
                : null;
    }

    /// The same, or null where it is none, so that nobody behind us has to read it.
    public static @Nullable String validOrNull(@Nullable String traceparent) {
        return text(context(traceparent));
    }

    /// Of the request that is being answered.
    ///
    /// @param header its `traceparent`, which counts where this service itself records nothing
    public static @Nullable String ofRequest(@Nullable String header) {
        var current = Span.current().getSpanContext();
        return current.isValid() ? text(current) : validOrNull(header);
    }

    /// A step on the way of a health event is worth recording, whether or not a probe records.
    static SpanContext recorded(SpanContext context) {
        return context.isValid()
                ? SpanContext.createFromRemoteParent(
                        context.getTraceId(), context.getSpanId(), TraceFlags.getSampled(), context.getTraceState())
                : context;
    }

    private enum Text implements TextMapGetter<String> {
        INSTANCE;

        @Override
        public Iterable<String> keys(String traceparent) {
            return List.of(NAME);
        }

        @Override
        public @Nullable String get(@Nullable String traceparent, String name) {
            return name.equals(NAME) ? traceparent : null;
        }
    }
}

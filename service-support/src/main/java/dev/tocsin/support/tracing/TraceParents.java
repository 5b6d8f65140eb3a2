package dev.tocsin.support.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The text of a `traceparent` (<https://www.w3.org/TR/trace-context/>). An invalid text is ignored: it is never an
/// error.
public final class TraceParents {

    public static final String NAME = "traceparent";

    /// A longer text is invalid, in any version of the format.
    private static final int LONGEST = 512;

    private TraceParents() {}

    /// @return an invalid context where the text is invalid
    static SpanContext context(@Nullable String traceparent) {
        if (traceparent == null || traceparent.isEmpty() || traceparent.length() > LONGEST) {
            return SpanContext.getInvalid();
        }
        var context = W3CTraceContextPropagator.getInstance()
                .extract(Context.root(), traceparent, TraceParentGetter.INSTANCE);
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

    /// The same text, or null where it is invalid, so that no later reader has to parse it.
    public static @Nullable String validOrNull(@Nullable String traceparent) {
        return text(context(traceparent));
    }

    /// The trace context of the request that is being answered.
    ///
    /// @param header the request's `traceparent`, which counts where this service itself records nothing
    public static @Nullable String ofRequest(@Nullable String header) {
        var current = Span.current().getSpanContext();
        return current.isValid() ? text(current) : validOrNull(header);
    }

    /// Whether the spans of this context are recorded, so that a link to it leads somewhere.
    public static boolean isSampled(String traceparent) {
        return context(traceparent).isSampled();
    }

    private enum TraceParentGetter implements TextMapGetter<String> {
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

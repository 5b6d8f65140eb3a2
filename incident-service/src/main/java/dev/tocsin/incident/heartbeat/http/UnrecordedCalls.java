package dev.tocsin.incident.heartbeat.http;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdkBuilder;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import io.quarkus.arc.Unremovable;
import io.quarkus.opentelemetry.runtime.AutoConfiguredOpenTelemetrySdkBuilderCustomizer;
import jakarta.inject.Singleton;
import java.util.List;

/// Keeps the calls of heartbeat URLs out of traces, because the path of a call is a secret. Quarkus can leave out
/// paths by their beginning, but a proxy may forward a call below any path of its host.
@Singleton
@Unremovable
class UnrecordedCalls implements AutoConfiguredOpenTelemetrySdkBuilderCustomizer {

    @Override
    public void customize(AutoConfiguredOpenTelemetrySdkBuilder builder) {
        builder.addSamplerCustomizer((sampler, _) -> new CallSampler(sampler));
    }

    /// @param others decides on all other spans
    record CallSampler(Sampler others) implements Sampler {

        private static final AttributeKey<String> PATH = AttributeKey.stringKey("url.path");

        @Override
        public SamplingResult shouldSample(
                Context parent,
                String traceId,
                String name,
                SpanKind kind,
                Attributes attributes,
                List<LinkData> links) {
            var path = attributes.get(PATH);
            return kind == SpanKind.SERVER && path != null && path.contains(Heartbeats.PATH)
                    ? SamplingResult.drop()
                    : others.shouldSample(parent, traceId, name, kind, attributes, links);
        }

        @Override
        public String getDescription() {
            return "%s, without calls of heartbeat URLs".formatted(others.getDescription());
        }
    }
}

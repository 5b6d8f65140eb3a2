package dev.tocsin.incident.heartbeat.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.incident.heartbeat.http.UnrecordedCalls.CallSampler;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallSamplerTest {

    @ParameterizedTest
    @ValueSource(strings = {"/heartbeats/s", "/heartbeats/s/start", "/status/heartbeats/s", "/a/b/c/heartbeats/s/0"})
    void aCallIsNotRecordedBelowWhateverPath(String path) {
        assertThat(decision(path)).isEqualTo(SamplingDecision.DROP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api/v1/heartbeats", "/heartbeats", "/cells/heartbeats@na"})
    void otherRequestsAreRecorded(String path) {
        assertThat(decision(path)).isEqualTo(SamplingDecision.RECORD_AND_SAMPLE);
    }

    private static SamplingDecision decision(String path) {
        return new CallSampler(Sampler.alwaysOn())
                .shouldSample(
                        Context.root(),
                        "4bf92f3577b34da6a3ce929d0e0e4736",
                        "GET",
                        SpanKind.SERVER,
                        Attributes.builder().put("url.path", path).build(),
                        List.of())
                .getDecision();
    }
}

package dev.tocsin.support.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.SpanKind;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentsTest {

    private static final String VALID = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @Test
    void aValidOneIsPassedOnAsItIs() {
        assertThat(TraceParents.validOrNull(VALID)).isEqualTo(VALID);
        assertThat(TraceParents.ofRequest(VALID)).isEqualTo(VALID);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                "00",
                "\u0000",
                "石田",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
                "00-xyz7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            })
    void whatIsNoneIsLeftOut(String traceparent) {
        assertThat(TraceParents.validOrNull(traceparent)).isNull();
        try (var step = TracedStep.begin("step", SpanKind.INTERNAL, traceparent, Map.of())) {
            assertThat(step.traceparent()).isNull();
        }
    }

    @Test
    void aVastOneIsNone() {
        assertThat(TraceParents.validOrNull(VALID + "-" + "a".repeat(1_000_000)))
                .isNull();
    }

    @Test
    void theSenderSaysWhetherItsSpansAreRecorded() {
        assertThat(TraceParents.isSampled(VALID)).isTrue();
        assertThat(TraceParents.isSampled(VALID.replaceAll("01$", "00"))).isFalse();
        assertThat(TraceParents.isSampled("")).isFalse();
    }

    @Test
    void aStepThatNobodyRecordsPassesOnItsCause() {
        try (var step = TracedStep.begin("step", SpanKind.INTERNAL, VALID, Map.of("cell", "login@na"))) {
            step.failed("as tests do");

            assertThat(step.traceparent()).isEqualTo(VALID);
        }
    }
}

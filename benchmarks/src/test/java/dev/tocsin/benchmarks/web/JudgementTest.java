package dev.tocsin.benchmarks.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tocsin.contract.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class JudgementTest {

    @Test
    void scoresAreReadFromLighthousesReport() throws JsonProcessingException {
        var judgement = of(0.97, 1);

        assertThat(judgement).hasToString("performance 97, seo 100");
        assertThat(judgement.isAtLeast(97)).isTrue();
        assertThat(judgement.isAtLeast(98)).isFalse();
    }

    @Test
    void theMiddleOfSeveralIsTakenByCategory() throws JsonProcessingException {
        var judgements = List.of(of(0.8, 1), of(0.97, 0.9), of(0.95, 0.95), Judgement.leftOut("it did not end"));

        assertThat(Judgement.median(judgements)).hasToString("performance 95, seo 95");
    }

    @Test
    void whatIsLeftOutSaysWhyAndMeetsNoAim() {
        var leftOut = Judgement.median(List.of(Judgement.leftOut("there is no npx")));

        assertThat(leftOut).hasToString("left out: there is no npx");
        assertThat(leftOut.isAtLeast(0)).isFalse();
    }

    private static Judgement of(double performance, double seo) throws JsonProcessingException {
        return Judgement.of(Json.mapper().readTree("""
                {"categories": {"performance": {"score": %s}, "seo": {"score": %s}}}""".formatted(performance, seo)));
    }
}

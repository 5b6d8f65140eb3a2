package dev.tocsin.standalone.uptime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;

class RecomputedTest {

    private static final String FIGURES = "{\"weighted\": 99.860, \"strict\": 99.860, \"unknownAsDown\": null}";

    @Test
    void showsWhatGoesInAndThatItIsPublished() throws JsonProcessingException {
        var recomputed = recomputed("[]");

        assertThat(recomputed.isAsPublished()).isTrue();
        assertThat(recomputed.text().lines())
                .contains(
                        "  api@na  2026-03-10T00:00:00.000Z  2026-03-10T01:00:00.000Z  down          " + " amendment 7",
                        "  api@na  2026-03-10T01:00:00.000Z  2026-04-01T00:00:00.000Z  not watched",
                        "  7  2026-03-10T00:00:00.000Z  2026-03-10T01:00:00.000Z  down  api@na"
                                + "  by dana at 2026-03-11T00:00:00.000Z: Nobody got in",
                        "  api@na  99.860    99.860  –",
                        "The published figures are the same, to the digit.")
                .doesNotContain("Announced work, which counts neither as up nor as down:");
    }

    @Test
    void saysWhatDiffers() throws JsonProcessingException {
        var recomputed = recomputed("[{\"kind\": \"region\", \"id\": \"na\", \"published\": {\"weighted\": 99.900},"
                + " \"recomputed\": {\"weighted\": 99.860}}]");

        assertThat(recomputed.isAsPublished()).isFalse();
        assertThat(recomputed.text()).endsWith("recomputed):\n  region  na  99.900  99.860");
    }

    private static Recomputed recomputed(String differing) throws JsonProcessingException {
        return new Recomputed(JsonMapper.builder()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .build()
                .readTree("""
                {"recomputed": {"month": "2026-03", "zone": "Etc/UTC", "over": true, "all": %1$s,
                    "regions": [{"id": "na", "figures": %1$s}], "cells": [{"id": "api@na", "figures": %1$s}]},
                 "cells": [{"cell": "api@na", "intervals": [
                    {"span": {"from": "2026-03-01T00:00:00.000Z", "to": "2026-03-10T00:00:00.000Z"}, "verdict": "UP"},
                    {"span": {"from": "2026-03-10T00:00:00.000Z", "to": "2026-03-10T01:00:00.000Z"}, "verdict": "DOWN",
                     "maintenance": false, "amendment": 7},
                    {"span": {"from": "2026-03-10T01:00:00.000Z", "to": "2026-04-01T00:00:00.000Z"}, "verdict": null}]}],
                 "works": [],
                 "amendments": [{"id": 7, "cells": ["api@na"], "verdict": "DOWN", "reason": "Nobody got in", "by": "dana",
                    "at": "2026-03-11T00:00:00.000Z",
                    "span": {"from": "2026-03-10T00:00:00.000Z", "to": "2026-03-10T01:00:00.000Z"}}],
                 "differing": %2$s}
                """.formatted(FIGURES, differing)));
    }
}

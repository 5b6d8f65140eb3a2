package dev.tocsin.incident.trust.figures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.figures.MinuteCounted;
import dev.tocsin.contract.figures.MinuteCounted.CheckCount;
import dev.tocsin.contract.figures.MinuteCounted.LatencyBin;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MinuteFaultTest {

    private static final Instant NOON = Instant.parse("2006-04-11T12:00:00Z");
    private static final CheckCount RIGHT =
            new CheckCount("login-page", "us-east", 1, 0, List.of(new LatencyBin(97, 3)));

    @Test
    void aRightMinuteHasNone() {
        assertThat(MinuteFault.of(minute(NOON, RIGHT), NOON)).isEmpty();
        assertThat(MinuteFault.of(minute(NOON.minus(Duration.ofDays(15)), RIGHT), NOON))
                .isEmpty();
    }

    @Test
    void anImpossibleTimeIsOne() {
        assertThat(MinuteFault.of(minute(NOON.plusSeconds(1), RIGHT), NOON))
                .hasValueSatisfying(fault -> assertThat(fault).contains("full minute"));
        for (var time : List.of(Instant.parse("9999-01-01T00:00:00Z"), Instant.EPOCH)) {
            assertThat(MinuteFault.of(minute(time, RIGHT), NOON))
                    .hasValueSatisfying(fault -> assertThat(fault).contains("too old, or in the future"));
        }
    }

    @Test
    void impossibleNamesCountsAndBinsAre() {
        for (var check : List.of(
                new CheckCount("Login Page", "us-east", 0, 0, List.of()),
                new CheckCount("login-page", "", 0, 0, List.of()),
                new CheckCount("login-page", "us-east", -1, 0, List.of()),
                new CheckCount("login-page", "us-east", 0, Long.MAX_VALUE, List.of()),
                new CheckCount("login-page", "us-east", 0, 0, List.of(new LatencyBin(97, 0))),
                new CheckCount("login-page", "us-east", 0, 0, List.of(new LatencyBin(Integer.MAX_VALUE, 1))))) {
            assertThat(MinuteFault.of(minute(NOON, RIGHT, check), NOON))
                    .as("%s", check)
                    .isPresent();
        }
    }

    private static MinuteCounted minute(Instant time, CheckCount... checks) {
        return new MinuteCounted(Asks.LOGIN, time, NOON, List.of(checks));
    }
}

package dev.tocsin.probe.check;

import static dev.tocsin.contract.health.ErrorKind.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FaultTest {

    @Test
    void aDetailIsOnePrintableLine() {
        assertThat(detail("  a\r\n\u0000b\u0085c\u2028d\u202ee\ud800f\udc00  ")).isEqualTo("a b c d e f");
        assertThat(detail("münchen 🔔")).isEqualTo("münchen 🔔");
    }

    @Test
    void aLongDetailIsCutBetweenCharacters() {
        assertThat(detail("x".repeat(300))).isEqualTo("x".repeat(199) + "…");
        assertThat(detail("x".repeat(198) + "🔔🔔")).isEqualTo("x".repeat(198) + "…");
        assertThat(detail("x".repeat(197) + "🔔🔔")).isEqualTo("x".repeat(197) + "🔔…");
    }

    private static String detail(String text) {
        return Fault.of(OTHER, text).detail();
    }
}

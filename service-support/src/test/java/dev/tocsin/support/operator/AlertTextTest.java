package dev.tocsin.support.operator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AlertTextTest {

    @Test
    void theFirstClauseIsTheHeadline() {
        var why = "Probe in Virginia lost · since 04:57 UTC. Probe us-east-1 sends no heartbeats.";

        assertThat(AlertText.headline(why)).isEqualTo("Probe in Virginia lost · since 04:57 UTC");
        assertThat(AlertText.rest(why)).isEqualTo("Probe us-east-1 sends no heartbeats.");
    }

    @Test
    void aColonEndsItTooAndADotWithinAWordDoesNot() {
        assertThat(AlertText.headline("Topics differ from what Tocsin needs: tocsin.changes has 2 partitions."))
                .isEqualTo("Topics differ from what Tocsin needs");
        assertThat(AlertText.headline("It reads tocsin.changes")).isEqualTo("It reads tocsin.changes");
        assertThat(AlertText.rest("It reads tocsin.changes")).isEmpty();
    }

    @Test
    void aLongClauseIsCutAndToldInFullBelow() {
        var why = "w".repeat(300) + ".";

        assertThat(AlertText.headline(why)).hasSize(100).endsWith("…");
        assertThat(AlertText.rest(why)).isEqualTo(why);
    }
}

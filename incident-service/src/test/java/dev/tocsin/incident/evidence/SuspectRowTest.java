package dev.tocsin.incident.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.incident.Suspect;
import dev.tocsin.contract.incident.Suspect.Confidence;
import dev.tocsin.contract.incident.Suspect.ScorePart;
import dev.tocsin.contract.incident.Suspect.SuspectKind;
import dev.tocsin.incident.evidence.SuspectRow.ScoreShare;
import java.util.List;
import org.junit.jupiter.api.Test;

class SuspectRowTest {

    @Test
    void thePartsOfAScoreStandOneAfterAnotherAlongItsBar() {
        var row = row(part("time", 0.3), part("distance", 0.35), part("record", 0.05));

        assertThat(row.parts()).extracting(ScoreShare::x).containsExactly(0.0, 30.0, 65.0);
        assertThat(row.parts()).extracting(ScoreShare::width).containsExactly(30.0, 35.0, 5.0);
        assertThat(row.words()).isEqualTo("Score 0.70 of 1: time 0.30, distance 0.35, record 0.05");
    }

    @Test
    void aBarIsNoLongerThanAScoreOfOne() {
        var row = row(part("time", 0.9), part("distance", 0.9));

        assertThat(row.parts().getLast().width()).isEqualTo(10.0);
    }

    @Test
    void aScoreWithoutPartsIsSaidAlone() {
        assertThat(row().words()).isEqualTo("Score 0.70 of 1");
    }

    private static SuspectRow row(ScorePart... parts) {
        return SuspectRow.of(
                new Suspect(SuspectKind.CHANGE, "patch-7", "Patch", Confidence.LIKELY, 0.7, List.of(parts)));
    }

    private static ScorePart part(String name, double value) {
        return new ScorePart(name, value, "because");
    }
}

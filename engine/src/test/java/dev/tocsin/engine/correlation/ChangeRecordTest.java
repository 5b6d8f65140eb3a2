package dev.tocsin.engine.correlation;

import static dev.tocsin.contract.change.ChangeKind.PATCH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.engine.correlation.ChangeRecord.Tally;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ChangeRecordTest {

    @Test
    void whatBecameOfChangesOfAKindIsOnRecordOnceNobodyCanSuspectThem() {
        var story = Story.of(CatalogBuilder.harbour())
                .applied("harmless", "search", "eu")
                .applied("harmful", "cache", "na")
                .afterSeconds(60)
                .down("cache@na", "login@na", "api@na")
                .afterSeconds(60)
                .up("cache@na", "login@na", "api@na");
        assertThat(story.state.changes().record().of(PATCH)).isEqualTo(new Tally(0, 0));

        story.after(Duration.ofHours(27));

        assertThat(story.state.changes().record().of(PATCH)).isEqualTo(new Tally(2, 1));
        assertThat(story.state.changes().byId()).isEmpty();
    }

    @Test
    void theMoreOfAKindWereToBlameTheLikelierIsTheNext() {
        var record = ChangeRecord.NOTHING;

        assertThat(record.blame(PATCH)).isEqualTo(0.5);
        assertThat(new ChangeRecord(new TreeMap<>(Map.of(PATCH, new Tally(8, 8)))).blame(PATCH))
                .isEqualTo(0.9);
        assertThat(new ChangeRecord(new TreeMap<>(Map.of(PATCH, new Tally(8, 0)))).blame(PATCH))
                .isEqualTo(0.1);
    }
}

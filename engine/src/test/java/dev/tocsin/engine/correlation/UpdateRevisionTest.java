package dev.tocsin.engine.correlation;

import static dev.tocsin.engine.correlation.CatalogBuilder.harbour;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.incident.IncidentSnapshot.TimelineEntry;
import dev.tocsin.contract.incident.PublicIncidentSnapshot;
import dev.tocsin.contract.incident.PublicIncidentSnapshot.PublicUpdate;
import dev.tocsin.engine.correlation.Command.EditUpdate;
import dev.tocsin.engine.correlation.Command.PostUpdate;
import dev.tocsin.engine.correlation.Command.Resolve;
import dev.tocsin.engine.correlation.Command.WithdrawUpdate;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Updates that a person edits or withdraws after they were posted.
class UpdateRevisionTest {

    private final Story story = Story.of(harbour()).down("login@na").afterSeconds(30);
    private final String id = story.onlyIncident().id();
    private final long first = post("We remove pach 417.");
    private final long second = post("It is removed.");

    @Test
    void anEditedUpdateReadsAnewAndSaysWhen() {
        story.afterSeconds(60).order(new EditUpdate(id, first, "lee", "We remove patch 417.", story.now));

        assertThat(snapshot().updates())
                .extracting(PublicUpdate::text)
                .containsExactly("It is removed.", "We remove patch 417.");
        assertThat(snapshot().updates().getLast().editedAt()).isEqualTo(story.now);
        assertThat(snapshot().updates().getLast().at()).isEqualTo(story.now.minusSeconds(60));
        assertThat(timeline())
                .contains("We remove patch 417.", "Edited update " + first)
                .doesNotContain("We remove pach 417.");
    }

    @Test
    void aWithdrawnUpdateIsInNoSnapshotAnyMore() {
        story.order(new WithdrawUpdate(id, second, "lee", "it is not", story.now));

        assertThat(snapshot().updates()).extracting(PublicUpdate::number).containsExactly(first);
        assertThat(timeline())
                .contains("Withdrew update %d: it is not".formatted(second))
                .doesNotContain("It is removed.");
    }

    @Test
    void whatIsNoUpdateOrWasWithdrawnIsRefused() {
        story.order(new EditUpdate(id, 1, "lee", "x", story.now));
        var opening = story.refusal;
        story.order(new WithdrawUpdate(id, second, "lee", "it is not", story.now));
        story.order(new EditUpdate(id, second, "lee", "x", story.now));
        var withdrawn = story.refusal;
        story.order(new WithdrawUpdate(id, 99, "lee", "x", story.now));

        assertThat(List.of(opening, withdrawn, story.refusal))
                .allMatch(refusal -> refusal.startsWith("must be the number of an update that stands, not "));
    }

    @Test
    void anIncidentThatIsOverStillHasItsUpdatesEdited() {
        story.order(new Resolve(id, "dana", "known", story.now));

        story.order(new EditUpdate(id, second, "lee", "It was removed.", story.now));

        assertThat(story.refusal).isNull();
        assertThat(snapshot().updates().getFirst().text()).isEqualTo("It was removed.");
    }

    private long post(String text) {
        story.order(new PostUpdate(id, "dana", text, null, story.now));
        return story.onlyIncident().number();
    }

    private List<String> timeline() {
        return story.onlyIncident().timeline().stream().map(TimelineEntry::text).toList();
    }

    private PublicIncidentSnapshot snapshot() {
        return story.told().getLast().publicSnapshot(story.catalog()).orElseThrow();
    }
}

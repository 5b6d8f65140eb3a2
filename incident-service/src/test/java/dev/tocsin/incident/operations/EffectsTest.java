package dev.tocsin.incident.operations;

import static dev.tocsin.engine.correlation.CatalogBuilder.harbour;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Severity;
import dev.tocsin.contract.Verdict;
import dev.tocsin.engine.correlation.CatalogBuilder;
import dev.tocsin.engine.correlation.Command;
import dev.tocsin.engine.correlation.Command.Acknowledge;
import dev.tocsin.engine.correlation.Command.CorrectCells;
import dev.tocsin.engine.correlation.Command.CorrectImpact;
import dev.tocsin.engine.correlation.Command.Merge;
import dev.tocsin.engine.correlation.Command.Open;
import dev.tocsin.engine.correlation.Command.Resolve;
import dev.tocsin.engine.correlation.Command.Split;
import dev.tocsin.engine.correlation.Story;
import java.util.List;
import org.junit.jupiter.api.Test;

class EffectsTest {

    @Test
    void aSplitSaysWhatBothPartsAreThen() {
        var story = threeCells();
        var split = new Split(
                story.onlyIncident().id(), List.of(Cell.of("search@na"), Cell.of("cache@na")), "dana", story.now());

        var effects = effects(story, split);

        assertThat(effects).hasSize(3);
        assertThat(effects.get(0)).startsWith("search@na, cache@na become an incident of their own: “");
        assertThat(effects.get(1)).endsWith("” continues with 1 cell.");
        assertThat(effects.get(2))
                .isEqualTo("Subscribers whom the new incident affects will be notified of its start.");
    }

    @Test
    void aMergeSaysHowManyCellsGoOnInWhich() {
        var story = Story.of(CatalogBuilder.twoChains())
                .down("store@na", "queue@na")
                .afterSeconds(60);
        var from = story.incidents().getFirst();
        var into = story.incidents().getLast();

        var effects = effects(story, new Merge(from.id(), into.id(), "dana", story.now()));

        assertThat(effects).hasSize(3);
        assertThat(effects.get(0)).contains(from.id()).endsWith("is closed and will not reopen.");
        assertThat(effects.get(1)).startsWith("1 cell of it continues").contains(into.id());
        assertThat(effects.get(2))
                .isEqualTo(
                        "Subscribers who were notified of its start get one closing notice, which names the other incident.");
    }

    @Test
    void aResolvingNamesWhatIsNotUpYet() {
        var story = threeCells();
        var resolve = new Resolve(story.onlyIncident().id(), "dana", "Rolled back", story.now());
        story.up("login@na").afterSeconds(1);

        assertThat(effects(story, resolve))
                .contains(
                        "2 cells are not up: cache@na, search@na. They will not open a new incident until each has recovered.")
                .endsWith("Subscribers who were notified of its start will be notified of its end.");
    }

    @Test
    void whatNoSubscriberHeardOfIsSaidSo() {
        var story = threeCells();
        var id = story.onlyIncident().id();
        story.order(new CorrectImpact(id, "dana", null, Severity.INTERNAL, "only our own", story.now()));

        assertThat(effects(story, new Resolve(id, "dana", "Rolled back", story.now())))
                .endsWith("No subscriber is notified: the incident is internal.");
    }

    @Test
    void anOpeningSaysWhatOpensAndWhatNoCheckShows() {
        var story = Story.of(harbour());
        var open = new Open(
                "0123456789ab",
                "dana",
                "Exports are late",
                null,
                List.of(Cell.of("login@na")),
                Verdict.DEGRADED,
                "We are on it.",
                null,
                story.now());

        assertThat(effects(story, open))
                .containsExactly(
                        "“Exports are late” opens as minor, with 1 cell: login@na.",
                        "No check shows trouble of login@na. It ends by hand, or when these have failed and recovered.",
                        "It appears on the status page, and subscribers whom it affects are notified once.");
    }

    @Test
    void aCorrectionOfCellsSaysWhatTheIncidentIsThen() {
        var story = threeCells();
        var id = story.onlyIncident().id();
        var correction = new CorrectCells(
                id,
                "dana",
                List.of(Cell.of("api@na")),
                List.of(Cell.of("login@na"), Cell.of("cache@na")),
                Verdict.DEGRADED,
                "seen by eye",
                story.now());

        assertThat(effects(story, correction))
                .startsWith(
                        "api@na is added.",
                        "cache@na, login@na are taken away. A cell that is taken away while it is not up opens no incident until it has recovered.")
                .anyMatch(effect -> effect.endsWith("with 2 cells."));
    }

    @Test
    void whatCanBeTakenBackHasNoEffectsToConfirm() {
        var story = threeCells();

        assertThat(effects(story, new Acknowledge(story.onlyIncident().id(), "dana", story.now())))
                .isEmpty();
    }

    private static Story threeCells() {
        return Story.of(harbour()).down("login@na", "cache@na", "search@na").afterSeconds(30);
    }

    private static List<String> effects(Story story, Command command) {
        return Effects.of(command, story.wouldDo(command));
    }
}

package dev.tocsin.incident.writer.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.incident.IncidentEvent;
import dev.tocsin.contract.incident.IncidentEvent.Opened;
import dev.tocsin.contract.incident.IncidentEvent.OutageEnded;
import dev.tocsin.contract.incident.IncidentEvent.SuspectNamed;
import dev.tocsin.contract.status.StatusChanged;
import dev.tocsin.engine.correlation.CatalogBuilder;
import dev.tocsin.engine.correlation.Input;
import dev.tocsin.engine.correlation.Input.Changed;
import dev.tocsin.engine.correlation.Input.Observed;
import dev.tocsin.engine.correlation.Story;
import dev.tocsin.engine.lifecycle.StoryStep;
import java.util.List;
import org.junit.jupiter.api.Test;

class CausesTest {

    private static final Story BROKEN = Story.of(CatalogBuilder.harbour())
            .applied("patch-17", "cache", "na")
            .afterSeconds(60)
            .down("login@na", "cache@na")
            .afterSeconds(40);

    @Test
    void anOpeningGoesOnInTheTraceOfTheFirstStatusChangeBehindIt() {
        var causes = noted(BROKEN);

        assertThat(causes.of(told(BROKEN, Opened.class)))
                .isEqualTo(traceparent(changes(BROKEN).getFirst()));
    }

    @Test
    void anEndGoesOnInTheTraceOfTheLast() {
        var healed = BROKEN.up("login@na", "cache@na").afterSeconds(130);

        var causes = noted(healed);

        assertThat(causes.of(told(healed, OutageEnded.class)))
                .isEqualTo(traceparent(changes(healed).getLast()));
    }

    @Test
    void theOtherCellsOfAnOpeningAreLinked() {
        var causes = noted(BROKEN);

        assertThat(causes.links(told(BROKEN, Opened.class)))
                .containsExactly(traceparent(changes(BROKEN).getLast()));
    }

    @Test
    void aSuspectedChangeIsLinked() {
        var causes = noted(BROKEN);
        var change = BROKEN.inputs().stream()
                .filter(Changed.class::isInstance)
                .findFirst()
                .orElseThrow();

        assertThat(causes.links(told(BROKEN, SuspectNamed.class))).containsExactly(traceparent(change));
        assertThat(causes.ofChange("patch-17")).isEqualTo(traceparent(change));
    }

    @Test
    void whatCameInNoTraceOrWithNonsenseIsNoCause() {
        var causes = new Causes();
        BROKEN.inputs().forEach(input -> causes.note(input, input instanceof Changed ? "nonsense" : ""));

        assertThat(causes.of(told(BROKEN, Opened.class))).isNull();
        assertThat(causes.links(told(BROKEN, SuspectNamed.class))).isEmpty();
    }

    private static Causes noted(Story story) {
        var causes = new Causes();
        story.inputs().forEach(input -> causes.note(input, traceparent(input)));
        return causes;
    }

    private static List<Input> changes(Story story) {
        return story.inputs().stream()
                .filter(input -> input instanceof Observed(StatusChanged change)
                        && List.of("login@na", "cache@na").contains(change.key())
                        && change.number() > 1)
                .toList();
    }

    private static StoryStep told(Story story, Class<? extends IncidentEvent> kind) {
        return story.told().stream()
                .filter(told -> kind.isInstance(told.event()))
                .findFirst()
                .orElseThrow();
    }

    private static String traceparent(Input input) {
        return "00-%032x-00000000000000ab-01"
                .formatted(Integer.toUnsignedLong(input.id().hashCode()));
    }
}

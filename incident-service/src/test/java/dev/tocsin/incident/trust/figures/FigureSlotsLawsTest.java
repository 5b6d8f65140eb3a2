package dev.tocsin.incident.trust.figures;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.engine.Seeds;
import dev.tocsin.incident.trust.figures.form.SlotsForm;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Figures that come in parts, added up in any order. A failure names its seed.
@Execution(ExecutionMode.CONCURRENT)
class FigureSlotsLawsTest {

    static LongStream seeds() {
        return Seeds.upTo(50);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void partsAddUpToTheWholeInAnyOrder(long seed) {
        var random = new Random(seed);
        var whole = FiguresOfTests.hour(seed, 3, 20, 6);
        var parts = new ArrayList<FigureSlots>();
        whole.bySeries()
                .forEach((series, slots) ->
                        slots.forEach((slot, figures) -> parts.add(FigureSlots.of(slot, Map.of(series, figures)))));
        Collections.shuffle(parts, random);
        var cut = random.nextInt(parts.size());

        var sum = FigureSlots.sum(
                List.of(FigureSlots.sum(parts.subList(0, cut)), FigureSlots.sum(parts.subList(cut, parts.size()))));

        assertThat(sum).isEqualTo(whole);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theTotalHasTheAsksOfAllSlots(long seed) {
        var slots = FiguresOfTests.hour(seed, 2, 30, 6);

        var total = slots.total();

        assertThat(total.values()).allMatch(figures -> figures.asks() == 180);
        slots.bySeries()
                .forEach((series, each) -> assertThat(total.get(series)).isEqualTo(CheckFigures.sum(each.values())));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aSlotThatIsCalculatedAgainReplacesTheFormerOne(long seed) {
        var day = FiguresOfTests.hour(seed, 2, 24, 20);
        var again = FiguresOfTests.hour(seed + 1, 2, 60, 6).total();

        var next = day.withSlot(7, again);

        again.forEach(
                (series, figures) -> assertThat(next.bySeries().get(series)).containsEntry(7, figures));
        assertThat(next.withSlot(7, slot(day, 7))).isEqualTo(day);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatIsWrittenIsReadAgain(long seed) {
        var hour = FiguresOfTests.hour(seed, 1 + (int) (seed % 4), 1 + (int) (seed % 60), 6);

        assertThat(SlotsForm.read(SlotsForm.write(hour))).isEqualTo(hour);
    }

    private static Map<CheckSeries, CheckFigures> slot(FigureSlots slots, int number) {
        return slots.bySeries().entrySet().stream()
                .collect(toMap(Map.Entry::getKey, series -> series.getValue().get(number)));
    }
}

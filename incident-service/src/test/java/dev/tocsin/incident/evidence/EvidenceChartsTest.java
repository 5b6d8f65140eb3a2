package dev.tocsin.incident.evidence;

import static dev.tocsin.incident.trust.live.Harbour.CACHE_NA;
import static dev.tocsin.incident.trust.live.Harbour.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.change.ChangeApplied;
import dev.tocsin.contract.change.ChangeKind;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.engine.correlation.KnownChange;
import dev.tocsin.incident.evidence.ChartMark.MarkKind;
import dev.tocsin.incident.evidence.EvidenceCharts.CheckCharts;
import dev.tocsin.incident.trust.figures.FigurePoint;
import dev.tocsin.incident.trust.figures.FigureSeries;
import dev.tocsin.incident.trust.live.Harbour;
import dev.tocsin.incident.trust.live.Views;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EvidenceChartsTest {

    private static final Catalog CATALOG = Views.atNoon().catalog();
    private static final IncidentSnapshot OUTAGE = Harbour.cacheOutage(3, IncidentState.IDENTIFIED, NOON);
    private static final Instant LATER = NOON.plus(Duration.ofHours(3));

    @Test
    void chartsShowHalfAnHourBeforeAndAfterTheOnsetAtTheRoot() {
        var window = EvidenceWindow.of(OUTAGE, CATALOG, LATER);

        assertThat(window.from()).isEqualTo(NOON.minus(Duration.ofMinutes(30)));
        assertThat(window.to()).isEqualTo(NOON.plus(Duration.ofMinutes(31)));
        assertThat(window.cells()).containsExactly(CACHE_NA);
    }

    @Test
    void soonAfterTheOnsetTheyEndNow() {
        var window = EvidenceWindow.of(OUTAGE, CATALOG, NOON.plusSeconds(90));

        assertThat(window.to()).isEqualTo(NOON.plusSeconds(120));
    }

    @Test
    void aCellThatIsNotInTheCatalogHasNoCharts() {
        assertThat(EvidenceWindow.of(OUTAGE, Catalog.EMPTY, LATER).cells()).isEmpty();
    }

    @Test
    void theOnsetAndTheChangeStandAcrossAllCharts() {
        var applied = new ChangeApplied(
                "patch-7",
                ChangeKind.PATCH,
                List.of("cache"),
                List.of(),
                "Patch of the cache servers",
                NOON.minusSeconds(480),
                null,
                null);
        var changes = Map.of("patch-7", new KnownChange(applied, NOON.plus(Duration.ofHours(2)), List.of(), List.of()));

        var charts = charts(series("us-east", 1), changes, 12);

        assertThat(charts.marks())
                .extracting(ChartMark::kind)
                .containsExactly(MarkKind.CHANGE, MarkKind.ONSET, MarkKind.CHANGE);
        assertThat(charts.line(charts.marks().get(0))).isEqualTo("M22.0 0v40");
        assertThat(charts.line(charts.marks().get(1))).isEqualTo("M30.0 0v40");
        assertThat(charts.marks()).extracting(charts::has).containsExactly(true, true, false);
        assertThat(charts.marks().getLast().text()).isEqualTo("patch-7 reverted");
    }

    @Test
    void figuresBeforeAndAfterTheOnsetAreAddedUp() {
        var chart = only(charts(series("us-east", 2), Map.of(), 12)).charts().getFirst();

        assertThat(chart.name()).isEqualTo("Virginia");
        assertThat(chart.before().asks()).isEqualTo(60);
        assertThat(chart.before().failed()).isZero();
        assertThat(chart.before().median()).isEqualTo(20.0);
        assertThat(chart.after().failed()).isEqualTo(62);
        assertThat(chart.after().median()).isNull();
        assertThat(chart.slices())
                .hasSize(13)
                .allSatisfy(slice -> assertThat(slice.asks()).isPositive());
    }

    @Test
    void ofTooManyChartsThoseWithTheMostFailuresAreDrawn() {
        var series = IntStream.rangeClosed(1, 20)
                .mapToObj(point -> series("point-%02d".formatted(point), point))
                .flatMap(List::stream)
                .toList();

        var charts = charts(series, Map.of(), 12);

        assertThat(charts.more()).isEqualTo(8);
        assertThat(only(charts).charts())
                .extracting(EvidenceChart::name)
                .hasSize(12)
                .startsWith("point-09")
                .endsWith("point-20")
                .isSorted();
    }

    @Test
    void withoutFiguresThereAreNoCharts() {
        assertThat(charts(List.of(), Map.of(), 12).isEmpty()).isTrue();
    }

    private static CheckCharts only(EvidenceCharts charts) {
        assertThat(charts.checks()).hasSize(1);
        return charts.checks().getFirst();
    }

    private static EvidenceCharts charts(List<FigureSeries> series, Map<String, KnownChange> changes, int most) {
        return EvidenceCharts.of(
                EvidenceWindow.of(OUTAGE, CATALOG, LATER), OUTAGE, Map.of(CACHE_NA, series), changes, CATALOG, most);
    }

    /// Answers in 20 ms before noon, and failures from noon on, so many a minute.
    private static List<FigureSeries> series(String vantagePoint, int asks) {
        return List.of(new FigureSeries(
                "cache-page",
                vantagePoint,
                IntStream.range(-30, 31)
                        .mapToObj(minute -> minute < 0 ? passed(minute, asks) : failed(minute, asks))
                        .toList()));
    }

    private static FigurePoint passed(int minute, int asks) {
        return new FigurePoint(NOON.plus(Duration.ofMinutes(minute)), asks, 0, 0, 20.0, 30.0, 40.0);
    }

    private static FigurePoint failed(int minute, int asks) {
        return new FigurePoint(NOON.plus(Duration.ofMinutes(minute)), asks, asks, 0, null, null, null);
    }
}

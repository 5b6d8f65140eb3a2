package dev.tocsin.benchmarks.notices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.benchmarks.notices.Arrivals.ArrivalKind;
import dev.tocsin.benchmarks.suite.SuiteReport.Figure;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArrivalsTest {

    private static final long SECOND = 1_000_000_000;
    private static final String INCIDENT = "notice000001";

    private final Arrivals arrivals = new Arrivals(2);

    @Test
    void aSecondCopyIsADouble() {
        arrive(ArrivalKind.OPENED, 0, SECOND);
        arrive(ArrivalKind.OPENED, 1, 2 * SECOND);
        arrive(ArrivalKind.OPENED, 0, 3 * SECOND);

        assertThat(arrivals.spread(INCIDENT, ArrivalKind.OPENED, 0)).isEqualTo(new Spread(2, 1, 2, 2, 2, 0, 1));
    }

    @Test
    void whoIsNotCountedIsNeitherNotedNorMissing() {
        var first = new Arrivals(2, subscriber -> subscriber == 0);

        first.arrive(INCIDENT, ArrivalKind.OPENED, 1, "{}", SECOND);

        assertThat(first.spread(INCIDENT, ArrivalKind.OPENED, 0)).isEqualTo(new Spread(0, 0, 0, 0, 0, 1, 0));
    }

    @Test
    void aClosingBeforeItsOpeningIsOutOfOrder() {
        arrive(ArrivalKind.OPENED, 0, SECOND);
        arrive(ArrivalKind.CLOSED, 0, 2 * SECOND);
        arrive(ArrivalKind.CLOSED, 1, 2 * SECOND);

        assertThat(arrivals.outOfOrder()).isEqualTo(1);
    }

    @Test
    void waitingEndsWhenNobodyElseIsTold() throws InterruptedException {
        arrive(ArrivalKind.OPENED, 0, SECOND);

        arrivals.await(INCIDENT, ArrivalKind.OPENED, Duration.ofMillis(20));

        assertThat(arrivals.spread(INCIDENT, ArrivalKind.OPENED, 0).missing()).isEqualTo(1);
    }

    @Test
    void howManyNeverCameIsSaidWithThePace() {
        assertThat(pace(ArrivalKind.OPENED)).isEqualTo("none came");

        arrive(ArrivalKind.OPENED, 0, SECOND);
        assertThat(pace(ArrivalKind.OPENED))
                .isEqualTo("1; first after 1.0 s, half after 1.0 s, last after 1.0 s; 1 never came");

        arrive(ArrivalKind.OPENED, 1, SECOND);
        assertThat(pace(ArrivalKind.OPENED)).isEqualTo("2; first after 1.0 s, half after 1.0 s, last after 1.0 s");
    }

    private String pace(ArrivalKind kind) {
        return new AnnouncementCost(1, kind, arrivals.spread(INCIDENT, kind, 0), 10, 10)
                .figures()
                .getFirst()
                .result();
    }

    @Test
    void whatIsMissingBreaksThePromise() {
        arrive(ArrivalKind.OPENED, 0, SECOND);
        var opening =
                new AnnouncementCost(1, ArrivalKind.OPENED, arrivals.spread(INCIDENT, ArrivalKind.OPENED, 0), 10, 10);

        var figures = new Fanout(
                        Fanout.Client.HTTP, List.of(opening), 0, 1_000, List.of(new BareRound(2, 1, 10, 0)), null)
                .figures();

        assertThat(figures)
                .filteredOn(figure -> Boolean.FALSE.equals(figure.met()))
                .extracting(Figure::what)
                .containsExactly("notices that never came");
    }

    private void arrive(ArrivalKind kind, int subscriber, long nanos) {
        arrivals.arrive(INCIDENT, kind, subscriber, "{}", nanos);
    }
}

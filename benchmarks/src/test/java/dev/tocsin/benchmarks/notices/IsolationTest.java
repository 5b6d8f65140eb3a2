package dev.tocsin.benchmarks.notices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.benchmarks.suite.SuiteReport.Figure;
import java.util.List;
import org.junit.jupiter.api.Test;

class IsolationTest {

    @Test
    void healthyOnesMayTakeHalfAsLongAgain() {
        var within = new Isolation(8, List.of(after(2)), List.of(after(3)), 5, List.of(after(1)));
        var beyond = new Isolation(8, List.of(after(2)), List.of(after(3.1)), 5, List.of(after(1.1)));

        assertThat(missed(within)).isEmpty();
        assertThat(missed(beyond)).containsExactly("ratio of the means", "until a mail leaves while 5 endpoints hang");
    }

    @Test
    void whatNeverCameBreaksThePromise() {
        var nothing = new Spread(0, 0, 0, 0, 0, 1, 0);

        assertThat(missed(new Isolation(8, List.of(after(2)), List.of(nothing), 5, List.of(nothing))))
                .containsExactly(
                        "notices that never came to healthy endpoints", "until a mail leaves while 5 endpoints hang");
    }

    private static Spread after(double seconds) {
        return new Spread(8, seconds, seconds, seconds, seconds, 0, 0);
    }

    private static List<String> missed(Isolation isolation) {
        return isolation.figures().stream()
                .filter(figure -> Boolean.FALSE.equals(figure.met()))
                .map(Figure::what)
                .toList();
    }
}

package dev.tocsin.benchmarks.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.benchmarks.faults.NoticeIds.NoticeOrigin;
import dev.tocsin.contract.delivery.NoticeKind;
import org.junit.jupiter.api.Test;

class NoticeIdsTest {

    private static final String INCIDENT = "f00001000000";

    @Test
    void anIdSaysOfWhichEventAndKindItIs() {
        var origin = new NoticeOrigin(5, NoticeKind.CATCH_UP);
        var id = NoticeIds.of(INCIDENT, origin, "faults-7");

        assertThat(id).hasSize(32);
        assertThat(NoticeIds.origin(id, INCIDENT, "faults-7")).contains(origin);
    }

    @Test
    void anIdOfAnotherSubscriberOrIncidentIsNone() {
        var id = NoticeIds.of(INCIDENT, new NoticeOrigin(2, NoticeKind.OPENING), "faults-7");

        assertThat(NoticeIds.origin(id, INCIDENT, "faults-8")).isEmpty();
        assertThat(NoticeIds.origin(id, "f00001000001", "faults-7")).isEmpty();
    }

    /// As PostgreSQL's function of the notifier's schema gives it.
    @Test
    void itIsDerivedAsTheNotifierDerivesIt() {
        assertThat(NoticeIds.of(INCIDENT, new NoticeOrigin(2, NoticeKind.OPENING), "faults-7"))
                .isEqualTo("9431b5b5180092e01663025269d75877");
    }
}

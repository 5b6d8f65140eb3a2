package dev.tocsin.probe.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.catalog.CatalogVersionPublished;
import dev.tocsin.contract.catalog.CheckDefined;
import dev.tocsin.contract.catalog.CheckTiming;
import dev.tocsin.contract.catalog.FailingMeans;
import dev.tocsin.contract.catalog.Question;
import dev.tocsin.contract.catalog.VantagePointDefined;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogGatheringTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final CatalogGathering gathering = new CatalogGathering("us-east");

    @Test
    void entriesCountOnceTheirVersionIsPublished() {
        assertThat(gathering.take(check("login-page", "us-east"))).isEmpty();
        assertThat(gathering.take(vantagePoint("us-east", "tcp://one.example:443")))
                .isEmpty();

        var assignment = gathering.take(published(1)).orElseThrow();

        assertThat(assignment)
                .isEqualTo(
                        new Assignment(1, List.of(check("login-page", "us-east")), List.of("tcp://one.example:443")));
    }

    @Test
    void onlyThisVantagePointsChecksAndControlsCount() {
        gathering.take(check("login-page", "eu-west"));
        gathering.take(vantagePoint("eu-west", "tcp://two.example:443"));

        assertThat(gathering.take(published(1))).contains(new Assignment(1, List.of(), List.of()));
    }

    @Test
    void aCheckThatMovesToAnotherVantagePointIsNotAskedHereAnyMore() {
        gathering.take(check("login-page", "us-east"));
        gathering.take(published(1));

        gathering.take(check("login-page", "eu-west"));

        assertThat(gathering.take(published(2)).orElseThrow().checks()).isEmpty();
    }

    @Test
    void whatIsGoneFromTheCatalogIsGone() {
        gathering.take(check("login-page", "us-east"));
        gathering.take(published(1));

        gathering.remove("check/login-page@na");

        assertThat(gathering.take(published(2)).orElseThrow().checks()).isEmpty();
    }

    private static CatalogVersionPublished published(long version) {
        return new CatalogVersionPublished(version, NOON, "00", 2);
    }

    private static VantagePointDefined vantagePoint(String id, String control) {
        return new VantagePointDefined(1, NOON, id, id, 0, 0, List.of(control));
    }

    private static CheckDefined check(String name, String from) {
        return new CheckDefined(
                1,
                NOON,
                name,
                Cell.of("login@na"),
                FailingMeans.DOWN,
                new CheckTiming(30_000, 5000, 5000, 3, 75_000),
                List.of(from),
                "0123456789ab",
                new Question.Tcp("login.example", 443));
    }
}

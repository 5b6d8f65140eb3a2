package dev.tocsin.incident.detection.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.Vote;
import dev.tocsin.contract.health.HealthObserved;
import dev.tocsin.contract.health.Outcome;
import dev.tocsin.contract.status.StatusChanged;
import dev.tocsin.contract.status.StatusChanged.CountedVote;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class VoteTracesTest {

    private static final Instant NOON = Instant.parse("2006-04-11T12:00:00Z");
    private static final String SAMPLED = "00-0af7651916cd43dd8448eb211c80319c-%s-01";
    private static final String NOT_SAMPLED = "00-0af7651916cd43dd8448eb211c80319c-%s-00";

    private final VoteTraces votes = new VoteTraces();

    @Test
    void aChangeLinksToTheLatestEventOfEachOtherVote() {
        votes.note(failed("login@na", "us-east"), text(SAMPLED, 1));
        votes.note(failed("login@na", "us-east"), text(SAMPLED, 2));
        votes.note(failed("login@na", "eu-west"), text(SAMPLED, 3));
        votes.note(failed("login@eu", "us-east"), text(SAMPLED, 4));

        var links = votes.links(down("us-east", "eu-west"), text(SAMPLED, 3));

        assertThat(links).containsExactly(text(SAMPLED, 2));
    }

    @Test
    void anEventThatIsNotSampledIsNoLink() {
        votes.note(failed("login@na", "us-east"), text(SAMPLED, 1));
        votes.note(failed("login@na", "us-east"), text(NOT_SAMPLED, 2));
        votes.note(failed("login@na", "eu-west"), "");

        assertThat(votes.links(down("us-east", "eu-west"), null)).isEmpty();
    }

    @Test
    void onlyTheLatestAreKept() {
        votes.note(failed("login@na", "us-east"), text(SAMPLED, 1));
        for (var other = 0; other < 2_000; other++) {
            votes.note(failed("login@na", "v" + other), text(SAMPLED, 2));
        }

        assertThat(votes.links(down("us-east"), null)).isEmpty();
        assertThat(votes.links(down("v1999"), null)).hasSize(1);
    }

    private static String text(String format, int span) {
        return format.formatted("%016x".formatted(span));
    }

    private static HealthObserved failed(String cell, String vantagePoint) {
        return new HealthObserved(
                "login-page", Cell.of(cell), vantagePoint, "p1", Outcome.FAIL, NOON, 12, null, null, null, null);
    }

    private static StatusChanged down(String... vantagePoints) {
        return new StatusChanged(
                Cell.of("login@na"),
                2,
                Verdict.DOWN,
                Verdict.UP,
                NOON,
                NOON,
                0,
                List.of(),
                "a quorum",
                List.of(),
                List.of(vantagePoints).stream()
                        .map(point -> new CountedVote("login-page", point, Vote.DOWN, NOON, null))
                        .toList());
    }
}

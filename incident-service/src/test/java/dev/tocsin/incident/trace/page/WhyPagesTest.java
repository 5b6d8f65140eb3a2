package dev.tocsin.incident.trace.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Topic;
import dev.tocsin.contract.Verdict;
import dev.tocsin.engine.correlation.TraceEntry;
import dev.tocsin.engine.correlation.TraceEntry.Rule;
import dev.tocsin.incident.access.http.Browser;
import dev.tocsin.incident.access.http.Operator;
import dev.tocsin.incident.operations.api.StandingIncidents;
import dev.tocsin.incident.trust.live.Harbour;
import dev.tocsin.incident.trust.live.topic.ToldTopics;
import dev.tocsin.stack.TocsinStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
        value = TocsinStack.class,
        initArgs = {@ResourceArg(name = "schema", value = "incident")})
class WhyPagesTest {

    /// No other test decides about it.
    private static final Cell CELL = Cell.of("ledger@eu");

    @Inject
    DataSource database;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MINUTES);

    @BeforeEach
    void harbourIsKnown() {
        Operator.publishHarbour();
    }

    @Test
    void aViewerReadsTheAnswerTheVotesAndTheRules() throws SQLException {
        ToldTopics.tell(Topic.STATUS_HISTORY, Harbour.status(CELL, 7, Verdict.DOWN, now));
        StandingIncidents.none(database)
                .traced(new TraceEntry(
                        now.plusSeconds(4),
                        null,
                        List.of(CELL),
                        Rule.HOLD_BEGAN,
                        "x",
                        "it is bad and <waits>",
                        Map.of("hold", "PT20S")));

        var page = Browser.of("viewer").page("/ops/why?cell=ledger@eu&at=" + now.plusSeconds(60));

        assertThat(page)
                .contains("<h2>No incident: it is bad and &lt;waits&gt;.</h2>")
                .contains("1 of 1 votes are DOWN", "<code>ledger-page</code> from us-east: DOWN", "refused")
                .contains("<strong>Hold began</strong>", "hold PT20S");
    }

    @Test
    void whatIsAskedMayBeALocalTime() {
        var page = Browser.ofOperator().page("/ops/why?cell=nothing@eu&at=2026-03-14T10:30&minutes=120");

        assertThat(page)
                .contains("No incident: there is no data about it at that time.")
                .contains("14 Mar 2026, 10:30 UTC", "value=\"2026-03-14T10:30\"", "value=\"120\" selected")
                .contains("Nothing happened to the cell in this time.");
    }

    @Test
    void withoutAQuestionThePageAsks() {
        assertThat(Browser.ofOperator().page("/ops/why")).contains("Explain").doesNotContain("<h2>");
    }

    @Test
    void whatIsWrongIsSaidAtItsFieldAndNothingEnteredIsLost() {
        var answer = Browser.ofOperator().get("/ops/why?cell=login&at=noon");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.asString())
                .contains("id=\"cell-wrong\">The cell must be of the form component@region")
                .contains("id=\"at-wrong\">The time must be a day and a time")
                .contains("value=\"login\"");
    }

    @Test
    void anOperatorsPageOfACellLeadsHere() {
        assertThat(Browser.ofOperator().page("/cells/login@na")).contains("href=\"/ops/why?cell=login@na\"");
    }
}

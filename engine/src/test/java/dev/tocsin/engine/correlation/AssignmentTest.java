package dev.tocsin.engine.correlation;

import static dev.tocsin.engine.correlation.CatalogBuilder.harbour;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Json;
import dev.tocsin.contract.incident.IncidentEvent.Assigned;
import dev.tocsin.engine.correlation.Command.Acknowledge;
import dev.tocsin.engine.correlation.Command.Assign;
import dev.tocsin.engine.correlation.Command.Resolve;
import dev.tocsin.engine.correlation.Command.Unassign;
import dev.tocsin.engine.lifecycle.Incident;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Incidents that somebody gives to somebody.
class AssignmentTest {

    private final Story story = Story.of(harbour()).down("login@na").afterSeconds(30);
    private final String id = story.onlyIncident().id();

    @Test
    void itMayBeAnotherPersonThanTheOneWhoAcknowledged() throws Exception {
        story.order(new Acknowledge(id, "dana", story.now)).order(new Assign(id, "lee", "dana", story.now));

        var stored = Json.mapper().writeValueAsString(story.onlyIncident());

        assertThat(story.onlyIncident().acknowledgedBy()).isEqualTo("dana");
        assertThat(story.onlyIncident().assignedTo()).isEqualTo("lee");
        assertThat(story.told().getLast().snapshot().assignedTo()).isEqualTo("lee");
        assertThat(Json.mapper().readValue(stored, Incident.class).assignedTo()).isEqualTo("lee");
    }

    @Test
    void anAssignmentIsTakenBackOnce() {
        story.order(new Assign(id, "lee", "dana", story.now)).order(new Unassign(id, "lee", story.now));
        var after = story.onlyIncident().assignedTo();
        story.order(new Unassign(id, "lee", story.now));

        assertThat(after).isNull();
        assertThat(story.refusal).isEqualTo("incident %s is assigned to nobody".formatted(id));
    }

    @Test
    void theSamePersonIsNotAssignedTwice() {
        story.order(new Assign(id, "lee", "dana", story.now)).order(new Assign(id, "lee", "dana", story.now));

        assertThat(story.refusal).isEqualTo("incident %s is assigned to lee already".formatted(id));
        assertThat(story.events(Assigned.class)).hasSize(1);
    }

    @Test
    void whoeverHasItHasTheNextEpisodeToo() {
        story.order(new Assign(id, "lee", "dana", story.now))
                .up("login@na")
                .after(Duration.ofMinutes(3))
                .down("login@na")
                .afterSeconds(30);

        assertThat(story.onlyIncident().episode()).isEqualTo(2);
        assertThat(story.onlyIncident().assignedTo()).isEqualTo("lee");
    }

    @Test
    void whatIsOverIsAssignedToNobodyAnew() {
        story.order(new Resolve(id, "dana", "known", story.now)).order(new Assign(id, "lee", "dana", story.now));

        assertThat(story.refusal).isEqualTo("incident %s is over".formatted(id));
    }
}

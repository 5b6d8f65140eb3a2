package dev.tocsin.standalone.past;

import static java.time.temporal.ChronoUnit.DAYS;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.contract.Json;
import dev.tocsin.standalone.Trouble;
import dev.tocsin.standalone.http.OperatorClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/// The past as incident-service reports it, with postmortems and planned work that operators add through its API.
public record PastStory(OperatorClient incidentService, InstantSource clock) {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(300);
    private static final Set<String> OVER = Set.of("resolved", "postmortem");
    private static final int DAYS_TO_WORK = 4;
    private static final Duration WORK_BEGINS = Duration.ofHours(2);
    private static final Duration WORK_LASTS = Duration.ofHours(2);

    /// Returns when the service knows each incident and that it is over.
    ///
    /// @throws Trouble when the service does not find an incident in time
    public void await(List<KnownIncident> incidents) throws InterruptedException {
        var end = clock.instant().plus(PATIENCE);
        for (var incident : incidents) {
            while (!isOver(incident)) {
                if (clock.instant().isAfter(end)) {
                    throw new Trouble("incident-service does not know the incident \"%s\" (%s) of the history."
                            .formatted(incident.title(), incident.id()));
                }
                Thread.sleep(LOOK_AGAIN);
            }
        }
    }

    private boolean isOver(KnownIncident incident) throws InterruptedException {
        return incidentService
                .find("/api/v1/incidents/" + incident.id())
                .map(found -> found.at("/incident/state").asText())
                .filter(OVER::contains)
                .isPresent();
    }

    public void publishPostmortems(List<KnownIncident> incidents) throws InterruptedException {
        for (var incident : incidents) {
            if (incident.postmortem() != null) {
                incidentService.post(
                        "/api/v1/incidents/%s/postmortem".formatted(incident.id()), body(incident.postmortem()));
            }
        }
    }

    private static ObjectNode body(PastPostmortem postmortem) {
        return object().put("cause", postmortem.cause())
                .put("remedy", postmortem.remedy())
                .put("procedure", postmortem.procedure());
    }

    /// Plans the work by hand, so that it stays when the catalog is written anew.
    public void planWork() throws InterruptedException {
        var begins = clock.instant().truncatedTo(DAYS).plus(DAYS_TO_WORK, DAYS).plus(WORK_BEGINS);
        var window = object().put("window", "cache-memory")
                .put("title", "More memory for the cache servers")
                .put("startsAt", begins.toString())
                .put("endsAt", begins.plus(WORK_LASTS).toString());
        window.putArray("cells").add("cache@apac").add("search@apac");
        incidentService.post("/api/v1/maintenance", window);
    }

    private static ObjectNode object() {
        return Json.mapper().createObjectNode();
    }
}

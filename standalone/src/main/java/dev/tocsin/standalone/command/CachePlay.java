package dev.tocsin.standalone.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.contract.Json;
import dev.tocsin.standalone.Console;
import dev.tocsin.standalone.Port;
import dev.tocsin.standalone.RunPorts;
import dev.tocsin.standalone.Trouble;
import dev.tocsin.standalone.http.OperatorClient;
import dev.tocsin.standalone.sample.SampleFault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// Plays the case of spring 2006 on the sample product and prints each step: a patch, an outage of its region, the
/// patch reverted.
///
/// @param mailbox the mailbox, asked in the same way as incident-service
record CachePlay(
        OperatorClient incidentService,
        OperatorClient mailbox,
        SampleClient sample,
        RunPorts ports,
        Pace pace,
        Console console,
        Clock clock) {

    /// @param toBreak the time from the patch to the outage
    /// @param toRevert the time from the notice of the outage to the end of the patch, so that there is time
    ///     to look
    /// @param patience the longest wait for each expected result
    record Pace(Duration toBreak, Duration toRevert, Duration patience) {

        static final Pace FAST = new Pace(Duration.ofSeconds(8), Duration.ofSeconds(20), Duration.ofMinutes(2));
        static final Pace USUAL = new Pace(Duration.ofMinutes(1), Duration.ofMinutes(2), Duration.ofMinutes(10));
    }

    private static final String CELL = "cache@na";
    private static final String CUSTOMER = "na@customer.example";
    private static final Set<String> OVER = Set.of("resolved", "postmortem");
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    @FunctionalInterface
    private interface Poll {
        Optional<JsonNode> look() throws InterruptedException;
    }

    void run() throws InterruptedException {
        var patch = "patch-" + clock.instant().getEpochSecond();
        console.say("");
        tell("A security patch is rolled out to the cache in North America and reported to Tocsin:");
        more("POST %s/api/v1/changes (%s), on Kafka as tocsin.changes".formatted(ports.url(Port.INCIDENT), patch));
        announce(patch);
        Thread.sleep(pace.toBreak());

        var broken = clock.instant();
        breakIt();
        var incident = await("an incident", () -> open(broken));
        tell("Incident \"%s\" (%s) opened %s after the failure"
                .formatted(
                        incident.at("/incident/title").asText(),
                        incident.at("/incident/severity").asText(),
                        Console.seconds(Duration.between(broken, clock.instant()))));
        var id = incident.at("/incident/id").asText();
        var suspected = await("a suspect", () -> known(id).filter(known -> names(known, patch)));
        more("suspected: " + suspects(suspected));
        more("customers see %s/incidents/%s, operators see %s/ops"
                .formatted(ports.url(Port.INCIDENT), id, ports.url(Port.INCIDENT)));
        var mails = mailsSince(broken, 1);
        tell("An email arrives for %s: \"%s\""
                .formatted(CUSTOMER, mails.getLast().path("subject").asText()));
        more("see the mailbox at %s; the subscriber for Europe gets nothing".formatted(ports.url(Port.MAILBOX)));
        Thread.sleep(pace.toRevert());

        tell("The patch is reverted, and the cache servers are restarted.");
        revert(patch);
        sample.ask(CELL, "heal", object());
        var over = await("its end", () -> known(id).filter(known -> OVER.contains(state(known))));
        tell("Resolved. Cause: " + suspects(over));
        more("an email says so: \"%s\""
                .formatted(mailsSince(broken, 2).getLast().path("subject").asText()));
        console.say("");
        console.say(
                "See %s/incidents/%s for the timeline, and %s/api/v1/incidents/%s/trace for the reasons of all decisions (as operator)."
                        .formatted(ports.url(Port.INCIDENT), id, ports.url(Port.INCIDENT), id));
        console.say("Everything keeps running; Ctrl-C stops it.");
    }

    private void announce(String patch) throws InterruptedException {
        var body = object().put("change", patch)
                .put("kind", "patch")
                .put("title", "Security patch for the cache servers")
                .put("appliedAt", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
        body.putArray("components").add("cache");
        body.putArray("regions").add("na");
        incidentService.post("/api/v1/changes", body);
    }

    private void revert(String patch) throws InterruptedException {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
        incidentService.post("/api/v1/changes", object().put("change", patch).put("revertedAt", now));
    }

    private void breakIt() throws InterruptedException {
        sample.ask(CELL, "break", object().put("how", SampleFault.ERRORS.toString()));
        tell("%s now answers with errors. Watch %s and %s/ops"
                .formatted(CELL, ports.url(Port.INCIDENT), ports.url(Port.INCIDENT)));
    }

    private Optional<JsonNode> open(Instant since) throws InterruptedException {
        return items(incidentService.get("/api/v1/incidents"))
                .filter(incident -> !OVER.contains(state(incident)))
                .filter(incident ->
                        !Instant.parse(incident.path("startedAt").asText()).isBefore(since))
                .findFirst();
    }

    private Optional<JsonNode> known(String id) throws InterruptedException {
        return incidentService.find("/api/v1/incidents/" + id);
    }

    private static boolean names(JsonNode incident, String patch) {
        return StreamSupport.stream(incident.path("suspects").spliterator(), false)
                .anyMatch(suspect -> suspect.path("subject").asText().equals(patch));
    }

    private static String suspects(JsonNode incident) {
        return StreamSupport.stream(incident.path("suspects").spliterator(), false)
                .map(suspect -> "%s (%s)"
                        .formatted(
                                suspect.path("title").asText(),
                                suspect.path("confidence").asText()))
                .collect(Collectors.joining(", "));
    }

    private List<JsonNode> mailsSince(Instant since, int least) throws InterruptedException {
        await("a mail", () -> {
            var mails = mailsSince(since);
            return mails.size() < least ? Optional.empty() : Optional.of(mails.getLast());
        });
        return mailsSince(since);
    }

    /// The oldest first.
    private List<JsonNode> mailsSince(Instant since) throws InterruptedException {
        return items(mailbox.get("/api/mails"))
                .filter(mail -> mail.path("to").asText().equals(CUSTOMER))
                .filter(mail -> Instant.parse(mail.path("received").asText()).isAfter(since))
                .sorted(Comparator.comparingLong(mail -> mail.path("number").asLong()))
                .toList();
    }

    private JsonNode await(String what, Poll look) throws InterruptedException {
        var end = clock.instant().plus(pace.patience());
        while (clock.instant().isBefore(end)) {
            var seen = look.look();
            if (seen.isPresent()) {
                return seen.get();
            }
            Thread.sleep(LOOK_AGAIN);
        }
        throw new Trouble("Waited for %s, but it did not come. See ./tocsin status.".formatted(what));
    }

    private static Stream<JsonNode> items(JsonNode list) {
        return StreamSupport.stream(list.path("items").spliterator(), false);
    }

    private static String state(JsonNode incident) {
        return incident.at("/incident/state").asText();
    }

    private static ObjectNode object() {
        return Json.mapper().createObjectNode();
    }

    private void tell(String line) {
        var now = LocalTime.ofInstant(clock.instant(), ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS);
        console.say("%tT  %s".formatted(now, line));
    }

    private void more(String line) {
        console.say(" ".repeat(10) + line);
    }
}

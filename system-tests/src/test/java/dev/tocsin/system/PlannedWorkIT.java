package dev.tocsin.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Planned work from an operator's hand to customers' pages and endpoints.
@SharesStandalone
class PlannedWorkIT {

    private static final Duration LONG = Duration.ofMinutes(3);

    @Test
    void workIsToldOnceFromItsAnnouncementToItsEndWhoeverIsKilledMeanwhile(Standalone tocsin) throws IOException {
        try (var ofEu = new WebhookReceiver(tocsin.port(9503), "eu-work");
                var ofNa = new WebhookReceiver(tocsin.port(9504), "na-work")) {
            ofEu.subscribe(tocsin, "eu");
            ofNa.subscribe(tocsin, "na");
            var now = Instant.now();
            var window = "move-" + now.toEpochMilli();
            var made = tocsin.post(tocsin.incidentService("/api/v1/maintenance"), """
                    {"window": "%s", "title": "Move %s", "cells": ["login@eu", "cache@na"], \
                    "startsAt": "%s", "endsAt": "%s"}""".formatted(
                            window, window, now.plusSeconds(20), now.plusSeconds(600)));
            assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
            awaitTold(ofEu, "announced");
            awaitPage(tocsin, window, "from ");

            tocsin.kill("notifier-service");
            awaitTold(ofEu, "announced", "started");
            awaitPage(tocsin, window, "in progress until");

            prolong(tocsin, window, now.plusSeconds(900));
            awaitTold(ofEu, "announced", "started", "changed");
            awaitPage(tocsin, window, "extended from");

            step(tocsin, window, "verify");
            awaitPage(tocsin, window, "being verified");
            tocsin.kill("notifier-service");
            tocsin.kill("incident-service");
            await("the end is said")
                    .atMost(LONG)
                    .ignoreExceptions()
                    .untilAsserted(() -> step(tocsin, window, "complete"));

            awaitTold(ofEu, "announced", "started", "changed", "completed");
            awaitPage(tocsin, window, "completed at");
            assertThat(ofEu.notices()).allMatch(WebhookReceiver.Notice::verified);
            assertThat(ofEu.notices().getFirst().data().get("cells").toString()).isEqualTo("[\"login@eu\"]");
            assertThat(ofNa.notices()).isEmpty();
        }
    }

    /// What was in flight at a kill may come twice, with the same id, and counts once.
    private static void awaitTold(WebhookReceiver receiver, String... stages) {
        await(String.join(", ", stages))
                .atMost(LONG)
                .untilAsserted(() -> assertThat(receiver.notices().stream()
                                .map(notice -> List.of(notice.id(), notice.type()))
                                .distinct()
                                .map(List::getLast)
                                .map(type -> type.substring("maintenance.".length())))
                        .containsExactly(stages));
    }

    private static void awaitPage(Standalone tocsin, String window, String words) {
        await(words)
                .atMost(LONG)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(tocsin.send(HttpRequest.newBuilder(tocsin.incidentService("/")))
                                .body())
                        .containsPattern("Move " + window + "</a>(?:(?!</li>)[\\s\\S])*" + words));
    }

    private static void prolong(Standalone tocsin, String window, Instant endsAt) {
        var answer = tocsin.send(HttpRequest.newBuilder(tocsin.incidentService("/api/v1/maintenance/" + window))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + tocsin.operatorToken())
                .method("PATCH", BodyPublishers.ofString("{\"endsAt\": \"%s\"}".formatted(endsAt))));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static void step(Standalone tocsin, String window, String step) {
        var answer = tocsin.post(tocsin.incidentService("/api/v1/maintenance/%s/%s".formatted(window, step)), "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
}

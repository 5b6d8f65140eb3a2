package dev.tocsin.contract;

import static dev.tocsin.contract.ExampleDay.API;
import static dev.tocsin.contract.ExampleDay.CACHE;
import static dev.tocsin.contract.ExampleDay.INCIDENT;
import static dev.tocsin.contract.ExampleDay.LOGIN;
import static dev.tocsin.contract.ExampleDay.PATCH;
import static dev.tocsin.contract.ExampleDay.at;

import dev.tocsin.contract.incident.CellImpact;
import dev.tocsin.contract.incident.IncidentEvent;
import dev.tocsin.contract.incident.IncidentHead;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.contract.incident.PublicIncidentSnapshot;
import dev.tocsin.contract.incident.Reach;
import dev.tocsin.contract.incident.Suspect;
import dev.tocsin.contract.incident.Suspect.Confidence;
import dev.tocsin.contract.incident.Suspect.ScorePart;
import dev.tocsin.contract.incident.Suspect.SuspectKind;
import dev.tocsin.contract.incident.SuspectedRoot;
import java.time.Instant;
import java.util.List;

/// The incident of the day, with one event of each type and its snapshots.
final class IncidentExamples {

    private static final Instant ONSET = at("14:10:03.250");

    private static final SuspectedRoot ROOT = new SuspectedRoot(CACHE, true);
    private static final Reach REACH = new Reach(20_000, 38_000);

    private static final Suspect LIKELY_PATCH = new Suspect(
            SuspectKind.CHANGE,
            PATCH,
            "Patch 417 to the cache servers",
            Confidence.LIKELY,
            0.75,
            List.of(
                    new ScorePart("time", 0.5, "applied 8 minutes before the onset"),
                    new ScorePart("distance", 0.25, "touches cache, the suspected root")));
    private static final Suspect CONFIRMED_PATCH = new Suspect(
            SuspectKind.CHANGE,
            PATCH,
            LIKELY_PATCH.title(),
            Confidence.CONFIRMED,
            LIKELY_PATCH.score(),
            LIKELY_PATCH.parts());

    private static final List<CellImpact> IMPACT = List.of(
            new CellImpact(CACHE, Verdict.DOWN, ONSET, false, Weight.NORMAL, null),
            new CellImpact(LOGIN, Verdict.DOWN, at("14:10:11.000"), true, Weight.HIGH, CACHE));

    private IncidentExamples() {}

    static List<Event> all() {
        return List.of(
                new IncidentEvent.Opened(
                        head(1, 1, IncidentState.INVESTIGATING), at("14:10:48"), ONSET, List.of("0c8e1r5t7y3u"), null),
                new IncidentEvent.OutageStarted(
                        head(2, 1, IncidentState.INVESTIGATING),
                        at("14:10:48"),
                        "na-1",
                        "na",
                        ONSET,
                        ROOT,
                        IMPACT,
                        2,
                        REACH),
                new IncidentEvent.ImpactChanged(
                        head(4, 1, IncidentState.IDENTIFIED),
                        at("14:11:02"),
                        "na-1",
                        "na",
                        ROOT,
                        List.of(new CellImpact(API, Verdict.DEGRADED, at("14:10:50"), true, Weight.NORMAL, CACHE)),
                        List.of(Cell.of("fax@na")),
                        REACH),
                new IncidentEvent.SuspectNamed(
                        head(3, 1, IncidentState.IDENTIFIED), at("14:10:48"), List.of(LIKELY_PATCH)),
                new IncidentEvent.SuspectConfirmed(
                        head(7, 1, IncidentState.MONITORING), at("17:38:20"), CONFIRMED_PATCH),
                new IncidentEvent.UpdatePosted(
                        head(6, 1, IncidentState.IDENTIFIED),
                        at("14:20"),
                        "Dana",
                        "We are **removing the patch** from the cache servers.",
                        at("14:50")),
                new IncidentEvent.UpdateEdited(
                        head(16, 2, IncidentState.IDENTIFIED),
                        at("17:49:30"),
                        "Dana",
                        6,
                        "We are **removing patch 417** from the cache servers."),
                new IncidentEvent.UpdateWithdrawn(
                        head(17, 2, IncidentState.IDENTIFIED), at("17:50"), "Dana", 6, "it named a customer"),
                new IncidentEvent.Acknowledged(head(5, 1, IncidentState.IDENTIFIED), at("14:13:30"), "Dana"),
                new IncidentEvent.Unacknowledged(head(15, 2, IncidentState.IDENTIFIED), at("17:49"), "Dana"),
                new IncidentEvent.Assigned(head(18, 2, IncidentState.IDENTIFIED), at("17:51"), "Dana", "Lee"),
                new IncidentEvent.Unassigned(head(19, 2, IncidentState.IDENTIFIED), at("17:52"), "Lee"),
                new IncidentEvent.OutageEnded(
                        head(8, 1, IncidentState.MONITORING), at("17:40:20"), "na-1", "na", at("17:38:19.900")),
                new IncidentEvent.Resolved(head(9, 1, IncidentState.RESOLVED), at("17:40:20"), null, null, null),
                new IncidentEvent.Linked(
                        head(12, 2, IncidentState.INVESTIGATING), at("17:47"), List.of("0c8e1r5t7y3u")),
                new IncidentEvent.ImpactCorrected(
                        head(13, 2, IncidentState.INVESTIGATING),
                        at("17:48"),
                        "operator",
                        "customers who were logged in went on working",
                        null,
                        null),
                new IncidentEvent.Reopened(
                        head(10, 2, IncidentState.INVESTIGATING), at("17:46:30"), at("17:46:05"), null, null),
                new IncidentEvent.PostmortemPublished(
                        head(14, 2, IncidentState.POSTMORTEM),
                        Instant.parse("2006-04-13T16:00:00Z"),
                        "Dana",
                        "Patch 417 made the cache servers lose their configuration.",
                        "The patch was removed, the configuration reset, the servers restarted.",
                        "Patches go to one region first and are watched there for a day."),
                new IncidentSnapshot(
                        head(6, 1, IncidentState.IDENTIFIED),
                        at("14:20"),
                        ONSET,
                        null,
                        "Dana",
                        List.of(new IncidentSnapshot.OutageSummary("na-1", "na", ONSET, null, ROOT, 2, 2)),
                        List.of(LIKELY_PATCH),
                        REACH,
                        List.of(new IncidentSnapshot.Count("na", 2, 2)),
                        List.of(new IncidentSnapshot.Count("cache", 1, 1), new IncidentSnapshot.Count("login", 1, 1)),
                        IMPACT,
                        2,
                        List.of(
                                new IncidentSnapshot.TimelineEntry(
                                        6,
                                        at("14:20"),
                                        "incident.update_posted",
                                        "We are **removing the patch** from the cache servers.",
                                        "Dana"),
                                new IncidentSnapshot.TimelineEntry(
                                        1, at("14:10:48"), "incident.opened", "Opened by itself", null)),
                        new IncidentSnapshot.Links(
                                "/api/v1/incidents/" + INCIDENT,
                                "/api/v1/incidents/" + INCIDENT + "/trace",
                                "/incidents/" + INCIDENT),
                        List.of("0c8e1r5t7y3u"),
                        null,
                        null),
                new PublicIncidentSnapshot(
                        head(6, 1, IncidentState.IDENTIFIED),
                        at("14:20"),
                        ONSET,
                        null,
                        false,
                        List.of(new PublicIncidentSnapshot.PublicOutage(
                                "na-1", "na", ONSET, null, null, List.of("login"), List.of("api"), List.of("search"))),
                        3,
                        new PublicIncidentSnapshot.Cause(SuspectKind.CHANGE, null, Confidence.LIKELY),
                        List.of(new PublicIncidentSnapshot.PublicUpdate(
                                6, at("14:20"), "We are **removing a patch** from our servers.", at("14:50"), null)),
                        "/incidents/" + INCIDENT));
    }

    private static IncidentHead head(long number, int episode, IncidentState state) {
        return new IncidentHead(
                INCIDENT, number, episode, "Log in is down in North America", state, Severity.CRITICAL, List.of("na"));
    }
}

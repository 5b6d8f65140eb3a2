package dev.tocsin.contract;

import dev.tocsin.contract.catalog.CatalogVersionPublished;
import dev.tocsin.contract.catalog.CheckDefined;
import dev.tocsin.contract.catalog.CheckTiming;
import dev.tocsin.contract.catalog.ComponentDefined;
import dev.tocsin.contract.catalog.CorrelationSettingsDefined;
import dev.tocsin.contract.catalog.FailingMeans;
import dev.tocsin.contract.catalog.MaintenancePlanned;
import dev.tocsin.contract.catalog.PageDefined;
import dev.tocsin.contract.catalog.Question;
import dev.tocsin.contract.catalog.RegionDefined;
import dev.tocsin.contract.catalog.VantagePointDefined;
import dev.tocsin.contract.change.ChangeApplied;
import dev.tocsin.contract.change.ChangeHeld;
import dev.tocsin.contract.change.ChangeKind;
import dev.tocsin.contract.change.ChangeReverted;
import dev.tocsin.contract.delivery.Channel;
import dev.tocsin.contract.delivery.DeliveryEvent;
import dev.tocsin.contract.delivery.DeliveryEvent.DeliveryHead;
import dev.tocsin.contract.delivery.DeliveryEvent.PlannedWork;
import dev.tocsin.contract.delivery.MaintenanceStage;
import dev.tocsin.contract.delivery.NoticeKind;
import dev.tocsin.contract.health.BlindnessBegan;
import dev.tocsin.contract.health.BlindnessEnded;
import dev.tocsin.contract.health.CellChecksDefined;
import dev.tocsin.contract.health.CellChecksDefined.AssignedCheck;
import dev.tocsin.contract.health.ClockTicked;
import dev.tocsin.contract.health.ErrorKind;
import dev.tocsin.contract.health.HealthObserved;
import dev.tocsin.contract.health.Outcome;
import dev.tocsin.contract.health.Phases;
import dev.tocsin.contract.health.RunStarted;
import dev.tocsin.contract.health.VantagePointSetAside;
import dev.tocsin.contract.health.VantagePointTakenBack;
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
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowState;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowUpdated;
import dev.tocsin.contract.operator.OperatorAlertEvent.AlertCleared;
import dev.tocsin.contract.operator.OperatorAlertEvent.AlertRaised;
import dev.tocsin.contract.status.ClockAdvanced;
import dev.tocsin.contract.status.Mark;
import dev.tocsin.contract.status.StatusChanged;
import dev.tocsin.contract.status.StatusChanged.CheckVerdict;
import dev.tocsin.contract.status.StatusChanged.CountedVote;
import dev.tocsin.contract.status.WatchEnded;
import dev.tocsin.contract.vantage.HeartbeatSent;
import dev.tocsin.contract.vantage.HeartbeatSent.Control;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// One event of each type, out of a day in spring 2006 on which a patch to a cache took a hosted CRM's North America
/// offline.
public final class Examples {

    private static final Cell LOGIN = Cell.of("login@na");
    private static final Cell API = Cell.of("api@na");
    private static final Cell CACHE = Cell.of("cache@na");

    private static final String INCIDENT = "4f7k2m9q0x1z";
    private static final String PATCH = "cache-patch-417";
    private static final Instant ONSET = at("14:10:03.250");

    private static final CheckTiming TIMING = new CheckTiming(30_000, 5_000, 800, 3, 75_000);
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

    private Examples() {}

    /// In the order of [EventTypes#all()].
    public static List<Event> all() {
        return List.of(
                new PageDefined(
                        1,
                        at("06:00"),
                        "Harbour CRM",
                        "https://trust.harbour.example",
                        "Etc/UTC",
                        List.of("mailto:oncall@harbour.example")),
                new CorrelationSettingsDefined(1, at("06:00"), 20_000, 120_000, 900_000, 900_000, 300_000),
                new RegionDefined(1, at("06:00"), "na", "North America", 39.8, -98.6, 20_000),
                new ComponentDefined(
                        1,
                        at("06:00"),
                        "login",
                        "Log in",
                        "Product",
                        "Signing in",
                        Weight.HIGH,
                        true,
                        0,
                        List.of("na", "eu", "apac"),
                        List.of("api", "cache"),
                        List.of(Cell.of("billing@eu")),
                        99.95),
                new VantagePointDefined(
                        1,
                        at("06:00"),
                        "us-east",
                        "Virginia",
                        39.0,
                        -77.5,
                        List.of("https://one.example", "tcp://two.example:443")),
                new CheckDefined(
                        1,
                        at("06:00"),
                        "login-page",
                        LOGIN,
                        FailingMeans.DOWN,
                        TIMING,
                        List.of("us-east", "eu-west", "ap-south"),
                        "3f9a0c5d71be",
                        new Question.Http(
                                "GET",
                                "https://na.harbour.example/login",
                                Map.of("Authorization", "Bearer ${CRM_PROBE_TOKEN}"),
                                null,
                                List.of(200),
                                Map.of(),
                                "Password",
                                null,
                                0,
                                true)),
                new MaintenancePlanned(
                        1,
                        at("06:00"),
                        "patching",
                        "Weekly patching",
                        List.of(CACHE),
                        "2006-04-16T02:00",
                        7_200_000,
                        "FREQ=WEEKLY;BYDAY=SU",
                        "America/Chicago"),
                new CatalogVersionPublished(
                        1, at("06:00"), "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", 6),
                new HealthObserved(
                        "login-page",
                        LOGIN,
                        "us-east",
                        "us-east-1",
                        Outcome.FAIL,
                        at("14:10:11"),
                        5000.0,
                        new Phases(1.25, 18.5, 40.0, null, null),
                        ErrorKind.TIMED_OUT,
                        "no answer within 5000 ms",
                        "3f9a0c5d71be"),
                new RunStarted("nightly-backup", CACHE, at("02:00:01")),
                new ClockTicked(7, at("14:10:12"), true),
                new CellChecksDefined(
                        LOGIN,
                        1,
                        at("06:00"),
                        List.of(new AssignedCheck(
                                "login-page",
                                "3f9a0c5d71be",
                                FailingMeans.DOWN,
                                TIMING,
                                List.of("us-east", "eu-west", "ap-south")))),
                new VantagePointSetAside("ap-south", null, at("11:30"), "all of its 2 controls fail"),
                new VantagePointTakenBack("ap-south", null, at("11:42"), "its controls answer again"),
                new BlindnessBegan(at("15:20"), "12 results came in 60 s, 90 are usual"),
                new BlindnessEnded(at("15:26"), "88 results came in 60 s, 90 are usual"),
                new HeartbeatSent(
                        "us-east",
                        "us-east-1",
                        at("14:10:15"),
                        at("05:58"),
                        10_000,
                        1,
                        15,
                        List.of(new Control("https://one.example", true), new Control("tcp://two.example:443", true)),
                        -12.5,
                        true,
                        0,
                        0,
                        0,
                        List.of()),
                new StatusChanged(
                        LOGIN,
                        2,
                        Verdict.DOWN,
                        Verdict.UP,
                        at("14:10:11"),
                        at("14:10:27.400"),
                        7,
                        List.of(Mark.PARTLY_UNKNOWN),
                        "login-page is DOWN: 2 of 3 live votes",
                        List.of(
                                new CheckVerdict("certificate", Verdict.UNKNOWN),
                                new CheckVerdict("login-page", Verdict.DOWN)),
                        List.of(
                                new CountedVote("login-page", "ap-south", Vote.UP, at("06:00:02"), null),
                                new CountedVote(
                                        "login-page", "eu-west", Vote.DOWN, at("14:10:11"), ErrorKind.TIMED_OUT),
                                new CountedVote(
                                        "login-page", "us-east", Vote.DOWN, at("14:10:11"), ErrorKind.TIMED_OUT))),
                new WatchEnded(Cell.of("fax@na"), 5, at("06:00"), 3),
                new ClockAdvanced(7, at("14:10:28")),
                new ChangeApplied(
                        PATCH,
                        ChangeKind.PATCH,
                        List.of("cache"),
                        List.of("na"),
                        "Patch 417 to the cache servers",
                        at("14:02"),
                        "night shift",
                        "https://changes.harbour.example/417"),
                new ChangeReverted(PATCH, at("17:31"), "night shift"),
                new ChangeHeld(
                        PATCH,
                        List.of("na"),
                        INCIDENT,
                        "na-1",
                        at("14:10:48"),
                        "cache@na broke 8 min after it was applied there"),
                new WindowUpdated(
                        "patching-2006-16",
                        4,
                        "Weekly patching",
                        List.of(CACHE),
                        Instant.parse("2006-04-16T07:00:00Z"),
                        Instant.parse("2006-04-16T09:30:00Z"),
                        WindowState.IN_PROGRESS,
                        Instant.parse("2006-04-16T09:05:00Z"),
                        Instant.parse("2006-04-16T09:05:00Z"),
                        Instant.parse("2006-04-16T09:00:00Z")),
                new IncidentEvent.Opened(
                        head(1, 1, IncidentState.INVESTIGATING), at("14:10:48"), ONSET, List.of("0c8e1r5t7y3u")),
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
                new IncidentEvent.Acknowledged(head(5, 1, IncidentState.IDENTIFIED), at("14:13:30"), "Dana"),
                new IncidentEvent.OutageEnded(
                        head(8, 1, IncidentState.MONITORING), at("17:40:20"), "na-1", "na", at("17:38:19.900")),
                new IncidentEvent.Resolved(head(9, 1, IncidentState.RESOLVED), at("17:40:20"), null, null, null),
                new IncidentEvent.Linked(
                        head(12, 2, IncidentState.INVESTIGATING), at("17:47"), List.of("0c8e1r5t7y3u")),
                new IncidentEvent.ImpactCorrected(
                        head(13, 2, IncidentState.INVESTIGATING),
                        at("17:48"),
                        "operator",
                        "customers who were logged in went on working"),
                new IncidentEvent.Reopened(head(10, 2, IncidentState.INVESTIGATING), at("17:46:30"), at("17:46:05")),
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
                        List.of("0c8e1r5t7y3u")),
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
                                6, at("14:20"), "We are **removing a patch** from our servers.", at("14:50"))),
                        "/incidents/" + INCIDENT),
                new DeliveryEvent.Queued(delivery(NoticeKind.OPENING, 2), at("14:10:48.100")),
                new DeliveryEvent.Sent(delivery(NoticeKind.OPENING, 2), 2, at("14:10:53.900"), null),
                new DeliveryEvent.Retrying(
                        delivery(NoticeKind.OPENING, 2),
                        1,
                        at("14:10:48.600"),
                        at("14:10:53.600"),
                        "the receiver answered 503"),
                new DeliveryEvent.GivenUp(
                        delivery(NoticeKind.UPDATE, 6),
                        8,
                        Instant.parse("2006-04-12T18:00:00Z"),
                        "the receiver did not answer within 15 s"),
                new DeliveryEvent.Bounced(delivery(NoticeKind.CATCH_UP, 7), at("17:39"), "5.1.1 no such mailbox"),
                new DeliveryEvent.Confirmed(
                        new DeliveryHead(
                                "d-51b0c2f79e38",
                                "s-2b8f60d1c9e4",
                                Channel.WEBHOOK,
                                NoticeKind.UPDATE,
                                "maintenance/patching-2006-16",
                                1,
                                3,
                                new PlannedWork("patching-2006-16", MaintenanceStage.STARTED)),
                        Instant.parse("2006-04-16T07:00:02Z")),
                new AlertRaised(
                        "vantage-point/ap-south",
                        at("11:30"),
                        "The probe at ap-south is silent since 11:29. See that it runs and reaches Kafka."),
                new AlertCleared(
                        "vantage-point/ap-south", at("11:30"), at("11:42"), "The probe at ap-south is heard again."));
    }

    private static IncidentHead head(long number, int episode, IncidentState state) {
        return new IncidentHead(
                INCIDENT, number, episode, "Log in is down in North America", state, Severity.CRITICAL, List.of("na"));
    }

    private static DeliveryHead delivery(NoticeKind kind, long number) {
        return new DeliveryHead("d-7c1e9a40b2f3", "s-2b8f60d1c9e4", Channel.WEBHOOK, kind, INCIDENT, 1, number, null);
    }

    /// @param time like `14:10`, `14:10:03` or `14:10:03.250`
    private static Instant at(String time) {
        return Instant.parse("2006-04-11T" + (time.length() == 5 ? time + ":00" : time) + "Z");
    }
}

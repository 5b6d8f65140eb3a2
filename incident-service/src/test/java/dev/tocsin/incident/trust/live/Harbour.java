package dev.tocsin.incident.trust.live;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Event;
import dev.tocsin.contract.Severity;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.Vote;
import dev.tocsin.contract.Weight;
import dev.tocsin.contract.catalog.CatalogVersionPublished;
import dev.tocsin.contract.catalog.CheckDefined;
import dev.tocsin.contract.catalog.CheckTiming;
import dev.tocsin.contract.catalog.ComponentDefined;
import dev.tocsin.contract.catalog.FailingMeans;
import dev.tocsin.contract.catalog.PageDefined;
import dev.tocsin.contract.catalog.Question;
import dev.tocsin.contract.catalog.RegionDefined;
import dev.tocsin.contract.catalog.VantagePointDefined;
import dev.tocsin.contract.health.ErrorKind;
import dev.tocsin.contract.incident.CellImpact;
import dev.tocsin.contract.incident.IncidentHead;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.contract.incident.IncidentSnapshot.Count;
import dev.tocsin.contract.incident.IncidentSnapshot.Links;
import dev.tocsin.contract.incident.IncidentSnapshot.OutageSummary;
import dev.tocsin.contract.incident.IncidentSnapshot.TimelineEntry;
import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.contract.incident.Reach;
import dev.tocsin.contract.incident.Suspect;
import dev.tocsin.contract.incident.Suspect.Confidence;
import dev.tocsin.contract.incident.Suspect.ScorePart;
import dev.tocsin.contract.incident.Suspect.SuspectKind;
import dev.tocsin.contract.incident.SuspectedRoot;
import dev.tocsin.contract.status.StatusChanged;
import dev.tocsin.contract.status.StatusChanged.CheckVerdict;
import dev.tocsin.contract.status.StatusChanged.CountedVote;
import dev.tocsin.contract.vantage.HeartbeatSent;
import dev.tocsin.contract.vantage.HeartbeatSent.Control;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Harbour CRM, as the topics tell of it: `login` and `api` for customers, `cache` behind them, in `na` and `eu`.
public final class Harbour {

    public static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    public static final Cell LOGIN_NA = Cell.of("login@na");
    public static final Cell API_NA = Cell.of("api@na");
    public static final Cell CACHE_NA = Cell.of("cache@na");
    public static final String INCIDENT = "cacheoutage1";

    private static final List<String> REGIONS = List.of("na", "eu");

    private Harbour() {}

    /// All entries of the catalog, and last that they are published.
    public static List<Event> catalog(long version, Instant time) {
        return catalog(version, time, "oncall@harbour.example");
    }

    /// @param operator the mail address that alerts go to
    public static List<Event> catalog(long version, Instant time, String operator) {
        var entries = new ArrayList<Event>();
        entries.add(new PageDefined(
                version,
                time,
                "Harbour CRM",
                "https://trust.harbour.example",
                "Etc/UTC",
                List.of("mailto:" + operator)));
        entries.add(new RegionDefined(version, time, "na", "North America", 39.8, -98.6, 20_000));
        entries.add(new RegionDefined(version, time, "eu", "Europe", 50.1, 8.7, 12_000));
        entries.add(new VantagePointDefined(
                version,
                time,
                "us-east",
                "Virginia",
                39,
                -77.5,
                List.of("https://one.example", "tcp://two.example:443")));
        entries.add(
                component(version, time, "login", "Log in", "Product", true, Weight.HIGH, 0, List.of("api", "cache")));
        entries.add(component(version, time, "api", "API", "Product", true, Weight.NORMAL, 1, List.of("cache")));
        entries.add(component(version, time, "cache", "Cache", "Platform", false, Weight.NORMAL, 2, List.of()));
        for (var component : List.of("login", "api", "cache")) {
            for (var region : REGIONS) {
                entries.add(check(version, time, new Cell(component, region)));
            }
        }
        entries.add(new CatalogVersionPublished(version, time, "0".repeat(64), entries.size()));
        return entries;
    }

    public static ComponentDefined component(
            long version,
            Instant time,
            String id,
            String name,
            String group,
            boolean isPublic,
            Weight weight,
            int position,
            List<String> needs) {
        return new ComponentDefined(
                version, time, id, name, group, null, weight, isPublic, position, REGIONS, needs, List.of(), null);
    }

    public static CheckDefined check(long version, Instant time, Cell cell) {
        return new CheckDefined(
                version,
                time,
                cell.component() + "-page",
                cell,
                FailingMeans.DOWN,
                new CheckTiming(30_000, 5_000, 5_000, 3, 75_000),
                List.of("us-east"),
                "0123456789ab",
                new Question.Tcp(cell.component() + ".example", 443));
    }

    public static StatusChanged status(Cell cell, long number, Verdict verdict, Instant onset) {
        return new StatusChanged(
                cell,
                number,
                verdict,
                number == 1 ? null : Verdict.UP,
                onset,
                onset.plusSeconds(3),
                0,
                List.of(),
                "1 of 1 votes are " + verdict,
                List.of(new CheckVerdict(cell.component() + "-page", verdict)),
                List.of(new CountedVote(
                        cell.component() + "-page",
                        "us-east",
                        verdict == Verdict.UP ? Vote.UP : Vote.DOWN,
                        onset,
                        verdict == Verdict.UP ? null : ErrorKind.REFUSED)));
    }

    /// The cache of North America is down, and with it what customers see there.
    public static IncidentSnapshot cacheOutage(long number, IncidentState state, Instant startedAt) {
        var over = !state.isOpen();
        var verdict = over ? Verdict.UP : Verdict.DOWN;
        var root = new SuspectedRoot(CACHE_NA, true);
        return new IncidentSnapshot(
                new IncidentHead(
                        INCIDENT,
                        number,
                        1,
                        "Log in and API are down in North America",
                        state,
                        Severity.CRITICAL,
                        List.of("na")),
                startedAt.plusSeconds(number),
                startedAt,
                over ? startedAt.plusSeconds(600) : null,
                "maria",
                List.of(new OutageSummary(
                        "na-1", "na", startedAt, over ? startedAt.plusSeconds(500) : null, root, 3, over ? 0 : 3)),
                List.of(
                        new Suspect(
                                SuspectKind.CHANGE,
                                "patch-7",
                                "Patch of the cache servers",
                                Confidence.LIKELY,
                                0.8,
                                List.of(new ScorePart("time", 0.8, "8 minutes before cache@na"))),
                        new Suspect(
                                SuspectKind.CELL,
                                "cache@na",
                                "Cache – North America",
                                Confidence.POSSIBLE,
                                0.5,
                                List.of())),
                new Reach(20_000, 32_000),
                List.of(new Count("na", 3, over ? 0 : 3)),
                List.of(
                        new Count("api", 1, over ? 0 : 1),
                        new Count("cache", 1, over ? 0 : 1),
                        new Count("login", 1, over ? 0 : 1)),
                List.of(
                        new CellImpact(CACHE_NA, verdict, startedAt, false, Weight.NORMAL, null),
                        new CellImpact(LOGIN_NA, verdict, startedAt, true, Weight.HIGH, CACHE_NA),
                        new CellImpact(API_NA, verdict, startedAt, true, Weight.NORMAL, CACHE_NA)),
                3,
                List.of(
                        new TimelineEntry(
                                4, startedAt.plusSeconds(90), "incident.update_posted", "We are on it.", "maria"),
                        new TimelineEntry(
                                3,
                                startedAt.plusSeconds(60),
                                "incident.suspect_named",
                                "Most likely the cache: patch-7",
                                null),
                        new TimelineEntry(
                                2,
                                startedAt.plusSeconds(30),
                                "incident.outage_started",
                                "Cache, Log in and API are down",
                                null),
                        new TimelineEntry(1, startedAt.plusSeconds(30), "incident.opened", "Opened: cache@na", null)),
                new Links(
                        "/api/v1/incidents/" + INCIDENT,
                        "/api/v1/incidents/" + INCIDENT + "/trace",
                        "/incidents/" + INCIDENT),
                List.of(),
                null,
                null);
    }

    public static HeartbeatSent heartbeat(Instant time) {
        return new HeartbeatSent(
                "us-east",
                "us-east-1",
                time,
                time.minusSeconds(3600),
                5_000,
                1,
                6,
                List.of(new Control("https://one.example", true), new Control("tcp://two.example:443", true)),
                12.5,
                true,
                0,
                0,
                0,
                List.of());
    }
}

package dev.tocsin.incident.trust.readers;

import static dev.tocsin.incident.trust.live.Harbour.API_NA;
import static dev.tocsin.incident.trust.live.Harbour.CACHE_NA;
import static dev.tocsin.incident.trust.live.Harbour.LOGIN_NA;
import static dev.tocsin.incident.trust.live.Harbour.NOON;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Event;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.incident.IncidentHead;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.contract.incident.IncidentSnapshot.TimelineEntry;
import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowState;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowUpdated;
import dev.tocsin.incident.trust.live.Harbour;
import dev.tocsin.incident.trust.live.LiveView;
import dev.tocsin.incident.trust.live.Views;
import java.util.ArrayList;
import java.util.List;

/// What happens to Harbour CRM, as machines read of it.
public final class Stories {

    /// What an attacker, a careless hand or a foreign script may write.
    public static final String HOSTILE =
            "<script>alert(1)</script> & \"x\" 'y' \u202Eevil\u202C \u2067x\u2069 \u0000\u0008\u001B\u007F"
                    + "\uFFFE \uD83D\uDE00 \uD83D alone; a,b\\c\r\nBEGIN:VEVENT\nשלום\u200F ]]> -->";

    public static final String LONG = "x".repeat(10_000);

    private Stories() {}

    public static LiveView green(Event... more) {
        var events = new ArrayList<Event>();
        for (var cell : List.of("login@na", "login@eu", "api@na", "api@eu", "cache@na", "cache@eu")) {
            events.add(Harbour.status(Cell.of(cell), 1, Verdict.UP, NOON.minusSeconds(600)));
        }
        events.addAll(List.of(more));
        return Views.atNoon(events.toArray(Event[]::new));
    }

    public static LiveView broken() {
        return green(
                Harbour.status(LOGIN_NA, 2, Verdict.DOWN, NOON),
                Harbour.status(API_NA, 2, Verdict.DEGRADED, NOON),
                Harbour.status(CACHE_NA, 2, Verdict.DOWN, NOON),
                Harbour.cacheOutage(4, IncidentState.IDENTIFIED, NOON));
    }

    public static LiveView resolved() {
        return green(Harbour.cacheOutage(8, IncidentState.RESOLVED, NOON));
    }

    /// With its postmortem, and a window that is to come.
    public static LiveView postmortem() {
        var resolved = Harbour.cacheOutage(9, IncidentState.POSTMORTEM, NOON);
        var timeline = new ArrayList<TimelineEntry>();
        timeline.add(new TimelineEntry(
                9, NOON.plusSeconds(9000), "incident.postmortem_published", "A patch of the cache.", "maria"));
        timeline.add(new TimelineEntry(8, NOON.plusSeconds(600), "incident.resolved", "Resolved", null));
        timeline.add(new TimelineEntry(7, NOON.plusSeconds(600), "incident.outage_ended", "Outage na-1 ended", null));
        timeline.addAll(resolved.timeline());
        return green(
                told(resolved, resolved.incident().title(), timeline), window(1, WindowState.SCHEDULED, "Patching"));
    }

    public static LiveView hostile() {
        var incident = Harbour.cacheOutage(4, IncidentState.IDENTIFIED, NOON);
        var timeline = List.of(
                new TimelineEntry(5, NOON.plusSeconds(99), "incident.update_posted", LONG, "maria"),
                new TimelineEntry(4, NOON.plusSeconds(90), "incident.update_posted", HOSTILE, "maria"));
        return green(told(incident, HOSTILE, timeline), window(1, WindowState.SCHEDULED, HOSTILE + LONG));
    }

    public static WindowUpdated window(long number, WindowState state, String title) {
        return new WindowUpdated(
                "patching-20261124-0200",
                number,
                title,
                List.of(LOGIN_NA, CACHE_NA),
                NOON.plusSeconds(36_000),
                NOON.plusSeconds(43_200),
                state,
                NOON.plusSeconds(number),
                null,
                null);
    }

    private static IncidentSnapshot told(IncidentSnapshot incident, String title, List<TimelineEntry> timeline) {
        var head = incident.incident();
        return new IncidentSnapshot(
                new IncidentHead(
                        head.id(), head.number(), head.episode(), title, head.state(), head.severity(), head.regions()),
                incident.time(),
                incident.startedAt(),
                incident.resolvedAt(),
                incident.acknowledgedBy(),
                incident.outages(),
                incident.suspects(),
                incident.reach(),
                incident.byRegion(),
                incident.byComponent(),
                incident.cells(),
                incident.allCells(),
                timeline,
                incident.links(),
                incident.related(),
                null,
                null);
    }
}

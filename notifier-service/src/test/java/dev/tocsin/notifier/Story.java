package dev.tocsin.notifier;

import static dev.tocsin.contract.Verdict.DOWN;
import static dev.tocsin.contract.Verdict.UP;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Severity;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.Weight;
import dev.tocsin.contract.incident.CellImpact;
import dev.tocsin.contract.incident.IncidentEvent;
import dev.tocsin.contract.incident.IncidentEvent.ImpactChanged;
import dev.tocsin.contract.incident.IncidentEvent.Opened;
import dev.tocsin.contract.incident.IncidentEvent.OutageEnded;
import dev.tocsin.contract.incident.IncidentEvent.OutageStarted;
import dev.tocsin.contract.incident.IncidentEvent.Reopened;
import dev.tocsin.contract.incident.IncidentEvent.Resolved;
import dev.tocsin.contract.incident.IncidentEvent.SuspectNamed;
import dev.tocsin.contract.incident.IncidentEvent.UpdatePosted;
import dev.tocsin.contract.incident.IncidentHead;
import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.contract.incident.Reach;
import dev.tocsin.contract.incident.Suspect;
import dev.tocsin.contract.incident.Suspect.Confidence;
import dev.tocsin.contract.incident.Suspect.SuspectKind;
import dev.tocsin.contract.incident.SuspectedRoot;
import java.time.Instant;
import java.util.List;
import java.util.SequencedSet;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/// Tells the events of one incident, numbered from 1, as the incident service would.
public final class Story {

    private static final Reach REACH = new Reach(20_000, 39_000);

    private final String id;
    private final Instant at;
    private final SequencedSet<String> regions = new TreeSet<>();
    private long number;
    private int episode = 1;
    private Severity severity = Severity.MAJOR;
    private String title = "Log in is down in North America";
    private IncidentState state = IncidentState.INVESTIGATING;

    private Story(Instant at) {
        this.id = Long.toString(ThreadLocalRandom.current().nextLong(1L << 60, 1L << 61), Character.MAX_RADIX)
                .substring(0, 12);
        this.at = at;
    }

    public static Story at(Instant at) {
        return new Story(at);
    }

    public static Story now() {
        return new Story(Instant.now());
    }

    public String id() {
        return id;
    }

    public Story of(Severity next) {
        severity = next;
        return this;
    }

    public Story called(String next) {
        title = next;
        return this;
    }

    public Opened opened() {
        return new Opened(head(), at, at.minusSeconds(30), List.of());
    }

    /// @param cells like `login@na`, all of one region, all public, all down
    public OutageStarted outageStarted(String outage, String... cells) {
        var impacts = impacts(DOWN, cells);
        var region = impacts.getFirst().cell().region();
        regions.add(region);
        return new OutageStarted(
                head(),
                at,
                outage,
                region,
                at.minusSeconds(30),
                new SuspectedRoot(new Cell("cache", region), true),
                impacts,
                impacts.size(),
                REACH);
    }

    public ImpactChanged impactChanged(String outage, Verdict verdict, String... cells) {
        return new ImpactChanged(
                head(), at, outage, Cell.of(cells[0]).region(), null, impacts(verdict, cells), List.of(), REACH);
    }

    public ImpactChanged left(String outage, String... cells) {
        return new ImpactChanged(
                head(),
                at,
                outage,
                Cell.of(cells[0]).region(),
                null,
                List.of(),
                Stream.of(cells).map(Cell::of).toList(),
                REACH);
    }

    public ImpactChanged up(String outage, String... cells) {
        state = IncidentState.MONITORING;
        return impactChanged(outage, UP, cells);
    }

    public UpdatePosted updatePosted(String text) {
        return new UpdatePosted(head(), at, "jo", text, null);
    }

    /// A change is suspected.
    public SuspectNamed suspectNamed(String title) {
        var suspect = new Suspect(SuspectKind.CHANGE, "patch-17", title, Confidence.LIKELY, 0.9, List.of());
        return new SuspectNamed(head(), at, List.of(suspect));
    }

    public OutageEnded outageEnded(String outage, String region) {
        return new OutageEnded(head(), at, outage, region, at.minusSeconds(5));
    }

    public Resolved resolved() {
        state = IncidentState.RESOLVED;
        return new Resolved(head(), at, null, null, null);
    }

    public Reopened reopened() {
        episode++;
        state = IncidentState.INVESTIGATING;
        regions.clear();
        return new Reopened(head(), at, at.minusSeconds(30));
    }

    /// Its opening and an outage of log in and what it needs in one region.
    public List<IncidentEvent> begin(String region) {
        return List.of(opened(), outageStarted(region + "-1", "login@" + region, "api@" + region));
    }

    /// The same until it is resolved.
    public List<IncidentEvent> whole(String region) {
        return Stream.concat(
                        begin(region).stream(),
                        Stream.of(up(region + "-1", "login@" + region), outageEnded(region + "-1", region), resolved()))
                .toList();
    }

    private IncidentHead head() {
        return new IncidentHead(id, ++number, episode, title, state, severity, List.copyOf(regions));
    }

    private List<CellImpact> impacts(Verdict verdict, String... cells) {
        return Stream.of(cells)
                .map(Cell::of)
                .map(cell -> new CellImpact(
                        cell, verdict, at.minusSeconds(30), !cell.component().equals("cache"), Weight.HIGH, null))
                .toList();
    }
}

package dev.tocsin.notifier;

import static dev.tocsin.contract.Verdict.DEGRADED;
import static dev.tocsin.contract.Verdict.DOWN;
import static dev.tocsin.contract.Verdict.UP;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Severity;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.incident.IncidentHead;
import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.contract.incident.PublicIncidentSnapshot;
import dev.tocsin.contract.incident.PublicIncidentSnapshot.Cause;
import dev.tocsin.contract.incident.PublicIncidentSnapshot.PublicOutage;
import dev.tocsin.contract.incident.PublicIncidentSnapshot.PublicUpdate;
import dev.tocsin.contract.incident.Suspect.Confidence;
import dev.tocsin.contract.incident.Suspect.SuspectKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What customers read of one incident after each of its events, numbered from 1, as the incident service would tell
/// it. Of its components the cache is not public.
public final class Story {

    private final String id;
    private final Instant at;
    private final Map<String, Outage> outages = new LinkedHashMap<>();
    private final List<PublicUpdate> updates = new ArrayList<>();
    private long number;
    private int episode = 1;
    private Severity severity = Severity.MAJOR;
    private String title = "Log in is down in North America";
    private IncidentState state = IncidentState.INVESTIGATING;
    private boolean withdrawn;
    private @Nullable Cause cause;

    /// @param endedAt null while it stands
    private record Outage(
            String region,
            Map<String, Verdict> components,
            @Nullable Instant endedAt) {

        Outage endedAt(Instant end) {
            return endedAt == null ? new Outage(region, components, end) : this;
        }

        List<String> components(Verdict verdict) {
            return components.entrySet().stream()
                    .filter(component -> component.getValue() == verdict)
                    .map(Map.Entry::getKey)
                    .toList();
        }
    }

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

    public PublicIncidentSnapshot opened() {
        return next();
    }

    /// @param cells like `login@na`, all of one region, all down
    public PublicIncidentSnapshot outageStarted(String outage, String... cells) {
        outages.put(outage, new Outage(Cell.of(cells[0]).region(), new TreeMap<>(), null));
        return impactChanged(outage, DOWN, cells);
    }

    public PublicIncidentSnapshot impactChanged(String outage, Verdict verdict, String... cells) {
        Stream.of(cells)
                .map(cell -> Cell.of(cell).component())
                .filter(component -> !component.equals("cache"))
                .forEach(component -> components(outage).put(component, verdict));
        return next();
    }

    public PublicIncidentSnapshot left(String outage, String... cells) {
        Stream.of(cells).forEach(cell -> components(outage).remove(Cell.of(cell).component()));
        return next();
    }

    public PublicIncidentSnapshot up(String outage, String... cells) {
        state = IncidentState.MONITORING;
        return impactChanged(outage, UP, cells);
    }

    public PublicIncidentSnapshot updatePosted(String text) {
        updates.addFirst(new PublicUpdate(number + 1, at, text, null, null));
        return next();
    }

    /// The latest update reads anew.
    public PublicIncidentSnapshot updateEdited(String text) {
        var latest = updates.removeFirst();
        updates.addFirst(new PublicUpdate(latest.number(), latest.at(), text, null, at));
        return next();
    }

    /// The latest update is withdrawn.
    public PublicIncidentSnapshot updateWithdrawn() {
        updates.removeFirst();
        return next();
    }

    public PublicIncidentSnapshot changeSuspected() {
        cause = new Cause(SuspectKind.CHANGE, null, Confidence.LIKELY);
        return next();
    }

    public PublicIncidentSnapshot outageEnded(String outage, String region) {
        var ended = outages.get(outage);
        if (ended == null || !ended.region().equals(region)) {
            throw new IllegalArgumentException("%s did not start in %s".formatted(outage, region));
        }
        outages.put(outage, ended.endedAt(at.minusSeconds(5)));
        return next();
    }

    public PublicIncidentSnapshot resolved() {
        state = IncidentState.RESOLVED;
        outages.replaceAll((_, outage) -> outage.endedAt(at));
        return next();
    }

    public PublicIncidentSnapshot postmortemPublished(Instant when) {
        state = IncidentState.POSTMORTEM;
        return next(when);
    }

    public PublicIncidentSnapshot reopened() {
        episode++;
        state = IncidentState.INVESTIGATING;
        outages.clear();
        updates.clear();
        cause = null;
        return next();
    }

    /// It concerns customers no more, though it goes on.
    public PublicIncidentSnapshot withdrawn() {
        withdrawn = true;
        outages.clear();
        updates.clear();
        cause = null;
        return next();
    }

    /// Its opening and an outage of log in and what it needs in one region.
    public List<PublicIncidentSnapshot> begin(String region) {
        return List.of(opened(), outageStarted(region + "-1", "login@" + region, "api@" + region));
    }

    /// The same until it is resolved.
    public List<PublicIncidentSnapshot> whole(String region) {
        return Stream.concat(
                        begin(region).stream(),
                        Stream.of(up(region + "-1", "login@" + region), outageEnded(region + "-1", region), resolved()))
                .toList();
    }

    private Map<String, Verdict> components(String outage) {
        var known = outages.get(outage);
        if (known == null) {
            throw new IllegalArgumentException(outage + " did not start");
        }
        return known.components();
    }

    private PublicIncidentSnapshot next() {
        return next(at);
    }

    private PublicIncidentSnapshot next(Instant when) {
        var touching = outages.entrySet().stream()
                .filter(outage -> !outage.getValue().components().isEmpty())
                .map(outage -> new PublicOutage(
                        outage.getKey(),
                        outage.getValue().region(),
                        at.minusSeconds(30),
                        outage.getValue().endedAt(),
                        null,
                        outage.getValue().components(DOWN),
                        outage.getValue().components(DEGRADED),
                        outage.getValue().components(UP)))
                .toList();
        var regions =
                touching.stream().map(PublicOutage::region).distinct().sorted().toList();
        return new PublicIncidentSnapshot(
                new IncidentHead(id, ++number, episode, title, state, severity, regions),
                when,
                at,
                state.isOpen() ? null : at,
                withdrawn,
                touching,
                touching.stream()
                        .mapToInt(outage -> outage.down().size()
                                + outage.degraded().size()
                                + outage.recovered().size())
                        .sum(),
                cause,
                updates,
                "/incidents/" + id);
    }
}

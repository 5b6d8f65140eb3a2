package dev.tocsin.engine.detection;

import static java.util.stream.Collectors.toSet;

import dev.tocsin.contract.health.HealthLogEvent;
import dev.tocsin.contract.health.VantagePointSetAside;
import dev.tocsin.contract.health.VantagePointTakenBack;
import dev.tocsin.contract.status.CellStatusEvent;
import dev.tocsin.contract.vantage.HeartbeatSent;
import dev.tocsin.engine.detection.LiveWatch.Overseen.Beaten;
import dev.tocsin.engine.detection.LiveWatch.Overseen.Counted;
import dev.tocsin.engine.detection.RandomWatch.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A watch as it was lived: partitions are read in some order, [Oversight] hears what they count, and what it decides
/// is appended to every partition's log.
public final class LiveWatch {

    private static final Duration FURTHEST_AHEAD = Duration.ofSeconds(8);

    private final List<Deque<Entry>> ahead;
    private final List<Deque<Entry>> decidedAhead;
    private final List<List<Entry>> logs;
    private final List<Detection> detections;
    private final Deque<Entry> heartbeats;
    private final List<CellStatusEvent> told = new ArrayList<>();
    private final List<Entry> decided = new ArrayList<>();
    private final List<Overseen> overseen = new ArrayList<>();
    private OversightState oversight = OversightState.NONE;
    private Instant wall = Instant.EPOCH;

    /// What [Oversight] hears.
    public sealed interface Overseen {

        Oversight.Ruling rule(OversightState before);

        record Counted(AgreementCounted count) implements Overseen {
            @Override
            public Oversight.Ruling rule(OversightState before) {
                return Oversight.rule(before, count);
            }
        }

        record Beaten(HeartbeatSent heartbeat, Instant appended) implements Overseen {
            @Override
            public Oversight.Ruling rule(OversightState before) {
                return Oversight.rule(before, heartbeat, appended);
            }
        }
    }

    private LiveWatch(RandomWatch watch) {
        ahead = watch.logs().stream()
                .<Deque<Entry>>map(log -> new ArrayDeque<>(log))
                .toList();
        decidedAhead = ahead.stream().<Deque<Entry>>map(_ -> new ArrayDeque<>()).toList();
        logs = ahead.stream().<List<Entry>>map(_ -> new ArrayList<>()).toList();
        detections = IntStream.range(0, ahead.size())
                .mapToObj(partition -> new Detection(new PartitionMemory(partition)))
                .toList();
        heartbeats = new ArrayDeque<>(watch.heartbeats());
    }

    /// Read as it is appended.
    public static LiveWatch of(RandomWatch watch) {
        return new LiveWatch(watch).run(null);
    }

    /// Some partitions are read ahead of others, by 8 s at most.
    static LiveWatch of(RandomWatch watch, Random order) {
        return new LiveWatch(watch).run(order);
    }

    /// By partition: all that the log came to hold, in order.
    public List<List<Entry>> logs() {
        return logs;
    }

    /// What detection published, in the order in which it did.
    List<CellStatusEvent> told() {
        return told;
    }

    /// What [Oversight] decided, and when that was appended.
    List<Entry> decided() {
        return decided;
    }

    /// Whose votes do not count in which region, like `us-east in na`, from each time on.
    NavigableMap<Instant, Set<String>> setAside() {
        var from = new TreeMap<Instant, Set<String>>();
        from.put(Instant.EPOCH, Set.of());
        var standing = new HashSet<HealthLogEvent>();
        for (var entry : decided) {
            switch (entry.logged()) {
                case VantagePointSetAside aside -> standing.add(aside);
                case VantagePointTakenBack back ->
                    standing.removeIf(event -> event instanceof VantagePointSetAside aside
                            && aside.vantagePoint().equals(back.vantagePoint())
                            && Objects.equals(aside.region(), back.region()));
                default -> {}
            }
            from.put(
                    entry.appended(),
                    standing.stream()
                            .map(VantagePointSetAside.class::cast)
                            .flatMap(aside -> RandomWatch.REGIONS.stream()
                                    .filter(region -> aside.region() == null
                                            || aside.region().equals(region))
                                    .map(region -> aside.vantagePoint() + " in " + region))
                            .collect(toSet()));
        }
        return from;
    }

    /// All that [Oversight] heard, in order.
    public List<Overseen> overseen() {
        return overseen;
    }

    private LiveWatch run(@Nullable Random order) {
        for (var next = next(order); next >= 0; next = next(order)) {
            read(next);
        }
        return this;
    }

    /// The partition to read next; less than none when all is read.
    private int next(@Nullable Random order) {
        var first = -1;
        for (var partition = 0; partition < ahead.size(); partition++) {
            if (!ahead.get(partition).isEmpty() && (first < 0 || head(partition).isBefore(head(first)))) {
                first = partition;
            }
        }
        if (first < 0 || order == null) {
            return first;
        }
        var latest = head(first).plus(FURTHEST_AHEAD);
        var may = IntStream.range(0, ahead.size())
                .filter(partition -> !ahead.get(partition).isEmpty())
                .filter(partition -> head(partition).isBefore(latest))
                .toArray();
        return may[order.nextInt(may.length)];
    }

    private Instant head(int partition) {
        return ahead.get(partition).getFirst().appended();
    }

    private void read(int partition) {
        var entry = take(partition);
        logs.get(partition).add(entry);
        wall = entry.appended().isAfter(wall) ? entry.appended() : wall;
        while (!heartbeats.isEmpty() && !heartbeats.getFirst().appended().isAfter(wall)) {
            var heartbeat = heartbeats.removeFirst();
            follow(new Beaten((HeartbeatSent) heartbeat.event(), heartbeat.appended()));
        }
        var findings = detections.get(partition).take(entry.appended(), entry.logged());
        told.addAll(findings.changes());
        if (findings.counted() != null) {
            follow(new Counted(findings.counted()));
        }
    }

    /// What was decided comes after all that was appended before it.
    private Entry take(int partition) {
        var decision = decidedAhead.get(partition);
        return !decision.isEmpty() && decision.getFirst().appended().isBefore(head(partition))
                ? decision.removeFirst()
                : ahead.get(partition).removeFirst();
    }

    private void follow(Overseen heard) {
        overseen.add(heard);
        var ruling = heard.rule(oversight);
        oversight = ruling.next();
        for (HealthLogEvent event : ruling.decided()) {
            var entry = new Entry(wall, event);
            decided.add(entry);
            decidedAhead.forEach(queue -> queue.add(entry));
        }
    }
}

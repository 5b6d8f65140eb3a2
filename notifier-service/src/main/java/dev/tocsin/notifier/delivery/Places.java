package dev.tocsin.notifier.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/// Decides which claimed deliveries of one channel are tried now, so that no receiver takes the places of others.
///
/// ```
///   claimed ──▶ waiting for its host and address ──▶ under way ──▶ ended
///                  │                                    │ no answer within `slowAfter`
///                  └──▶ handed back untried             └──▶ under way, late: its place is free for another
/// ```
///
/// Not thread-safe.
///
/// @param <T> a claimed delivery
public final class Places<T> {

    private final Bounds bounds;
    private final Map<Lane, Integer> taken = new EnumMap<>(Map.of(Lane.NORMAL, 0, Lane.SLOW, 0));
    private final Map<String, Receiver> hosts = new HashMap<>();
    private final Map<String, Receiver> endpoints = new HashMap<>();

    /// Hosts at which a place may have become free.
    private final SequencedSet<Receiver> changed = new LinkedHashSet<>();

    private final SequencedSet<Receiver> awaited = new LinkedHashSet<>();

    /// Attempts that are under way and not late, the oldest first.
    private final SequencedSet<Place> young = new LinkedHashSet<>();

    private int late;

    public Places(Bounds bounds) {
        this.bounds = bounds;
    }

    /// A host or an address.
    private final class Receiver {

        private final String name;
        private final SequencedSet<Place> waiting = new LinkedHashSet<>();
        private int underWay;
        private int late;

        private Receiver(String name) {
            this.name = name;
        }

        /// Whether at least half of the attempts that may be under way get no answer.
        private boolean hangs(int bound) {
            return late > 0 && late * 2 >= bound;
        }
    }

    /// The place that one claimed delivery holds.
    public final class Place {

        private final T claimed;
        private final Receiver host;
        private final Receiver endpoint;
        private final Lane lane;
        private final Instant beginBefore;
        private Instant began = Instant.MAX;
        private boolean isLate;
        private boolean isMoved;

        private Place(T claimed, Receiver host, Receiver endpoint, Lane lane, Instant beginBefore) {
            this.claimed = claimed;
            this.host = host;
            this.endpoint = endpoint;
            this.lane = lane;
            this.beginBefore = beginBefore;
        }

        public T claimed() {
            return claimed;
        }

        private boolean mayBegin() {
            return host.underWay < bounds.host(lane) && endpoint.underWay < bounds.endpoint();
        }

        private boolean isHopeless() {
            return !mayBegin() && (host.hangs(bounds.host(lane)) || endpoint.hangs(bounds.endpoint()));
        }
    }

    /// A delivery that was claimed and is not tried.
    ///
    /// @param hangs whether its receiver hangs; otherwise there was no place in time
    public record Untried<C>(C claimed, boolean hangs) {}

    /// The number of deliveries that may still be claimed.
    public int room(Lane lane) {
        return Math.max(0, bounds.places(lane) - taken(lane));
    }

    /// @param beginBefore the time from which it is too late to begin: the lease would end before the attempt
    public void take(T claimed, String host, String endpoint, Lane lane, Instant beginBefore) {
        var at = hosts.computeIfAbsent(host, Receiver::new);
        var place = new Place(claimed, at, endpoints.computeIfAbsent(endpoint, Receiver::new), lane, beginBefore);
        place.endpoint.waiting.add(place);
        at.waiting.add(place);
        taken.merge(lane, 1, Integer::sum);
        changed.add(at);
        awaited.add(at);
    }

    /// @return the places whose attempts begin now; [#end] must be called for each
    public List<Place> begin(Instant now) {
        var begun = new ArrayList<Place>();
        for (var host = next(); host != null; host = next()) {
            begin(host, now, begun);
        }
        return begun;
    }

    private @Nullable Receiver next() {
        return changed.isEmpty() ? null : changed.removeFirst();
    }

    private void begin(Receiver host, Instant now, List<Place> begun) {
        for (var places = host.waiting.iterator(); places.hasNext() && host.underWay < bounds.host(); ) {
            var place = places.next();
            if (place.mayBegin() && now.isBefore(place.beginBefore)) {
                stopWaiting(place, places);
                host.underWay++;
                place.endpoint.underWay++;
                place.began = now;
                young.add(place);
                begun.add(place);
            }
        }
    }

    public void end(Place place) {
        young.remove(place);
        place.host.underWay--;
        place.endpoint.underWay--;
        if (place.isLate) {
            place.host.late--;
            place.endpoint.late--;
        }
        if (place.isMoved) {
            late--;
        } else {
            taken.merge(place.lane, -1, Integer::sum);
        }
        changed.add(place.host);
        forgetIdle(place);
    }

    /// Call this a few times a second: an attempt that has had no answer for long gives its place back.
    ///
    /// @return the deliveries that are not tried, and must not begin any more
    public List<Untried<T>> handBack(Instant now) {
        noteLate(now);
        var untried = new ArrayList<Untried<T>>();
        for (var host : List.copyOf(awaited)) {
            for (var places = host.waiting.iterator(); places.hasNext(); ) {
                var place = places.next();
                var hangs = place.isHopeless();
                if (hangs || !now.isBefore(place.beginBefore)) {
                    stopWaiting(place, places);
                    taken.merge(place.lane, -1, Integer::sum);
                    forgetIdle(place);
                    untried.add(new Untried<>(place.claimed, hangs));
                }
            }
        }
        return untried;
    }

    private void noteLate(Instant now) {
        for (var places = young.iterator(); places.hasNext(); ) {
            var place = places.next();
            if (place.began.plus(bounds.slowAfter()).isAfter(now)) {
                return;
            }
            places.remove();
            place.isLate = true;
            place.host.late++;
            place.endpoint.late++;
            if (place.lane == Lane.NORMAL && late < bounds.late()) {
                place.isMoved = true;
                late++;
                taken.merge(place.lane, -1, Integer::sum);
            }
        }
    }

    private void stopWaiting(Place place, Iterator<Place> ofHost) {
        ofHost.remove();
        place.endpoint.waiting.remove(place);
        if (place.host.waiting.isEmpty()) {
            awaited.remove(place.host);
        }
    }

    private void forgetIdle(Place place) {
        forgetIdle(hosts, place.host);
        forgetIdle(endpoints, place.endpoint);
    }

    private void forgetIdle(Map<String, Receiver> all, Receiver receiver) {
        if (receiver.underWay == 0 && receiver.waiting.isEmpty()) {
            all.remove(receiver.name, receiver);
            changed.remove(receiver);
        }
    }

    private int taken(Lane lane) {
        return taken.getOrDefault(lane, 0);
    }
}

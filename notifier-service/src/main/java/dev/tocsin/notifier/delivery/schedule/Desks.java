package dev.tocsin.notifier.delivery.schedule;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;

import dev.tocsin.contract.delivery.Channel;
import dev.tocsin.notifier.delivery.Bounds;
import dev.tocsin.notifier.delivery.Carrier;
import dev.tocsin.notifier.delivery.Lane;
import dev.tocsin.notifier.delivery.Places;
import dev.tocsin.notifier.delivery.store.DeliveryClaims.Claimed;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Where the deliveries of each channel are tried. Safe for threads.
final class Desks {

    private final Map<Channel, Desk> desks;
    private final Clock clock;
    private final Object lock = new Object();

    /// The places are guarded by `lock`.
    record Desk(Carrier carrier, Bounds bounds, Places<Claimed> places) {

        private static Desk of(Carrier carrier, Bounds configured) {
            var bounds = carrier.bounds(configured);
            return new Desk(carrier, bounds, new Places<>(bounds));
        }

        private boolean hasRoom() {
            return places.room(Lane.NORMAL) >= bounds.normal() / 4;
        }
    }

    /// How many more may be claimed.
    record Wanted(Channel channel, Lane lane, int most) {

        boolean isIn(Map<Channel, Set<Lane>> due) {
            return due.getOrDefault(channel, Set.of()).contains(lane);
        }
    }

    Desks(List<Carrier> carriers, Bounds bounds, Clock clock) {
        this.desks = carriers.stream().collect(toMap(Carrier::channel, carrier -> Desk.of(carrier, bounds)));
        this.clock = clock;
    }

    Set<Channel> channels() {
        return desks.keySet();
    }

    Desk of(Channel channel) {
        return requireNonNull(desks.get(channel));
    }

    boolean isAnyFull() {
        synchronized (lock) {
            return desks.values().stream().anyMatch(desk -> desk.places().room(Lane.NORMAL) == 0);
        }
    }

    List<Wanted> wanted() {
        synchronized (lock) {
            return desks.entrySet().stream()
                    .flatMap(desk -> Stream.of(Lane.values())
                            .map(lane -> new Wanted(
                                    desk.getKey(),
                                    lane,
                                    desk.getValue().places().room(lane))))
                    .filter(each -> each.most() > 0)
                    .toList();
        }
    }

    /// @param beginBefore when it is too late to begin: the lease would end before the attempt
    void take(Desk desk, Lane lane, List<Claimed> claimed, Instant beginBefore) {
        synchronized (lock) {
            for (var each : claimed) {
                desk.places()
                        .take(
                                each,
                                desk.carrier().host(each.to()),
                                each.to().address().text(),
                                lane,
                                beginBefore);
            }
        }
    }

    /// @return what is to be begun now; each is to be ended
    List<Places<Claimed>.Place> begin(Desk desk) {
        synchronized (lock) {
            return desk.places().begin(clock.instant());
        }
    }

    void end(Desk desk, Places<Claimed>.Place place) {
        synchronized (lock) {
            desk.places().end(place);
            if (desk.hasRoom()) {
                lock.notifyAll();
            }
        }
    }

    /// @return what does not get its turn, which is not to be begun any more
    List<Places.Untried<Claimed>> handBack() {
        var untried = new ArrayList<Places.Untried<Claimed>>();
        synchronized (lock) {
            desks.values().forEach(desk -> untried.addAll(desk.places().handBack(clock.instant())));
        }
        return untried;
    }

    /// Waits until a quarter of the places of each channel is free, for at most `limit`.
    void awaitRoom(Duration limit) {
        var until = System.nanoTime() + limit.toNanos();
        synchronized (lock) {
            try {
                for (var left = limit.toNanos();
                        left > 0 && !desks.values().stream().allMatch(Desk::hasRoom);
                        left = until - System.nanoTime()) {
                    TimeUnit.NANOSECONDS.timedWait(lock, left);
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }
}

package dev.tocsin.notifier.delivery.schedule;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;

import dev.tocsin.contract.delivery.Channel;
import dev.tocsin.notifier.delivery.Bounds;
import dev.tocsin.notifier.delivery.Carrier;
import dev.tocsin.notifier.delivery.Lane;
import dev.tocsin.notifier.delivery.Places;
import dev.tocsin.notifier.delivery.store.DeliveryClaims.Claimed;
import dev.tocsin.notifier.subscription.Address.OperatorAddress;
import dev.tocsin.notifier.subscription.Subscription;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The queues from which the deliveries of each channel are tried. Thread-safe.
final class SendQueues {

    private final Map<Channel, SendQueue> queues;
    private final Clock clock;
    private final Object lock = new Object();

    /// The places are guarded by `lock`.
    record SendQueue(Carrier carrier, Bounds bounds, Places<Claimed> places) {

        private static SendQueue of(Carrier carrier, Bounds configured) {
            var bounds = carrier.bounds(configured);
            return new SendQueue(carrier, bounds, new Places<>(bounds));
        }

        private boolean hasRoom() {
            return places.room(Lane.NORMAL) >= bounds.normal() / 4;
        }
    }

    /// The number of deliveries that may still be claimed.
    record Room(Channel channel, Lane lane, int most) {

        boolean isIn(Map<Channel, Set<Lane>> due) {
            return due.getOrDefault(channel, Set.of()).contains(lane);
        }
    }

    SendQueues(List<Carrier> carriers, Bounds bounds, Clock clock) {
        this.queues = carriers.stream().collect(toMap(Carrier::channel, carrier -> SendQueue.of(carrier, bounds)));
        this.clock = clock;
    }

    Set<Channel> channels() {
        return queues.keySet();
    }

    SendQueue of(Channel channel) {
        return requireNonNull(queues.get(channel));
    }

    boolean isAnyFull() {
        synchronized (lock) {
            return queues.values().stream().anyMatch(queue -> queue.places().room(Lane.NORMAL) == 0);
        }
    }

    List<Room> room() {
        synchronized (lock) {
            return queues.entrySet().stream()
                    .flatMap(queue -> Stream.of(Lane.values())
                            .map(lane -> new Room(
                                    queue.getKey(),
                                    lane,
                                    queue.getValue().places().room(lane))))
                    .filter(each -> each.most() > 0)
                    .toList();
        }
    }

    /// @param beginBefore the time from which it is too late to begin: the lease would end before the attempt
    void take(SendQueue queue, Lane lane, List<Claimed> claimed, Instant beginBefore) {
        synchronized (lock) {
            for (var each : claimed) {
                queue.places()
                        .take(each, host(queue, each.to()), each.to().address().text(), lane, beginBefore);
            }
        }
    }

    /// An attempt at an address that is not resolved goes nowhere.
    private static String host(SendQueue queue, Subscription to) {
        return to.address() instanceof OperatorAddress ? "" : queue.carrier().host(to);
    }

    /// @return the places whose attempts begin now; [#end] must be called for each
    List<Places<Claimed>.Place> begin(SendQueue queue) {
        synchronized (lock) {
            return queue.places().begin(clock.instant());
        }
    }

    void end(SendQueue queue, Places<Claimed>.Place place) {
        synchronized (lock) {
            queue.places().end(place);
            if (queue.hasRoom()) {
                lock.notifyAll();
            }
        }
    }

    /// @return the deliveries that are not tried, and must not begin any more
    List<Places.Untried<Claimed>> handBack() {
        var untried = new ArrayList<Places.Untried<Claimed>>();
        synchronized (lock) {
            queues.values().forEach(queue -> untried.addAll(queue.places().handBack(clock.instant())));
        }
        return untried;
    }

    /// Waits until a quarter of the places of each channel is free, for at most `limit`.
    void awaitRoom(Duration limit) {
        var until = System.nanoTime() + limit.toNanos();
        synchronized (lock) {
            try {
                for (var left = limit.toNanos();
                        left > 0 && !queues.values().stream().allMatch(SendQueue::hasRoom);
                        left = until - System.nanoTime()) {
                    TimeUnit.NANOSECONDS.timedWait(lock, left);
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }
}

package dev.tocsin.benchmarks.storm;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Event;
import dev.tocsin.contract.incident.IncidentEvent;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.contract.operator.OperatorAlertEvent.AlertRaised;
import dev.tocsin.contract.status.StatusChanged;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The events that came from the topics, with their arrival times. Threads may write and read it concurrently.
public final class Heard {

    /// A record as a consumer of the topic receives it.
    ///
    /// @param bytes of its value
    public record ReceivedEvent<E>(E event, int bytes, Instant at) {}

    private final List<ReceivedEvent<StatusChanged>> changes = new ArrayList<>();
    private final Map<Cell, StatusChanged> statuses = new HashMap<>();
    private final List<ReceivedEvent<IncidentEvent>> story = new ArrayList<>();
    private final List<ReceivedEvent<IncidentSnapshot>> snapshots = new ArrayList<>();
    private final List<AlertRaised> alerts = new ArrayList<>();

    public synchronized void hear(Event event, int bytes, Instant at) {
        switch (event) {
            case StatusChanged change -> {
                changes.add(new ReceivedEvent<>(change, bytes, at));
                statuses.put(change.cell(), change);
            }
            case IncidentEvent told -> story.add(new ReceivedEvent<>(told, bytes, at));
            case IncidentSnapshot snapshot -> snapshots.add(new ReceivedEvent<>(snapshot, bytes, at));
            case AlertRaised alert -> alerts.add(alert);
            default -> {}
        }
        notifyAll();
    }

    /// Waits until the condition holds, but no longer than `until`.
    ///
    /// @return whether the condition holds
    public synchronized boolean await(Predicate<Heard> so, Instant until, Clock clock) throws InterruptedException {
        while (!so.test(this)) {
            var left = Duration.between(clock.instant(), until).toMillis();
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    public synchronized List<ReceivedEvent<StatusChanged>> changes() {
        return List.copyOf(changes);
    }

    public synchronized long standing(Predicate<StatusChanged> status) {
        return statuses.values().stream().filter(status).count();
    }

    public synchronized Optional<StatusChanged> status(Cell cell) {
        return Optional.ofNullable(statuses.get(cell));
    }

    public synchronized List<ReceivedEvent<IncidentEvent>> story() {
        return List.copyOf(story);
    }

    public synchronized <E extends IncidentEvent> Stream<E> told(Class<E> kind) {
        return List.copyOf(story).stream()
                .map(ReceivedEvent::event)
                .filter(kind::isInstance)
                .map(kind::cast);
    }

    public synchronized List<ReceivedEvent<IncidentSnapshot>> snapshots() {
        return List.copyOf(snapshots);
    }

    public synchronized List<AlertRaised> alerts() {
        return List.copyOf(alerts);
    }
}

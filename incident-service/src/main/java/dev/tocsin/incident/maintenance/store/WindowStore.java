package dev.tocsin.incident.maintenance.store;

import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowUpdated;
import dev.tocsin.engine.maintenance.Planner;
import dev.tocsin.engine.maintenance.Window;
import dev.tocsin.incident.maintenance.EditResult;
import dev.tocsin.incident.maintenance.EditResult.Done;
import dev.tocsin.incident.postgres.ReaderSessions;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The only place that writes windows: each write locks the writer's row, and stores windows and their events in one
/// transaction.
@ApplicationScoped
public class WindowStore {

    private final WindowWriterRepository writer;
    private final WindowRepository windows;
    private final WindowOutboxRepository outbox;
    private final ReaderSessions readers;

    WindowStore(
            WindowWriterRepository writer,
            WindowRepository windows,
            WindowOutboxRepository outbox,
            ReaderSessions readers) {
        this.writer = writer;
        this.windows = windows;
        this.outbox = outbox;
        this.readers = readers;
    }

    /// One page, the earliest first.
    ///
    /// @param over whether windows that are over are included
    /// @param after the id after which to go on
    public List<Window> list(boolean over, @Nullable String after, int most) {
        return readers.read(session -> WindowRepository.page(over, after, most, session));
    }

    /// The windows that touch a span of time, the earliest first.
    public List<Window> between(Instant from, Instant to, int most) {
        return readers.read(session -> WindowRepository.between(from, to, most, session));
    }

    public Optional<Window> one(String id) {
        return readers.read(session -> WindowRepository.one(id, session));
    }

    /// Stores the changes that are due by plans and time. The first look takes no lock, for mostly nothing is due.
    ///
    /// @param asOf when the plans were published; plans older than those seen before are ignored
    /// @return whether anything changed
    public boolean keep(Planner planner, Instant asOf, Instant now) {
        var isDue = QuarkusTransaction.requiringNew()
                .call(() -> !changes(planner, asOf, writer.unlocked().plannedAsOf, now)
                        .isEmpty());
        return isDue && QuarkusTransaction.requiringNew().call(() -> keepDue(planner, asOf, now));
    }

    private boolean keepDue(Planner planner, Instant asOf, Instant now) {
        var locked = writer.locked();
        var changes = changes(planner, asOf, locked.plannedAsOf, now);
        changes.forEach(this::put);
        if (asOf.isAfter(locked.plannedAsOf)) {
            locked.plannedAsOf = asOf;
        }
        return !changes.isEmpty();
    }

    /// Applies one edit by an operator.
    @Transactional
    public EditResult edit(String id, Function<Optional<Window>, EditResult> edit) {
        writer.locked();
        var outcome = edit.apply(windows.one(id));
        if (outcome instanceof Done(var window)) {
            put(window);
        }
        return outcome;
    }

    @Transactional
    public boolean hasUntold() {
        return !outbox.next(1).isEmpty();
    }

    /// Hands over waiting events in order, and deletes them when the call returns: each is published at least once.
    @Transactional
    public void tell(int most, Consumer<List<WindowUpdated>> tell) {
        writer.locked();
        var next = outbox.next(most);
        tell.accept(next.stream().map(WindowOutboxEntity::event).toList());
        outbox.delete(next);
    }

    private List<Window> changes(Planner planner, Instant asOf, Instant newest, Instant now) {
        return asOf.isBefore(newest)
                ? Planner.times(windows.notOver(List.of()), now)
                : planner.changes(windows.notOver(planner.wanted(now)), now);
    }

    private void put(Window window) {
        windows.put(window);
        outbox.persist(new WindowOutboxEntity(window));
    }
}

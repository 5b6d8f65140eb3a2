package dev.tocsin.incident.maintenance.store;

import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowUpdated;
import dev.tocsin.engine.maintenance.Planner;
import dev.tocsin.engine.maintenance.Window;
import dev.tocsin.engine.maintenance.WindowSeries;
import dev.tocsin.incident.maintenance.EditResult;
import dev.tocsin.incident.maintenance.EditResult.AlreadySo;
import dev.tocsin.incident.maintenance.EditResult.Done;
import dev.tocsin.incident.maintenance.EditResult.Impossible;
import dev.tocsin.incident.maintenance.EditResult.Unknown;
import dev.tocsin.incident.maintenance.EditResult.Wrong;
import dev.tocsin.incident.postgres.ReaderSessions;
import dev.tocsin.support.problem.Problem.FieldError;
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

    /// Each is followed every few seconds.
    private static final int MOST_SERIES = 200;

    private final WindowWriterRepository writer;
    private final WindowRepository windows;
    private final SeriesRepository series;
    private final WindowOutboxRepository outbox;
    private final ReaderSessions readers;

    WindowStore(
            WindowWriterRepository writer,
            WindowRepository windows,
            SeriesRepository series,
            WindowOutboxRepository outbox,
            ReaderSessions readers) {
        this.writer = writer;
        this.windows = windows;
        this.series = series;
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

    /// One page of the series of which windows may still come, by their ids.
    ///
    /// @param after the id after which to go on
    public List<WindowSeries> series(Instant now, @Nullable String after, int most) {
        return readers.read(session -> SeriesRepository.ongoing(now, after, most, session));
    }

    public Optional<WindowSeries> oneSeries(String id) {
        return readers.read(session -> SeriesRepository.one(id, session));
    }

    /// Stores the changes that are due by plans, series and time. The first look takes no lock, for mostly nothing is
    /// due.
    ///
    /// @param asOf when the plans were published; plans older than those seen before are ignored
    /// @return whether anything changed
    public boolean keep(Planner planner, Instant asOf, Instant now) {
        var isDue = QuarkusTransaction.requiringNew()
                .call(() -> !changes(planner, asOf, writer.unlocked().plannedAsOf, now)
                        .isEmpty());
        return isDue && QuarkusTransaction.requiringNew().call(() -> keepDue(planner, asOf, now));
    }

    /// Stores the changes that are due by time alone. It reads the windows that change, and no others.
    ///
    /// @return whether anything changed
    public boolean keepTimes(Instant now) {
        var isDue =
                QuarkusTransaction.requiringNew().call(() -> !windows.due(now).isEmpty());
        return isDue && QuarkusTransaction.requiringNew().call(() -> keepTimesDue(now));
    }

    private boolean keepTimesDue(Instant now) {
        writer.locked();
        var changes = Planner.times(windows.due(now), now);
        changes.forEach(this::put);
        return !changes.isEmpty();
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

    /// Stores a new series with the windows that it has now.
    @Transactional
    public EditResult add(WindowSeries wanted, Instant now) {
        writer.locked();
        var known = series.one(wanted.id());
        if (known.isPresent()) {
            return known.get().isSameWork(wanted)
                    ? again(known.get(), now)
                    : new Impossible(wanted.id(), "exists already and differs from this request");
        }
        if (series.ongoing(now).size() >= MOST_SERIES) {
            return new Wrong(List.of(new FieldError(
                    "repeats", "cannot be accepted: there are %d series already; end some".formatted(MOST_SERIES))));
        }
        series.put(wanted);
        wanted.windows(now).stream()
                .filter(window -> windows.one(window.id()).isEmpty())
                .forEach(this::put);
        return first(wanted, now).<EditResult>map(Done::new).orElseGet(() -> isOver(wanted.id()));
    }

    /// A series that was ended does not begin again, though windows before its end may still come.
    private EditResult again(WindowSeries known, Instant now) {
        return Optional.of(known)
                .filter(series -> series.endsBefore() == null)
                .flatMap(series -> first(series, now))
                .<EditResult>map(AlreadySo::new)
                .orElseGet(() -> isOver(known.id()));
    }

    private Optional<Window> first(WindowSeries wanted, Instant now) {
        return wanted.windows(now).stream().findFirst().flatMap(window -> windows.one(window.id()));
    }

    private static EditResult isOver(String id) {
        return new Impossible(id, "has ended; a new series needs another id or title");
    }

    /// Ends a series: this window and all later ones of the series are cancelled, whoever moved them.
    ///
    /// @param by the operator who ends it
    @Transactional
    public EditResult endSeries(String id, String by, Instant now) {
        writer.locked();
        var window = windows.one(id);
        var known = window.map(Window::plan).flatMap(series::one);
        if (known.isEmpty()) {
            return window.isEmpty() ? new Unknown(id) : new Impossible(id, "is not of a series");
        }
        var start = known.get().plannedStart(id).orElseGet(() -> window.get().startsAt());
        var endsBefore = known.get().endsBefore();
        if (endsBefore != null && !start.isBefore(endsBefore)) {
            return new AlreadySo(window.get());
        }
        series.put(known.get().endedBefore(start));
        windows.notOver(List.of()).stream()
                .filter(other -> known.get().id().equals(other.plan()))
                .filter(other -> !known.get()
                        .plannedStart(other.id())
                        .orElseGet(other::startsAt)
                        .isBefore(start))
                .map(other -> EditResult.cancel(other, by, now))
                .forEach(cancelled -> {
                    if (cancelled instanceof Done(var over)) {
                        put(over);
                    }
                });
        return new Done(windows.one(id).orElseGet(window::get));
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
        if (asOf.isBefore(newest)) {
            return Planner.times(windows.notOver(List.of()), now);
        }
        var all = planner.and(series.ongoing(now));
        return all.changes(windows.notOver(all.wanted(now)), now);
    }

    private void put(Window window) {
        windows.put(window);
        outbox.persist(new WindowOutboxEntity(window));
    }
}

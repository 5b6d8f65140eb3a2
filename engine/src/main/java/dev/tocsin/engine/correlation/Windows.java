package dev.tocsin.engine.correlation;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowUpdated;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pcollections.PSortedMap;
import org.pcollections.TreePMap;

/// Windows of planned work that are ahead, in progress, or ended lately, by id.
public record Windows(PSortedMap<String, WindowUpdated> byId) {

    static final Windows NONE = new Windows(TreePMap.empty());

    /// A window event that arrives twice, or late, changes nothing.
    public Windows with(WindowUpdated window) {
        var known = byId.get(window.window());
        return known != null && known.number() >= window.number()
                ? this
                : new Windows(byId.plus(window.window(), window));
    }

    /// The time at which a window next begins or ends, later than `now` and not later than `limit`.
    public Optional<Instant> nextTurn(Instant now, Instant limit) {
        return byId.values().stream()
                .flatMap(window -> Stream.of(begins(window), ends(window)))
                .filter(turn -> turn.isAfter(now) && !turn.isAfter(limit))
                .min(Instant::compareTo);
    }

    /// The windows that cover the cell at that time.
    Stream<WindowUpdated> over(Cell cell, Instant time) {
        return byId.values().stream()
                .filter(window -> lasts(window, time) && window.cells().contains(cell));
    }

    /// The end of the last window that covers the cell; null if none does.
    @Nullable
    public Instant excuse(Cell cell, Instant time) {
        return over(cell, time).map(Windows::ends).max(Instant::compareTo).orElse(null);
    }

    public Windows since(Instant time) {
        var old = byId.values().stream()
                .filter(window -> ends(window).isBefore(time))
                .map(WindowUpdated::window)
                .toList();
        return old.isEmpty() ? this : new Windows(byId.minusAll(old));
    }

    public static boolean lasts(WindowUpdated window, Instant time) {
        return !time.isBefore(begins(window)) && time.isBefore(ends(window));
    }

    /// A window that was started by hand begins at that time.
    public static Instant begins(WindowUpdated window) {
        return switch (window.state()) {
            case IN_PROGRESS -> earlier(window.startsAt(), window.time());
            case SCHEDULED, COMPLETED, CANCELLED -> window.startsAt();
        };
    }

    /// A window that was ended or cancelled by hand ends at that time.
    public static Instant ends(WindowUpdated window) {
        return switch (window.state()) {
            case COMPLETED, CANCELLED -> earlier(window.endsAt(), window.time());
            case SCHEDULED, IN_PROGRESS -> window.endsAt();
        };
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}

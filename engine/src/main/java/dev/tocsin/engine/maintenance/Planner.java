package dev.tocsin.engine.maintenance;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Decides how windows change, by the catalog's plans and by the time.
///
/// Windows that were created or changed by hand follow time alone. A window whose plan is gone, or does not name it
/// any more, is cancelled.
public record Planner(Collection<? extends WindowSource> plans) {

    /// With further work that is planned.
    public Planner and(Collection<? extends WindowSource> others) {
        var all = new ArrayList<WindowSource>(plans);
        all.addAll(others);
        return new Planner(all);
    }

    /// The ids of windows that should exist now.
    public List<String> wanted(Instant now) {
        return List.copyOf(planned(now).keySet());
    }

    /// @param known all windows that are not over, and those with the ids that are [#wanted]
    /// @return windows as they are after their change, in the order of their ids
    public List<Window> changes(Collection<Window> known, Instant now) {
        var changed = new ArrayList<>(times(known, now));
        var wanted = planned(now);
        var byId = known.stream().collect(toMap(Window::id, identity()));
        wanted.values().stream()
                .filter(window -> !byId.containsKey(window.id()))
                .forEach(changed::add);
        for (var window : known) {
            if (followsPlan(window) && window.next(now).isEmpty()) {
                byPlan(window, wanted.get(window.id()), now).ifPresent(changed::add);
            }
        }
        return inOrder(changed);
    }

    /// Whether its plan still decides about it, because no operator has.
    private static boolean followsPlan(Window window) {
        return window.plan() != null && window.by() == null;
    }

    private static Optional<Window> byPlan(Window window, @Nullable Window wanted, Instant now) {
        return switch (window) {
            case ScheduledWindow scheduled when wanted == null -> Optional.of(scheduled.cancel(null, now));
            case OngoingWindow ongoing when wanted == null -> Optional.of(ongoing.cancel(null, now));
            case ScheduledWindow scheduled
            when !wanted.isSameWork(window) ->
                Optional.of(scheduled.change(
                        wanted.title(), wanted.cells(), window.startsAt(), wanted.endsAt(), null, now));
            case OngoingWindow ongoing
            when !wanted.isSameWork(window) ->
                Optional.of(ongoing.change(wanted.title(), wanted.cells(), wanted.endsAt(), null, now));
            case CancelledWindow cancelled when wanted != null -> Optional.of(cancelled.planAgain(wanted, now));
            case ScheduledWindow _, OngoingWindow _, CancelledWindow _, CompletedWindow _ -> Optional.empty();
        };
    }

    /// The windows that change by the time alone.
    public static List<Window> times(Collection<Window> known, Instant now) {
        return inOrder(
                known.stream().flatMap(window -> window.next(now).stream()).toList());
    }

    private Map<String, Window> planned(Instant now) {
        var windows = new TreeMap<String, Window>();
        plans.stream().flatMap(plan -> plan.windows(now).stream()).forEach(window -> windows.put(window.id(), window));
        return windows;
    }

    private static List<Window> inOrder(Collection<Window> windows) {
        var inOrder = new TreeMap<String, Window>();
        windows.forEach(window -> inOrder.put(window.id(), window));
        return List.copyOf(inOrder.values());
    }
}

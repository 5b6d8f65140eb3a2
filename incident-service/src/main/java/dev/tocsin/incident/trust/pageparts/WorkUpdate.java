package dev.tocsin.incident.trust.pageparts;

import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowState;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowUpdated;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// One sentence about the course of planned work.
public record WorkUpdate(WorkUpdateKind kind, Instant at, String text) {

    public enum WorkUpdateKind {
        SCHEDULED,
        IN_PROGRESS,
        PROLONGED,
        VERIFYING,
        COMPLETED,
        CANCELLED
    }

    /// The newest first.
    ///
    /// @param where such as `Log in and API – North America`
    public static List<WorkUpdate> of(WindowUpdated window, String where) {
        var updates = new ArrayList<WorkUpdate>();
        var announced = earlier(window.time(), window.startsAt());
        updates.add(new WorkUpdate(
                WorkUpdateKind.SCHEDULED, announced, "Maintenance is scheduled for %s.".formatted(where)));
        if (window.state() == WindowState.IN_PROGRESS || window.state() == WindowState.COMPLETED) {
            updates.add(new WorkUpdate(WorkUpdateKind.IN_PROGRESS, window.startsAt(), "The work has begun."));
        }
        var prolongedFrom = window.prolongedFrom();
        if (prolongedFrom != null) {
            updates.add(new WorkUpdate(
                    WorkUpdateKind.PROLONGED,
                    earlier(window.time(), prolongedFrom),
                    "The work takes longer than was planned."));
        }
        var verifyingSince = window.verifyingSince();
        if (verifyingSince != null) {
            updates.add(new WorkUpdate(
                    WorkUpdateKind.VERIFYING, verifyingSince, "The work is done, and is being checked."));
        }
        if (window.state() == WindowState.COMPLETED) {
            updates.add(new WorkUpdate(WorkUpdateKind.COMPLETED, window.endsAt(), "The work is done."));
        }
        if (window.state() == WindowState.CANCELLED) {
            updates.add(new WorkUpdate(WorkUpdateKind.CANCELLED, window.time(), "The work was cancelled."));
        }
        updates.sort(Comparator.comparing(WorkUpdate::at));
        return List.copyOf(updates.reversed());
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}

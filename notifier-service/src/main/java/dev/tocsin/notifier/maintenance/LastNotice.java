package dev.tocsin.notifier.maintenance;

import static dev.tocsin.contract.delivery.MaintenanceStage.CANCELLED;
import static dev.tocsin.contract.delivery.MaintenanceStage.COMPLETED;

import dev.tocsin.contract.delivery.MaintenanceStage;
import java.time.Instant;

/// The last notice of a window to a subscriber: the stage that was announced, and the times.
///
/// @param episode from 1; work that was announced as cancelled, and is planned again, begins the next
/// @param stage the furthest that was announced, and never `CHANGED`: a change goes no further
public record LastNotice(int episode, MaintenanceStage stage, Instant startsAt, Instant endsAt) {

    public boolean isOver() {
        return stage == COMPLETED || stage == CANCELLED;
    }
}

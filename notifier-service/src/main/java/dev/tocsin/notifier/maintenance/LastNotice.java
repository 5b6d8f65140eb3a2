package dev.tocsin.notifier.maintenance;

import static dev.tocsin.contract.delivery.MaintenanceStage.CANCELLED;
import static dev.tocsin.contract.delivery.MaintenanceStage.COMPLETED;

import dev.tocsin.contract.delivery.MaintenanceStage;
import java.time.Instant;

/// What a subscriber believes of a window: how far its story was told, and with which times.
///
/// @param episode from 1; work that was told to be cancelled, and is planned again, begins the next
/// @param stage the furthest that was told, and never `CHANGED`: a change goes no further
public record LastNotice(int episode, MaintenanceStage stage, Instant startsAt, Instant endsAt) {

    public boolean isOver() {
        return stage == COMPLETED || stage == CANCELLED;
    }
}

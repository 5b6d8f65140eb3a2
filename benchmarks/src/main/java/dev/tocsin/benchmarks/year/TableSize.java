package dev.tocsin.benchmarks.year;

import java.util.List;

/// What a table takes on disk.
///
/// @param bytes with its indexes, and with the room that removed rows have left
public record TableSize(String table, long rows, long bytes) {

    /// Tables that have a row, or several, for each subscription.
    private static final List<String> BY_SUBSCRIPTION = List.of(
            "subscription",
            "changed_subscription",
            "delivery",
            "delivery_step",
            "incident_told",
            "ledger_batch",
            "ledger_node",
            "bounce",
            "token");

    double bytesEach() {
        return rows == 0 ? 0 : (double) bytes / rows;
    }

    /// What it would take with more subscriptions.
    ///
    /// @param factor so many times as many
    double scaled(double factor) {
        return BY_SUBSCRIPTION.contains(table) ? bytes * factor : bytes;
    }
}

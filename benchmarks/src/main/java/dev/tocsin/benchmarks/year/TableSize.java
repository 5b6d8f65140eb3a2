package dev.tocsin.benchmarks.year;

import java.util.List;

/// The size of a table on disk.
///
/// @param bytes with its indexes, and with the space that removed rows have left
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

    /// Its bytes with more subscriptions.
    ///
    /// @param factor the number of subscriptions as a multiple of the present number
    double scaled(double factor) {
        return BY_SUBSCRIPTION.contains(table) ? bytes * factor : bytes;
    }
}

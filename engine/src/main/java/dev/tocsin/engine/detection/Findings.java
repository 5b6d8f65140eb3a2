package dev.tocsin.engine.detection;

import dev.tocsin.contract.status.CellStatusEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The results of one entry of the log.
///
/// @param reception how a health event, or the start of a run, was received; null for other entries
/// @param changes the events to publish, in order
/// @param counted the agreement of vantage points, for [Oversight], every ten seconds of the log; otherwise null
public record Findings(
        @Nullable Reception reception,
        List<CellStatusEvent> changes,
        @Nullable AgreementCounted counted) {

    public Findings {
        changes = List.copyOf(changes);
    }
}

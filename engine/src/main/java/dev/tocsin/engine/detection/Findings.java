package dev.tocsin.engine.detection;

import dev.tocsin.contract.status.CellStatusEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one entry of the log brought about.
///
/// @param reception what became of a health event; null for other entries
/// @param changes to publish, in order
/// @param counted how far vantage points agree, for [Oversight]; null but for each ten seconds of the log
public record Findings(
        @Nullable Reception reception,
        List<CellStatusEvent> changes,
        @Nullable AgreementCounted counted) {

    public Findings {
        changes = List.copyOf(changes);
    }
}

package dev.tocsin.contract.figures;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tocsin.contract.Cell;
import java.time.Instant;
import java.util.List;

/// Results of a cell's checks in one minute. Results that arrive late come as a further event about the same minute,
/// so a reader adds up all events about a minute.
///
/// @param time the beginning of the minute in which the asks began
/// @param countedAt the clock of the partition of `tocsin.health-events` when the event was written
/// @param checks in the order of the names of check and vantage point
public record MinuteCounted(
        Cell cell, @JsonProperty("minute") Instant time, Instant countedAt, List<CheckCount> checks)
        implements FiguresEvent {

    /// The results of one check from one vantage point.
    ///
    /// @param failed asks that failed
    /// @param unsure asks that say nothing of the target, because the probe's own controls failed
    /// @param latencies of the asks that were answered rightly, slow ones among them, in the order of the bins
    public record CheckCount(String check, String vantagePoint, long failed, long unsure, List<LatencyBin> latencies) {}

    /// A bin of a DDSketch with a relative accuracy of 2%.
    ///
    /// @param bin bin i has latencies from γ^i up to γ^(i+1) milliseconds, where γ is 1.02 / 0.98
    /// @param count the number of latencies in it
    public record LatencyBin(int bin, long count) {}

    @Override
    public String key() {
        return cell.toString();
    }

    @Override
    public String eventId() {
        return "%s/%d/%d".formatted(cell, time.toEpochMilli(), countedAt.toEpochMilli());
    }
}

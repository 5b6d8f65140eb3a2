package dev.tocsin.contract.status;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.Vote;
import dev.tocsin.contract.health.ErrorKind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A cell's verdict, or a mark beside it, changed.
///
/// @param number from 1 for each cell; may repeat, never skips
/// @param previous the verdict before; null when this is the cell's first
/// @param onset the first event of the run of the vote that completed the majority, never before the cell's previous
///     change; for UNKNOWN, when the votes ran out
/// @param time the clock of the cell's partition when it was decided
/// @param partition the partition of `tocsin.health-events` whose clock that is
/// @param marks the marks beside the verdict, in the order of the enum
/// @param reason the rule that decided, one line
/// @param checks each check's verdict now
/// @param votes the live votes that decided it, at most 50
public record StatusChanged(
        Cell cell,
        long number,
        Verdict verdict,
        @Nullable Verdict previous,
        Instant onset,
        @JsonProperty("changedAt") Instant time,
        int partition,
        List<Mark> marks,
        String reason,
        List<CheckVerdict> checks,
        List<CountedVote> votes)
        implements CellStatusEvent {

    /// The verdict on which the live votes on one check agree.
    public record CheckVerdict(String check, Verdict verdict) {}

    /// A live vote, as it was counted.
    ///
    /// @param since the first event of the run that made this vote
    /// @param error the error of the latest event of that run, or null
    public record CountedVote(
            String check,
            String vantagePoint,
            Vote vote,
            Instant since,
            @Nullable ErrorKind error) {}

    @Override
    public String key() {
        return cell.toString();
    }

    @Override
    public String eventId() {
        return cell + "/" + number;
    }
}

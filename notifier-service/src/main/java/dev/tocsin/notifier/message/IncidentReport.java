package dev.tocsin.notifier.message;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Severity;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.incident.IncidentState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The content of notices of an incident as of one of its events.
///
/// @param cells the public ones that the incident touches, the worst first, at most [#MOST_CELLS]
/// @param allCells the number of all such cells
/// @param onset when the trouble began; null while no outage is known
/// @param endedAt when the last outage to end was over; null while none has ended
/// @param cause the suspect that customers may see: a cell, `change` or `maintenance`; null if there is none
/// @param update the last text that a person wrote in this episode, Markdown, at most [#LONGEST_UPDATE] characters; or
///     null
public record IncidentReport(
        String incident,
        long number,
        int episode,
        String title,
        IncidentState state,
        Severity severity,
        List<String> regions,
        List<TouchedCell> cells,
        int allCells,
        @Nullable Instant onset,
        @Nullable Instant endedAt,
        Instant at,
        @Nullable String cause,
        @Nullable String update)
        implements Report {

    public static final int MOST_CELLS = 40;
    public static final int LONGEST_UPDATE = 2000;

    public record TouchedCell(Cell cell, Verdict verdict) {}

    @Override
    public String about() {
        return incident;
    }

    @Override
    public String path() {
        return "/incidents/" + incident;
    }
}

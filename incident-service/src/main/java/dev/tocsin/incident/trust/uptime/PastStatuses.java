package dev.tocsin.incident.trust.uptime;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.engine.uptime.Timeline;
import java.time.Instant;
import java.util.Map;

/// The statuses of an incident's cells while it lasted, as they count for uptime.
public interface PastStatuses {

    /// From the first onset until the incident was resolved; of an open one, until now. Empty while they cannot be
    /// read.
    ///
    /// @param seen the incident as the audience may see it
    /// @param asOf the time up to which verdicts are known
    Map<Cell, Timeline> of(IncidentSnapshot seen, Instant asOf);
}

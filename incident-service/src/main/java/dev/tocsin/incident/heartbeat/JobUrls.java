package dev.tocsin.incident.heartbeat;

import dev.tocsin.contract.Cell;
import java.util.List;

/// The URLs that jobs call.
public interface JobUrls {

    /// The URLs of a cell's heartbeat checks.
    List<JobUrl> of(Cell cell);
}

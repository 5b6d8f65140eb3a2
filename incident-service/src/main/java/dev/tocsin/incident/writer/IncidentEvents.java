package dev.tocsin.incident.writer;

import dev.tocsin.contract.incident.IncidentEvent;
import java.util.List;

/// The events of each incident, kept for as long as the incident: a snapshot has only the last of them.
public interface IncidentEvents {

    /// In the order of their numbers; empty for an incident that is not known.
    List<IncidentEvent> of(String incident);

    /// Without the changes of impact, which are many and not for customers.
    List<IncidentEvent> withoutImpactChanges(String incident);
}

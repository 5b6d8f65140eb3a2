package dev.tocsin.incident.dashboard.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.engine.recurrence.Recurrence;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The present state of an incident.
///
/// @param recurrence for operators: the recurring troubles that the incident is part of; left out for the public
record IncidentView(
        @JsonUnwrapped IncidentSnapshot snapshot,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Recurrence> recurrence) {}

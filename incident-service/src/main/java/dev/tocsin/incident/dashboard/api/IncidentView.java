package dev.tocsin.incident.dashboard.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.engine.recurrence.Recurrence;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An incident as it stands.
///
/// @param recurrence for operators, of which trouble it is the third or a later one; left out for the public
record IncidentView(
        @JsonUnwrapped IncidentSnapshot snapshot,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Recurrence> recurrence) {}

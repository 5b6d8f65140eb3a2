package dev.tocsin.incident.correlation;

import dev.tocsin.incident.lifecycle.Told;
import java.util.List;

/// What to keep, what to tell, and why.
public record Decision(Correlation next, List<Told> told, List<TraceEntry> trace) {}

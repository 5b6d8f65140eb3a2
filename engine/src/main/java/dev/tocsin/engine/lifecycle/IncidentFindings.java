package dev.tocsin.engine.lifecycle;

import dev.tocsin.contract.incident.Suspect;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The findings about one episode of an incident.
///
/// @param found the machine's assessment
/// @param suspects the likeliest first
/// @param correction a person's correction of the assessment, or null
record IncidentFindings(
        Assessment found, List<Suspect> suspects, @Nullable Correction correction) {

    static final IncidentFindings NONE = new IncidentFindings(Assessment.NONE, List.of(), null);

    IncidentFindings {
        suspects = List.copyOf(suspects);
    }

    /// The assessment as the machine found it, or as a person corrected it.
    Assessment assessment() {
        return correction == null ? found : correction.of(found);
    }

    IncidentFindings escalatedTo(Assessment next) {
        return new IncidentFindings(found.escalatedTo(next), suspects, correction);
    }

    IncidentFindings suspecting(List<Suspect> named) {
        return new IncidentFindings(found, named, correction);
    }

    /// @param next null to end the present correction
    IncidentFindings corrected(@Nullable Correction next) {
        return new IncidentFindings(found, suspects, next);
    }
}

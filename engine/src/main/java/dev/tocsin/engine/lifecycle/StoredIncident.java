package dev.tocsin.engine.lifecycle;

import dev.tocsin.contract.incident.Suspect;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An incident as a document for databases. It has one form for all states; [#incident] derives the state.
///
/// @param impactToldAt when an event last named cells
record StoredIncident(
        String id,
        StoredCourse course,
        StoredFindings findings,
        StoredHandling handling,
        List<Outage> outages,
        IncidentStory story,
        Instant impactToldAt) {

    /// @param resolvedAt null while it is open
    /// @param mergedInto the incident in which it continues, or null
    record StoredCourse(
            int episode,
            Instant startedAt,
            @Nullable Instant resolvedAt,
            @Nullable String mergedInto) {}

    record StoredFindings(Assessment assessment, List<Suspect> suspects, List<String> linked) {}

    record StoredHandling(
            @Nullable String acknowledgedBy,
            @Nullable Correction correction,
            @Nullable Instant postmortemAt,
            @Nullable String assignedTo) {}

    static StoredIncident of(Incident incident) {
        return switch (incident) {
            case OpenIncident(var facts) -> of(facts, null, null, null);
            case ResolvedIncident(var facts, var resolvedAt, var postmortemAt) ->
                of(facts, resolvedAt, null, postmortemAt);
            case MergedIncident(var facts, var resolvedAt, var into, var postmortemAt) ->
                of(facts, resolvedAt, into, postmortemAt);
        };
    }

    private static StoredIncident of(
            IncidentFacts facts,
            @Nullable Instant resolvedAt,
            @Nullable String mergedInto,
            @Nullable Instant postmortemAt) {
        return new StoredIncident(
                facts.id(),
                new StoredCourse(facts.episode(), facts.startedAt(), resolvedAt, mergedInto),
                new StoredFindings(facts.findings().found(), facts.findings().suspects(), facts.linked()),
                new StoredHandling(
                        facts.ownership().acknowledgedBy(),
                        facts.findings().correction(),
                        postmortemAt,
                        facts.ownership().assignedTo()),
                facts.outages(),
                facts.story(),
                facts.impactNamedAt());
    }

    Incident incident() {
        var facts = new IncidentFacts(
                id,
                course.episode,
                course.startedAt,
                new IncidentFindings(findings.assessment, findings.suspects, handling.correction),
                findings.linked,
                new Ownership(handling.acknowledgedBy, handling.assignedTo),
                outages,
                story,
                impactToldAt);
        if (course.resolvedAt == null) {
            return new OpenIncident(facts);
        }
        return course.mergedInto == null
                ? new ResolvedIncident(facts, course.resolvedAt, handling.postmortemAt)
                : new MergedIncident(facts, course.resolvedAt, course.mergedInto, handling.postmortemAt);
    }
}

package dev.tocsin.engine.lifecycle;

import static dev.tocsin.contract.incident.Suspect.Confidence.POSSIBLE;
import static java.time.temporal.ChronoUnit.MILLIS;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Severity;
import dev.tocsin.contract.incident.IncidentEvent.Acknowledged;
import dev.tocsin.contract.incident.IncidentEvent.Assigned;
import dev.tocsin.contract.incident.IncidentEvent.ImpactCorrected;
import dev.tocsin.contract.incident.IncidentEvent.Linked;
import dev.tocsin.contract.incident.IncidentEvent.OutageEnded;
import dev.tocsin.contract.incident.IncidentEvent.Reopened;
import dev.tocsin.contract.incident.IncidentEvent.Resolved;
import dev.tocsin.contract.incident.IncidentEvent.SuspectConfirmed;
import dev.tocsin.contract.incident.IncidentEvent.SuspectNamed;
import dev.tocsin.contract.incident.IncidentEvent.Unacknowledged;
import dev.tocsin.contract.incident.IncidentEvent.Unassigned;
import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.contract.incident.Suspect;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An incident that is not over: outages begin and end in it, the machine finds more, and people act on it.
public record OpenIncident(IncidentFacts facts) implements Incident {

    /// An incident about which nothing has been published yet.
    public static OpenIncident of(String id, Instant startedAt) {
        return new OpenIncident(IncidentFacts.of(id, startedAt));
    }

    @Override
    public IncidentState state() {
        if (standing().allMatch(Outage::isUp)) {
            return IncidentState.MONITORING;
        }
        return suspects().stream().anyMatch(suspect -> suspect.confidence() != POSSIBLE)
                ? IncidentState.IDENTIFIED
                : IncidentState.INVESTIGATING;
    }

    @Override
    public @Nullable Instant resolvedAt() {
        return null;
    }

    /// When an event last named cells.
    public Instant impactNamedAt() {
        return facts.impactNamedAt();
    }

    /// The next event of the story, and the incident with it; never earlier than the event before.
    public StoryStep publish(Instant now, NextEvent next) {
        return StoryStep.after(this, now, next);
    }

    public StoryStep acknowledge(String by, Instant now) {
        return new OpenIncident(facts.ownedBy(facts.ownership().acknowledgedBy(by)))
                .publish(now, (incident, time) -> new Acknowledged(incident, time, by));
    }

    public StoryStep unacknowledge(String by, Instant now) {
        return new OpenIncident(facts.ownedBy(facts.ownership().acknowledgedBy(null)))
                .publish(now, (incident, time) -> new Unacknowledged(incident, time, by));
    }

    public StoryStep assign(String to, String by, Instant now) {
        return new OpenIncident(facts.ownedBy(facts.ownership().assignedTo(to)))
                .publish(now, (incident, time) -> new Assigned(incident, time, by, to));
    }

    public StoryStep unassign(String by, Instant now) {
        return new OpenIncident(facts.ownedBy(facts.ownership().assignedTo(null)))
                .publish(now, (incident, time) -> new Unassigned(incident, time, by));
    }

    /// Applies a person's correction, which holds until the machine finds worse than it has found so far.
    ///
    /// @param title null to leave it to the machine
    /// @param severity null to leave it to the machine
    public StoryStep correct(
            @Nullable String title, @Nullable Severity severity, String by, String reason, Instant now) {
        var correction =
                new Correction(title, severity, facts.findings().found().severity());
        return new OpenIncident(facts.corrected(correction))
                .publish(now, (incident, time) -> new ImpactCorrected(incident, time, by, reason, null, null));
    }

    /// The incident with the title and the severity that a person states; no event of its own says so.
    ///
    /// @param title null to leave it to the machine
    /// @param severity null to leave it to the machine
    public OpenIncident stated(@Nullable String title, @Nullable Severity severity) {
        return title == null && severity == null
                ? this
                : new OpenIncident(facts.corrected(
                        new Correction(title, severity, facts.findings().found().severity())));
    }

    /// Publishes that a person added cells or took some away, which the incident has done already.
    public StoryStep correctCells(List<Cell> added, List<Cell> removed, String by, String reason, Instant now) {
        return publish(now, (incident, time) -> new ImpactCorrected(incident, time, by, reason, added, removed));
    }

    /// Empty while nothing was corrected, or the correction still holds.
    public Optional<StoryStep> correctionOvertaken(Instant now) {
        var correction = facts.findings().correction();
        if (correction == null || correction.holds(facts.findings().found())) {
            return Optional.empty();
        }
        return Optional.of(new OpenIncident(facts.corrected(null))
                .publish(
                        now,
                        (incident, time) -> new ImpactCorrected(
                                incident, time, null, "it has become worse than when it was corrected", null, null)));
    }

    public StoryStep suspect(List<Suspect> named, Instant now) {
        return new OpenIncident(facts.suspecting(named))
                .publish(now, (incident, time) -> new SuspectNamed(incident, time, named));
    }

    public StoryStep confirm(List<Suspect> named, Suspect confirmed, Instant now) {
        return new OpenIncident(facts.suspecting(named))
                .publish(now, (incident, time) -> new SuspectConfirmed(incident, time, confirmed));
    }

    public StoryStep link(String other, Instant now) {
        var next = linkedTo(other);
        return next.publish(now, (incident, time) -> new Linked(incident, time, next.linked()));
    }

    public OpenIncident linkedTo(String other) {
        return new OpenIncident(facts.linkedTo(other));
    }

    /// @param lastUp when the last of its cells came up
    public StoryStep end(Outage outage, Instant lastUp, Instant now) {
        return with(outage.ended(lastUp, now))
                .publish(
                        now, (incident, time) -> new OutageEnded(incident, time, outage.id(), outage.region(), lastUp));
    }

    /// Its ongoing outages end with it, without events of their own: one closing event covers them.
    ///
    /// @param by a person, or null
    /// @param reason the person's reason, or null
    public StoryStep resolve(@Nullable String by, @Nullable String reason, Instant now) {
        var at = now.truncatedTo(MILLIS);
        return StoryStep.after(
                new ResolvedIncident(ended(at), at, null),
                now,
                (incident, time) -> new Resolved(incident, time, by, reason, null));
    }

    /// Ends the incident, which continues in another.
    public StoryStep mergeInto(String other, String by, Instant now) {
        var at = now.truncatedTo(MILLIS);
        return StoryStep.after(
                new MergedIncident(linkedTo(other).ended(at), at, other, null),
                now,
                (incident, time) -> new Resolved(incident, time, by, null, other));
    }

    private IncidentFacts ended(Instant at) {
        return facts.with(standing().map(outage -> outage.ended(at, at)).toList());
    }

    public StoryStep reopen(Instant onset, Instant now) {
        return publish(now, (incident, time) -> new Reopened(incident, time, onset, null, null));
    }

    /// @param by the person who reopens it
    public StoryStep reopen(String by, String reason, Instant onset, Instant now) {
        return publish(now, (incident, time) -> new Reopened(incident, time, onset, by, reason));
    }

    /// The id that the region's next outage gets.
    public String nextOutageIn(String region) {
        var before = outages().stream().filter(outage -> outage.region().equals(region));
        return region + "-" + (1 + before.count());
    }

    /// Replaces the outage that has the same id, or appends this one.
    public OpenIncident with(Outage outage) {
        return new OpenIncident(facts.with(List.of(outage)));
    }

    /// Like [#with(Outage)], for an outage that gets its id here.
    public OpenIncident withNew(Outage outage) {
        return with(outage.named(nextOutageIn(outage.region()), episode()));
    }

    public OpenIncident assessed(Assessment next) {
        return new OpenIncident(facts.found(next));
    }

    /// The incident after a person took cells away: what they brought no longer counts.
    public OpenIncident assessedAnew(Assessment next) {
        return new OpenIncident(facts.assessedAnew(next));
    }

    public OpenIncident impactNamed(Instant now) {
        return new OpenIncident(facts.impactNamedAt(now));
    }
}

package dev.tocsin.engine.lifecycle;

import dev.tocsin.contract.incident.Suspect;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The facts of an incident that all its states share.
///
/// @param id 12 of `0-9a-z`
/// @param episode from 1
/// @param findings the findings about the present episode
/// @param linked other incidents that may be related to it
/// @param outages the outages of all episodes, oldest first
/// @param impactNamedAt when an event last named cells, so that events name them at most once a second
record IncidentFacts(
        String id,
        int episode,
        Instant startedAt,
        IncidentFindings findings,
        List<String> linked,
        Ownership ownership,
        List<Outage> outages,
        IncidentStory story,
        Instant impactNamedAt) {

    IncidentFacts {
        linked = List.copyOf(linked);
        outages = List.copyOf(outages);
    }

    /// The facts of an incident about which nothing has been published yet.
    static IncidentFacts of(String id, Instant startedAt) {
        return new IncidentFacts(
                id,
                1,
                startedAt,
                IncidentFindings.NONE,
                List.of(),
                Ownership.NONE,
                List.of(),
                new IncidentStory(0, startedAt, List.of(), null, List.of()),
                Instant.EPOCH);
    }

    /// The assessment as the machine found it, or as a person corrected it.
    Assessment assessment() {
        return findings.assessment();
    }

    Stream<Outage> standing() {
        return outages.stream().filter(Outage::stands);
    }

    /// The findings start anew in each episode.
    IncidentFacts nextEpisode() {
        return new IncidentFacts(
                id, episode + 1, startedAt, IncidentFindings.NONE, linked, ownership, outages, story, impactNamedAt);
    }

    /// Replaces the outages that have the same ids as these, and appends the others.
    IncidentFacts with(Collection<Outage> changed) {
        var next = new ArrayList<>(outages);
        for (var outage : changed) {
            next.replaceAll(old -> old.id().equals(outage.id()) ? outage : old);
            if (next.stream().noneMatch(old -> old.id().equals(outage.id()))) {
                next.add(outage);
            }
        }
        return new IncidentFacts(id, episode, startedAt, findings, linked, ownership, next, story, impactNamedAt);
    }

    IncidentFacts with(IncidentStory next) {
        return new IncidentFacts(id, episode, startedAt, findings, linked, ownership, outages, next, impactNamedAt);
    }

    private IncidentFacts with(IncidentFindings next) {
        return new IncidentFacts(id, episode, startedAt, next, linked, ownership, outages, story, impactNamedAt);
    }

    IncidentFacts found(Assessment next) {
        return with(findings.escalatedTo(next));
    }

    IncidentFacts assessedAnew(Assessment next) {
        return with(new IncidentFindings(next, findings.suspects(), findings.correction()));
    }

    IncidentFacts suspecting(List<Suspect> named) {
        return with(findings.suspecting(named));
    }

    /// @param next null to end the present correction
    IncidentFacts corrected(@Nullable Correction next) {
        return with(findings.corrected(next));
    }

    IncidentFacts linkedTo(String other) {
        var next = Stream.concat(linked.stream(), Stream.of(other)).distinct().sorted();
        return new IncidentFacts(
                id, episode, startedAt, findings, next.toList(), ownership, outages, story, impactNamedAt);
    }

    IncidentFacts ownedBy(Ownership next) {
        return new IncidentFacts(id, episode, startedAt, findings, linked, next, outages, story, impactNamedAt);
    }

    IncidentFacts impactNamedAt(Instant now) {
        return new IncidentFacts(id, episode, startedAt, findings, linked, ownership, outages, story, now);
    }
}

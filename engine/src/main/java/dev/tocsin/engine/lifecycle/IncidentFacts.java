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
/// @param findings the machine's assessment
/// @param suspects the likeliest first
/// @param linked other incidents that may be related to it
/// @param correction a person's correction of the findings, or null
/// @param outages the outages of all episodes, oldest first
/// @param impactNamedAt when an event last named cells, so that events name them at most once a second
record IncidentFacts(
        String id,
        int episode,
        Instant startedAt,
        Assessment findings,
        List<Suspect> suspects,
        List<String> linked,
        @Nullable String acknowledgedBy,
        @Nullable Correction correction,
        List<Outage> outages,
        IncidentStory story,
        Instant impactNamedAt) {

    IncidentFacts {
        suspects = List.copyOf(suspects);
        linked = List.copyOf(linked);
        outages = List.copyOf(outages);
    }

    /// The facts of an incident about which nothing has been published yet.
    static IncidentFacts of(String id, Instant startedAt) {
        return new IncidentFacts(
                id,
                1,
                startedAt,
                Assessment.NONE,
                List.of(),
                List.of(),
                null,
                null,
                List.of(),
                new IncidentStory(0, startedAt, List.of(), null, List.of()),
                Instant.EPOCH);
    }

    /// The assessment as the machine found it, or as a person corrected it.
    Assessment assessment() {
        return correction == null ? findings : correction.of(findings);
    }

    Stream<Outage> standing() {
        return outages.stream().filter(Outage::stands);
    }

    /// Suspects, findings and correction start anew in each episode.
    IncidentFacts nextEpisode() {
        return new IncidentFacts(
                id,
                episode + 1,
                startedAt,
                Assessment.NONE,
                List.of(),
                linked,
                acknowledgedBy,
                null,
                outages,
                story,
                impactNamedAt);
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
        return new IncidentFacts(
                id,
                episode,
                startedAt,
                findings,
                suspects,
                linked,
                acknowledgedBy,
                correction,
                next,
                story,
                impactNamedAt);
    }

    IncidentFacts with(IncidentStory next) {
        return new IncidentFacts(
                id,
                episode,
                startedAt,
                findings,
                suspects,
                linked,
                acknowledgedBy,
                correction,
                outages,
                next,
                impactNamedAt);
    }

    IncidentFacts found(Assessment next) {
        return new IncidentFacts(
                id,
                episode,
                startedAt,
                findings.escalatedTo(next),
                suspects,
                linked,
                acknowledgedBy,
                correction,
                outages,
                story,
                impactNamedAt);
    }

    IncidentFacts suspecting(List<Suspect> named) {
        return new IncidentFacts(
                id,
                episode,
                startedAt,
                findings,
                named,
                linked,
                acknowledgedBy,
                correction,
                outages,
                story,
                impactNamedAt);
    }

    IncidentFacts linkedTo(String other) {
        var next = Stream.concat(linked.stream(), Stream.of(other)).distinct().sorted();
        return new IncidentFacts(
                id,
                episode,
                startedAt,
                findings,
                suspects,
                next.toList(),
                acknowledgedBy,
                correction,
                outages,
                story,
                impactNamedAt);
    }

    IncidentFacts acknowledgedBy(String by) {
        return new IncidentFacts(
                id, episode, startedAt, findings, suspects, linked, by, correction, outages, story, impactNamedAt);
    }

    /// @param next null to end the present correction
    IncidentFacts corrected(@Nullable Correction next) {
        return new IncidentFacts(
                id,
                episode,
                startedAt,
                findings,
                suspects,
                linked,
                acknowledgedBy,
                next,
                outages,
                story,
                impactNamedAt);
    }

    IncidentFacts impactNamedAt(Instant now) {
        return new IncidentFacts(
                id, episode, startedAt, findings, suspects, linked, acknowledgedBy, correction, outages, story, now);
    }
}

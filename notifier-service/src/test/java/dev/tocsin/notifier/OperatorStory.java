package dev.tocsin.notifier;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Severity;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.Weight;
import dev.tocsin.contract.incident.CellImpact;
import dev.tocsin.contract.incident.IncidentHead;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.contract.incident.IncidentSnapshot.Links;
import dev.tocsin.contract.incident.IncidentSnapshot.OutageSummary;
import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.contract.incident.Reach;
import dev.tocsin.contract.incident.Suspect;
import dev.tocsin.contract.incident.Suspect.Confidence;
import dev.tocsin.contract.incident.Suspect.SuspectKind;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// What operators read of one incident after each of its events, numbered from 1: the cache of one region, which is not
/// public, is down.
public final class OperatorStory {

    private final String id;
    private final Instant at;
    private final Cell cell;
    private long number;
    private int episode = 1;
    private Severity severity = Severity.INTERNAL;
    private IncidentState state = IncidentState.INVESTIGATING;
    private boolean hasOutage;
    private @Nullable Suspect suspect;
    private @Nullable String acknowledgedBy;

    private OperatorStory(Instant at, String cell) {
        this.id = Long.toString(ThreadLocalRandom.current().nextLong(1L << 60, 1L << 61), Character.MAX_RADIX)
                .substring(0, 12);
        this.at = at;
        this.cell = Cell.of(cell);
    }

    public static OperatorStory now() {
        return new OperatorStory(Instant.now(), "cache@na");
    }

    public static OperatorStory at(Instant at, String cell) {
        return new OperatorStory(at, cell);
    }

    public String id() {
        return id;
    }

    public String title() {
        return "Cache %s is down".formatted(id);
    }

    public OperatorStory of(Severity next) {
        severity = next;
        return this;
    }

    public OperatorStory acknowledgedBy(String person) {
        acknowledgedBy = person;
        return this;
    }

    public IncidentSnapshot opened() {
        return next();
    }

    public IncidentSnapshot outageStarted() {
        hasOutage = true;
        return next();
    }

    public IncidentSnapshot suspected(Confidence confidence) {
        state = IncidentState.IDENTIFIED;
        suspect = new Suspect(SuspectKind.CHANGE, "patch-417", "Patch 417 to the cache", confidence, 0.75, List.of());
        return next();
    }

    public IncidentSnapshot escalated(Severity next) {
        severity = next;
        return next();
    }

    public IncidentSnapshot resolved() {
        state = IncidentState.RESOLVED;
        return next();
    }

    public IncidentSnapshot reopened() {
        episode++;
        state = IncidentState.INVESTIGATING;
        hasOutage = false;
        return next();
    }

    /// From the opening to the suspected cause.
    public List<IncidentSnapshot> begin() {
        return List.of(opened(), outageStarted(), suspected(Confidence.LIKELY));
    }

    private IncidentSnapshot next() {
        var onset = at.minusSeconds(30);
        return new IncidentSnapshot(
                new IncidentHead(
                        id,
                        ++number,
                        episode,
                        title(),
                        state,
                        severity,
                        hasOutage ? List.of(cell.region()) : List.of()),
                at,
                onset,
                state.isOpen() ? null : at,
                acknowledgedBy,
                hasOutage
                        ? List.of(new OutageSummary(
                                "%s-%d".formatted(cell.region(), episode),
                                cell.region(),
                                onset,
                                state.isOpen() ? null : at,
                                null,
                                1,
                                1))
                        : List.of(),
                suspect == null ? List.of() : List.of(suspect),
                new Reach(20_000, 32_000),
                List.of(),
                List.of(),
                hasOutage ? List.of(new CellImpact(cell, Verdict.DOWN, onset, false, Weight.NORMAL, null)) : List.of(),
                hasOutage ? 1 : 0,
                List.of(),
                new Links("/api/v1/incidents/" + id, "/api/v1/incidents/" + id + "/trace", "/incidents/" + id),
                List.of(),
                null,
                null);
    }
}

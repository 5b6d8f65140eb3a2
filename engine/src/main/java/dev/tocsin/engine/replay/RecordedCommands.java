package dev.tocsin.engine.replay;

import dev.tocsin.contract.incident.CellImpact;
import dev.tocsin.contract.incident.IncidentEvent;
import dev.tocsin.contract.incident.IncidentEvent.Acknowledged;
import dev.tocsin.contract.incident.IncidentEvent.ImpactCorrected;
import dev.tocsin.contract.incident.IncidentEvent.Opened;
import dev.tocsin.contract.incident.IncidentEvent.OutageStarted;
import dev.tocsin.contract.incident.IncidentEvent.Reopened;
import dev.tocsin.contract.incident.IncidentEvent.Resolved;
import dev.tocsin.contract.incident.IncidentEvent.Unacknowledged;
import dev.tocsin.contract.incident.IncidentEvent.UpdatePosted;
import dev.tocsin.engine.correlation.Command;
import dev.tocsin.engine.correlation.Command.Acknowledge;
import dev.tocsin.engine.correlation.Command.CorrectImpact;
import dev.tocsin.engine.correlation.Command.Merge;
import dev.tocsin.engine.correlation.Command.Open;
import dev.tocsin.engine.correlation.Command.PostUpdate;
import dev.tocsin.engine.correlation.Command.Reopen;
import dev.tocsin.engine.correlation.Command.Resolve;
import dev.tocsin.engine.correlation.Command.Split;
import dev.tocsin.engine.correlation.Command.Unacknowledge;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The commands of operators, derived from the incident events that they caused: no topic has the commands themselves.
///
/// An incident that a person opened keeps its id; of its outages, the first is opened again. An incident that was split
/// off gets another id in a replay, because its id comes from the command's own time. Later commands find it by the id
/// that it had in the recording.
public final class RecordedCommands {

    private static final String SOMEBODY = "operator";

    private final Map<String, String> idsNow = new HashMap<>();
    private @Nullable Opened splitOff;
    private @Nullable Opened openedByHand;

    /// Whether a recording must have the event, because a command is derived from it.
    public static boolean followFrom(IncidentEvent event) {
        return switch (event) {
            case Acknowledged _, Unacknowledged _, UpdatePosted _ -> true;
            case Resolved resolved -> resolved.by() != null;
            case Reopened reopened -> reopened.by() != null;
            case ImpactCorrected corrected -> corrected.by() != null;
            case Opened opened -> isSplitOff(opened) || opened.by() != null;
            case OutageStarted started -> started.incident().number() == 2;
            default -> false;
        };
    }

    Optional<Command> of(IncidentEvent event) {
        var incident = idNow(event.key());
        var at = event.time();
        return switch (event) {
            case Acknowledged it -> Optional.of(new Acknowledge(incident, it.by(), at));
            case Unacknowledged it -> Optional.of(new Unacknowledge(incident, it.by(), at));
            case UpdatePosted it ->
                Optional.of(new PostUpdate(incident, it.author(), it.text(), it.nextUpdateBy(), at));
            case ImpactCorrected it ->
                Optional.ofNullable(it.by())
                        .filter(_ -> it.added() == null && it.removed() == null)
                        .map(by -> new CorrectImpact(
                                incident,
                                by,
                                it.incident().title(),
                                it.incident().severity(),
                                it.reason(),
                                at));
            case Reopened it ->
                Optional.ofNullable(it.by())
                        .map(by -> new Reopen(incident, by, Objects.requireNonNullElse(it.reason(), ""), at));
            case Resolved it ->
                Optional.ofNullable(it.by())
                        .map(by -> it.mergedInto() == null
                                ? new Resolve(incident, by, it.reason(), at)
                                : new Merge(incident, idNow(it.mergedInto()), by, at));
            case Opened it -> {
                splitOff = isSplitOff(it) ? it : null;
                openedByHand = it.by() == null ? null : it;
                yield Optional.empty();
            }
            case OutageStarted it -> open(it).or(() -> split(it));
            default -> Optional.empty();
        };
    }

    /// Without an operator, an incident has no related incidents when it is opened.
    private static boolean isSplitOff(Opened opened) {
        return !opened.related().isEmpty();
    }

    /// The update with which it was opened follows as a command of its own.
    private Optional<Command> open(OutageStarted started) {
        return Optional.ofNullable(openedByHand)
                .filter(opened ->
                        opened.key().equals(started.key()) && started.incident().number() == 2)
                .map(opened -> new Open(
                        opened.key(),
                        Objects.requireNonNull(opened.by()),
                        opened.incident().title(),
                        opened.incident().severity(),
                        started.cells().stream().map(CellImpact::cell).toList(),
                        started.cells().getFirst().verdict(),
                        opened.incident().title(),
                        null,
                        started.time()));
    }

    private Optional<Command> split(OutageStarted started) {
        return Optional.ofNullable(splitOff)
                .filter(opened -> opened.key().equals(started.key()))
                .map(opened -> new Split(
                        idNow(opened.related().getFirst()),
                        started.cells().stream().map(CellImpact::cell).toList(),
                        SOMEBODY,
                        started.time()));
    }

    void became(String idThen, String idNow) {
        idsNow.put(idThen, idNow);
    }

    private String idNow(String idThen) {
        return idsNow.getOrDefault(idThen, idThen);
    }
}

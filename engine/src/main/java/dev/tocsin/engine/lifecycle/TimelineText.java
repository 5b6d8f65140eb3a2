package dev.tocsin.engine.lifecycle;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.EventTypes;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.incident.CellImpact;
import dev.tocsin.contract.incident.IncidentEvent;
import dev.tocsin.contract.incident.IncidentEvent.Acknowledged;
import dev.tocsin.contract.incident.IncidentEvent.Assigned;
import dev.tocsin.contract.incident.IncidentEvent.ImpactChanged;
import dev.tocsin.contract.incident.IncidentEvent.ImpactCorrected;
import dev.tocsin.contract.incident.IncidentEvent.Linked;
import dev.tocsin.contract.incident.IncidentEvent.Opened;
import dev.tocsin.contract.incident.IncidentEvent.OutageEnded;
import dev.tocsin.contract.incident.IncidentEvent.OutageStarted;
import dev.tocsin.contract.incident.IncidentEvent.PostmortemPublished;
import dev.tocsin.contract.incident.IncidentEvent.Reopened;
import dev.tocsin.contract.incident.IncidentEvent.Resolved;
import dev.tocsin.contract.incident.IncidentEvent.SuspectConfirmed;
import dev.tocsin.contract.incident.IncidentEvent.SuspectNamed;
import dev.tocsin.contract.incident.IncidentEvent.Unacknowledged;
import dev.tocsin.contract.incident.IncidentEvent.Unassigned;
import dev.tocsin.contract.incident.IncidentEvent.UpdateEdited;
import dev.tocsin.contract.incident.IncidentEvent.UpdatePosted;
import dev.tocsin.contract.incident.IncidentEvent.UpdateWithdrawn;
import dev.tocsin.contract.incident.IncidentSnapshot.TimelineEntry;
import dev.tocsin.contract.incident.Suspect;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// An event of the story in one line.
public final class TimelineText {

    static final int LONGEST_UPDATE = 1000;

    private static final int MOST_CELLS = 5;

    private TimelineText() {}

    public static TimelineEntry of(IncidentEvent event) {
        return new TimelineEntry(
                event.incident().number(),
                event.time(),
                EventTypes.nameOf(event.getClass()),
                text(event),
                author(event));
    }

    private static String text(IncidentEvent event) {
        return switch (event) {
            case Opened opened -> opened(opened);
            case OutageStarted started ->
                "Outage %s began: %s bad".formatted(started.outage(), cells(started.allCells()));
            case ImpactChanged changed -> impact(changed);
            case SuspectNamed named -> named.suspects().isEmpty() ? "No suspects remain" : suspects(named);
            case SuspectConfirmed confirmed ->
                "Confirmed: " + confirmed.suspect().title();
            case UpdatePosted posted -> cut(posted.text(), LONGEST_UPDATE);
            case UpdateEdited edited -> "Edited update %d".formatted(edited.update());
            case UpdateWithdrawn withdrawn ->
                "Withdrew update %d: %s".formatted(withdrawn.update(), cut(withdrawn.reason(), LONGEST_UPDATE));
            case Acknowledged acknowledged -> "Acknowledged by " + acknowledged.by();
            case Unacknowledged unacknowledged -> "Acknowledgement taken back by " + unacknowledged.by();
            case Assigned assigned -> "Assigned to " + assigned.to();
            case Unassigned _ -> "Assigned to nobody any more";
            case OutageEnded ended -> "Outage %s ended".formatted(ended.outage());
            case Resolved resolved -> resolved(resolved);
            case Linked linked -> "May be related to " + String.join(", ", linked.related());
            case ImpactCorrected corrected -> corrected(corrected);
            case Reopened reopened -> reopened(reopened);
            case PostmortemPublished postmortem -> cut(postmortem.cause(), LONGEST_UPDATE);
        };
    }

    private static String opened(Opened opened) {
        var title = opened.incident().title();
        return opened.by() == null ? title : "Opened by hand: " + title;
    }

    private static String corrected(ImpactCorrected corrected) {
        var cells = cellChanges(corrected.added(), "added") + cellChanges(corrected.removed(), "taken away");
        return "Corrected: " + cells + cut(corrected.reason(), LONGEST_UPDATE);
    }

    private static String cellChanges(@Nullable List<Cell> cells, String what) {
        if (cells == null || cells.isEmpty()) {
            return "";
        }
        var more = cells.size() - MOST_CELLS;
        return "%s%s %s. "
                .formatted(
                        cells.stream().limit(MOST_CELLS).map(Cell::toString).collect(Collectors.joining(", ")),
                        more > 0 ? " and %d more".formatted(more) : "",
                        what);
    }

    private static String reopened(Reopened reopened) {
        return reopened.reason() == null
                ? "Reopened: the same problem came back, episode %d"
                        .formatted(reopened.incident().episode())
                : "Reopened by hand: " + cut(reopened.reason(), LONGEST_UPDATE);
    }

    private static String resolved(Resolved resolved) {
        if (resolved.mergedInto() != null) {
            return "Merged into " + resolved.mergedInto();
        }
        return resolved.reason() == null ? "Resolved" : "Resolved: " + cut(resolved.reason(), LONGEST_UPDATE);
    }

    private static String impact(ImpactChanged changed) {
        var recovered = changed.cells().stream()
                .map(CellImpact::verdict)
                .filter(verdict -> verdict == Verdict.UP)
                .count();
        var bad = changed.cells().size() - recovered;
        return "Outage %s changed: %s bad, %d recovered%s"
                .formatted(
                        changed.outage(),
                        cells(bad),
                        recovered,
                        changed.left().isEmpty()
                                ? ""
                                : ", %d no longer part of it"
                                        .formatted(changed.left().size()));
    }

    private static String suspects(SuspectNamed named) {
        return "Suspected: "
                + named.suspects().stream().limit(3).map(Suspect::title).collect(Collectors.joining("; "));
    }

    private static String cells(long count) {
        return count == 1 ? "1 cell" : count + " cells";
    }

    /// Cuts a text at a length, and no character in half.
    static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        var end = longest - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }

    private static @Nullable String author(IncidentEvent event) {
        return switch (event) {
            case Opened opened -> opened.by();
            case UpdatePosted posted -> posted.author();
            case UpdateEdited edited -> edited.by();
            case UpdateWithdrawn withdrawn -> withdrawn.by();
            case Acknowledged acknowledged -> acknowledged.by();
            case Unacknowledged unacknowledged -> unacknowledged.by();
            case Assigned assigned -> assigned.by();
            case Unassigned unassigned -> unassigned.by();
            case Resolved resolved -> resolved.by();
            case Reopened reopened -> reopened.by();
            case ImpactCorrected corrected -> corrected.by();
            case PostmortemPublished postmortem -> postmortem.author();
            case OutageStarted _, ImpactChanged _, SuspectNamed _, SuspectConfirmed _, OutageEnded _, Linked _ -> null;
        };
    }
}

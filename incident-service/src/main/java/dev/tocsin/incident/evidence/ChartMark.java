package dev.tocsin.incident.evidence;

import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.contract.incident.Suspect;
import dev.tocsin.contract.incident.Suspect.SuspectKind;
import dev.tocsin.engine.correlation.KnownChange;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A point in time that is drawn across all charts.
///
/// @param text what happened, such as `patch-7 applied: Patch of the cache servers`
public record ChartMark(Instant at, MarkKind kind, String text) {

    /// The kinds of marks; each has a line of its own style.
    public enum MarkKind {
        ONSET,
        CHANGE;

        /// Its name in style sheets.
        public String style() {
            return this == ONSET ? "onset" : "applied";
        }
    }

    /// The onsets, and when each suspected change was applied and reverted, in the order of time.
    ///
    /// @param changes the suspected changes, by their ids
    static List<ChartMark> of(EvidenceWindow window, IncidentSnapshot incident, Map<String, KnownChange> changes) {
        return Stream.concat(
                        window.onsets().stream().map(onset -> new ChartMark(onset, MarkKind.ONSET, "onset")),
                        incident.suspects().stream()
                                .filter(suspect -> suspect.kind() == SuspectKind.CHANGE)
                                .flatMap(suspect -> Stream.ofNullable(changes.get(suspect.subject()))
                                        .flatMap(change -> of(suspect, change))))
                .sorted(Comparator.comparing(ChartMark::at))
                .toList();
    }

    private static Stream<ChartMark> of(Suspect suspect, KnownChange change) {
        var reverted = change.revertedAt();
        return Stream.concat(
                Stream.of(new ChartMark(
                        change.applied().time(),
                        MarkKind.CHANGE,
                        "%s applied: %s".formatted(suspect.subject(), suspect.title()))),
                Stream.ofNullable(reverted)
                        .map(at -> new ChartMark(at, MarkKind.CHANGE, "%s reverted".formatted(suspect.subject()))));
    }
}

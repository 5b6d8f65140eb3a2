package dev.tocsin.incident.intake;

import static java.util.Comparator.comparing;

import dev.tocsin.contract.Event;
import dev.tocsin.contract.change.ChangeApplied;
import dev.tocsin.contract.change.ChangeEvent;
import dev.tocsin.contract.change.ChangeHeld;
import dev.tocsin.contract.change.ChangeReverted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A change, and what became of it.
///
/// @param applied how it was announced; null where that was too long ago to be read
/// @param reverted how it was taken back; null where it was not
/// @param holds the regions that broke soon after it
public record ReportedChange(
        String id,
        @Nullable ChangeApplied applied,
        @Nullable ChangeReverted reverted,
        List<ChangeHeld> holds) {

    /// The latest first.
    ///
    /// @param events in the order of the topic; a change that was announced twice is as it was last announced
    /// @param sought text that the id, the title, the author, a component or a region contains; empty for all
    public static List<ReportedChange> of(List<? extends Event> events, String sought, int most) {
        Map<String, ReportedChange> changes = new LinkedHashMap<>();
        for (var event : events) {
            if (event instanceof ChangeEvent change) {
                changes.put(
                        change.change(),
                        changes.getOrDefault(
                                        change.change(), new ReportedChange(change.change(), null, null, List.of()))
                                .with(change));
            }
        }
        return changes.values().stream()
                .filter(change -> change.contains(sought.toLowerCase(Locale.ROOT)))
                .sorted(comparing(ReportedChange::at).reversed())
                .limit(most)
                .toList();
    }

    private ReportedChange with(ChangeEvent event) {
        return switch (event) {
            case ChangeApplied applied -> new ReportedChange(id, applied, reverted, holds);
            case ChangeReverted taken -> new ReportedChange(id, applied, taken, holds);
            case ChangeHeld held -> new ReportedChange(id, applied, reverted, and(held));
        };
    }

    private List<ChangeHeld> and(ChangeHeld held) {
        var all = new ArrayList<>(holds);
        all.add(held);
        return all;
    }

    /// The time at which it was applied, or else of its first other event.
    private Instant at() {
        if (applied != null) {
            return applied.time();
        }
        return reverted != null ? reverted.time() : holds.getFirst().time();
    }

    private boolean contains(String sought) {
        return texts().anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(sought));
    }

    private Stream<String> texts() {
        if (applied == null) {
            return Stream.of(id);
        }
        var words = Stream.of(id, applied.title(), Objects.requireNonNullElse(applied.author(), ""));
        return Stream.concat(words, Stream.concat(applied.components().stream(), applied.regions().stream()));
    }
}

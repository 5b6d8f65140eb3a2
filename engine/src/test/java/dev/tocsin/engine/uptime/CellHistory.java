package dev.tocsin.engine.uptime;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is on record of one cell, told by when it was what.
final class CellHistory {

    static final Cell LOGIN = Cell.of("login@na");

    private final List<VerdictChange> turns = new ArrayList<>();
    private final List<Amendment> amendments = new ArrayList<>();
    private final List<MaintenanceSpan> works = new ArrayList<>();

    CellHistory from(String at, @Nullable Verdict verdict) {
        turns.add(new VerdictChange(LOGIN, turns.size() + 1L, Instant.parse(at), verdict));
        return this;
    }

    /// Down from then on for so long, and up before and after.
    CellHistory down(String at, Duration lasts) {
        return from(at, Verdict.DOWN).from(Instant.parse(at).plus(lasts).toString(), Verdict.UP);
    }

    CellHistory amended(String from, String to, Verdict verdict) {
        var span = new Span(Instant.parse(from), Instant.parse(to));
        amendments.add(new Amendment(
                amendments.size() + 1L, List.of(LOGIN), span, verdict, "the probe was wrong", "dana", span.to()));
        return this;
    }

    CellHistory work(String from, String to) {
        var span = new Span(Instant.parse(from), Instant.parse(to));
        works.add(new MaintenanceSpan("window-" + works.size(), List.of(LOGIN), span));
        return this;
    }

    List<VerdictChange> turns() {
        return turns;
    }

    Timeline over(Span span) {
        return Timeline.of(turns, amendments, works, span);
    }

    StatusDurations tally(Span span) {
        return over(span).tally();
    }
}

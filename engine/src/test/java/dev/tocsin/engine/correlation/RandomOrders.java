package dev.tocsin.engine.correlation;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Severity;
import dev.tocsin.contract.Verdict;
import dev.tocsin.engine.correlation.Command.Acknowledge;
import dev.tocsin.engine.correlation.Command.Assign;
import dev.tocsin.engine.correlation.Command.CorrectCells;
import dev.tocsin.engine.correlation.Command.CorrectImpact;
import dev.tocsin.engine.correlation.Command.EditUpdate;
import dev.tocsin.engine.correlation.Command.Merge;
import dev.tocsin.engine.correlation.Command.Open;
import dev.tocsin.engine.correlation.Command.PostUpdate;
import dev.tocsin.engine.correlation.Command.Reopen;
import dev.tocsin.engine.correlation.Command.Resolve;
import dev.tocsin.engine.correlation.Command.Split;
import dev.tocsin.engine.correlation.Command.Unacknowledge;
import dev.tocsin.engine.correlation.Command.Unassign;
import dev.tocsin.engine.correlation.Command.WithdrawUpdate;
import dev.tocsin.engine.lifecycle.Incident;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// What operators may order in any state: what makes sense, and what does not.
final class RandomOrders {

    private static final String BY = "dana";
    private static final String NEVER_KNOWN = "zzzzzzzzzzzz";

    private RandomOrders() {}

    /// @param at by the clock of the edge, which goes a little wrong
    static Command of(Correlation state, Instant at, Random random) {
        var by = at.plusMillis(random.nextInt(20_000) - 10_000L);
        var incident = incident(state, random);
        return switch (random.nextInt(17)) {
            case 0 -> new Acknowledge(incident, BY, by);
            case 1 -> new PostUpdate(incident, BY, "We are on it", null, by);
            case 2 -> new CorrectImpact(incident, BY, "Not so bad", null, "seen by eye", by);
            case 3 -> new CorrectImpact(incident, BY, null, severity(random), "seen by eye", by);
            case 4 -> new Resolve(incident, BY, random.nextInt(3) == 0 ? null : "known, and harmless", by);
            case 7 -> new Unacknowledge(incident, BY, by);
            case 9 -> new EditUpdate(incident, random.nextInt(12), BY, "We are still on it", by);
            case 10 -> new WithdrawUpdate(incident, random.nextInt(12), BY, "it was wrong", by);
            case 11 -> new Assign(incident, random.nextBoolean() ? "lee" : BY, BY, by);
            case 12 -> new Unassign(incident, BY, by);
            case 13 -> new Reopen(incident, BY, "it is not over", by);
            case 14, 15 ->
                new CorrectCells(
                        incident,
                        BY,
                        random.nextBoolean() ? List.of(Cell.of("search@apac")) : List.of(),
                        random.nextBoolean() ? cells(state, incident, random) : List.of(),
                        Verdict.DEGRADED,
                        "seen by eye",
                        by);
            case 8 -> open(at, by, random);
            case 5, 6 -> new Merge(incident, incident(state, random), BY, by);
            default -> new Split(incident, cells(state, incident, random), BY, by);
        };
    }

    /// Now and then the same twice.
    private static Open open(Instant at, Instant by, Random random) {
        var cells = random.nextBoolean() ? List.of("login@eu", "api@apac") : List.of("search@na", "fax@na");
        return new Open(
                "opened%06d".formatted(at.getEpochSecond() / 120 % 1_000_000),
                BY,
                random.nextBoolean() ? "We see trouble" : null,
                severity(random),
                cells.stream().limit(1 + random.nextInt(2)).map(Cell::of).toList(),
                random.nextBoolean() ? Verdict.DOWN : Verdict.DEGRADED,
                "We are on it",
                null,
                by);
    }

    /// An open one mostly; now and then one that is over, or never was.
    private static String incident(Correlation state, Random random) {
        var open = state.open().stream().map(Incident::id).toList();
        if (!open.isEmpty() && random.nextInt(5) > 0) {
            return open.get(random.nextInt(open.size()));
        }
        var all = new ArrayList<>(state.incidents().keySet());
        all.add(NEVER_KNOWN);
        return all.get(random.nextInt(all.size()));
    }

    private static @Nullable Severity severity(Random random) {
        var all = List.of(Severity.values());
        return random.nextInt(5) == 0 ? null : all.get(random.nextInt(all.size()));
    }

    private static List<Cell> cells(Correlation state, String id, Random random) {
        var incident = state.incidents().get(id);
        if (incident == null || random.nextInt(10) == 0) {
            return List.of(Cell.of("login@na"));
        }
        var cells = new ArrayList<>(incident.standing()
                .flatMap(outage -> outage.impacts().keySet().stream())
                .toList());
        Collections.shuffle(cells, random);
        return List.copyOf(cells.subList(0, Math.min(cells.size(), random.nextInt(4))));
    }
}

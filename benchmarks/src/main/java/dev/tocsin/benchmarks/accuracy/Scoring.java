package dev.tocsin.benchmarks.accuracy;

import dev.tocsin.benchmarks.accuracy.RandIndex.Grouped;
import dev.tocsin.benchmarks.accuracy.WorldScore.ChangeScore;
import dev.tocsin.benchmarks.accuracy.WorldScore.FaultScore;
import dev.tocsin.benchmarks.simulation.Truth;
import dev.tocsin.benchmarks.simulation.Truth.ChangeRole;
import dev.tocsin.benchmarks.simulation.Truth.TrueCell;
import dev.tocsin.benchmarks.simulation.Truth.TrueChange;
import dev.tocsin.benchmarks.simulation.Truth.TrueFault;
import dev.tocsin.benchmarks.simulation.Truth.TruthKind;
import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.incident.Suspect;
import dev.tocsin.contract.incident.Suspect.Confidence;
import dev.tocsin.contract.incident.Suspect.SuspectKind;
import dev.tocsin.contract.status.StatusChanged;
import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.engine.replay.ReplayResult;
import dev.tocsin.engine.replay.ReplayResult.ReplayedIncident;
import dev.tocsin.engine.replay.ReplayResult.ReplayedOutage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Compares the result of a replay with the truth of its world.
///
/// It has its own copy of DESIGN's numbers, because it must not take them from the code that it judges.
public final class Scoring {

    private static final Duration LEAST_HOLD = Duration.ofSeconds(20);
    private static final Duration MOST_HOLD = Duration.ofSeconds(60);
    private static final double MOST_INTERVALS = 2;
    private static final Duration SOON = Duration.ofMinutes(5);

    private final Catalog catalog;
    private final Truth truth;
    private final ReplayResult found;
    private final List<String> shortfalls = new ArrayList<>();

    private Scoring(Catalog catalog, Truth truth, ReplayResult found) {
        this.catalog = catalog;
        this.truth = truth;
        this.found = found;
    }

    public static WorldScore of(Catalog catalog, Truth truth, ReplayResult found) {
        return new Scoring(catalog, truth, found).score();
    }

    private WorldScore score() {
        var faults = truth.faults().stream().map(this::score).toList();
        var falseIncidents = found.incidents().stream()
                .filter(incident -> truth.faults().stream()
                        .flatMap(fault -> fault.cells().stream())
                        .noneMatch(cell -> holds(incident, cell)))
                .map(incident -> "%s \"%s\" at %s".formatted(incident.id(), incident.title(), incident.openedAt()))
                .toList();
        falseIncidents.forEach(incident -> shortfalls.add("false incident: " + incident));
        var randIndex = RandIndex.adjusted(grouped());
        if (randIndex < 1) {
            shortfalls.add(String.format(Locale.ROOT, "incidents against faults: adjusted Rand index %.2f", randIndex));
        }
        return new WorldScore(
                truth.seed(),
                truth.shape(),
                faults,
                falseIncidents,
                randIndex,
                verdictDelays(Scoring::isSeenByAll),
                verdictDelays(cell -> !isSeenByAll(cell)),
                found.incidents().stream().map(this::openingDelay).toList(),
                truth.changes().stream()
                        .flatMap(change -> score(change).stream())
                        .toList(),
                List.copyOf(shortfalls));
    }

    private FaultScore score(TrueFault fault) {
        var toBeSeen = fault.cells().stream()
                .filter(cell -> fault.kind() == TruthKind.FULL || fault.kind() == TruthKind.FLAPPING)
                .filter(cell -> cell.lasts().compareTo(Truth.TO_BE_SEEN) >= 0)
                .toList();
        var unseen = toBeSeen.stream()
                .filter(cell -> incidents(cell).findAny().isEmpty())
                .toList();
        unseen.forEach(cell ->
                shortfalls.add("%s was down for %s, and no incident contains it".formatted(cell.cell(), cell.lasts())));
        var incidents = incidents(fault);
        var opened = incidents.stream().map(ReplayedIncident::openedAt).min(Instant::compareTo);
        var regions = new TreeSet<String>();
        incidents.forEach(incident -> incident.outages().forEach(outage -> regions.add(outage.region())));
        var regionsRight = incidents.isEmpty() || regions.equals(new TreeSet<>(fault.regions()));
        if (!regionsRight) {
            shortfalls.add("%s is in %s, but was found in %s".formatted(fault.id(), fault.regions(), regions));
        }
        if (fault.kind() != TruthKind.FULL
                && !isSlowlyAsked(fault)
                && opened.filter(at -> isSoon(fault, at)).isEmpty()) {
            shortfalls.add("%s, %s: %s"
                    .formatted(
                            fault.id(),
                            fault.kind().name().toLowerCase(Locale.ROOT),
                            opened.map(at -> "opened after " + Duration.between(fault.from(), at))
                                    .orElse("no incident opened")));
        }
        return new FaultScore(
                fault.id(),
                fault.kind(),
                fault.cells().stream().mapToLong(TrueCell::everyMillis).max().orElse(0),
                toBeSeen.size(),
                toBeSeen.size() - unseen.size(),
                opened.map(at -> seconds(fault.from(), at)).orElse(null),
                regionsRight,
                rootsRight(fault, incidents));
    }

    /// At such an interval ten requests take longer than the time in which a brown-out must be seen.
    private static boolean isSlowlyAsked(TrueFault fault) {
        return fault.kind() == TruthKind.BROWN_OUT
                && fault.cells().stream().anyMatch(cell -> cell.everyMillis() > WorldScore.USUAL_MILLIS);
    }

    /// A slow burn has no effect yet when it begins, so it has no time limit.
    private static boolean isSoon(TrueFault fault, Instant opened) {
        return fault.kind() == TruthKind.SLOW_BURN
                || !opened.isAfter(fault.from().plus(SOON));
    }

    private List<Boolean> rootsRight(TrueFault fault, List<ReplayedIncident> incidents) {
        var root = fault.root();
        if (root == null || fault.hops() == 0) {
            return List.of();
        }
        return incidents.stream()
                .flatMap(incident -> incident.outages().stream())
                .filter(outage -> fault.regions().contains(outage.region()))
                .map(outage -> {
                    var right = new Cell(root.component(), outage.region());
                    if (!right.equals(outage.root())) {
                        shortfalls.add("the root of %s is %s, not %s".formatted(outage.id(), right, outage.root()));
                    }
                    return right.equals(outage.root());
                })
                .toList();
    }

    private Optional<ChangeScore> score(TrueChange change) {
        var suspects = truth.faults().stream()
                .flatMap(fault -> incidents(fault).stream())
                .flatMap(incident -> incident.suspects().stream())
                .filter(suspect -> suspect.kind() == SuspectKind.CHANGE)
                .toList();
        if (truth.faults().stream().allMatch(fault -> incidents(fault).isEmpty())) {
            return Optional.empty();
        }
        var first = !suspects.isEmpty() && suspects.getFirst().subject().equals(change.change());
        var confirmed = suspects.stream()
                .filter(suspect -> suspect.subject().equals(change.change()))
                .map(Suspect::confidence)
                .anyMatch(Confidence.CONFIRMED::equals);
        var isCulprit = change.role() == ChangeRole.CULPRIT || change.role() == ChangeRole.CULPRIT_REVERTED;
        if (isCulprit && !first) {
            shortfalls.add("the bad change %s is not the first of %s"
                    .formatted(
                            change.change(),
                            suspects.stream().map(Suspect::subject).toList()));
        }
        if (change.role() == ChangeRole.TOLD_APART && confirmed) {
            shortfalls.add("%s had no effect but was confirmed".formatted(change.change()));
        }
        return Optional.of(new ChangeScore(change.change(), change.role(), first, confirmed));
    }

    /// Each cell of a true fault, and each other cell of an incident.
    private List<Grouped> grouped() {
        var things = new ArrayList<Grouped>();
        for (var fault : truth.faults()) {
            for (var cell : fault.cells()) {
                incidents(cell)
                        .findFirst()
                        .map(ReplayedIncident::id)
                        .or(() -> isToBeSeen(fault, cell) ? Optional.of("unseen " + things.size()) : Optional.empty())
                        .ifPresent(group -> things.add(new Grouped(fault.id(), group)));
            }
        }
        for (var incident : found.incidents()) {
            cells(incident).stream()
                    .filter(cell -> truth.faults().stream()
                            .flatMap(fault -> fault.cells().stream())
                            .noneMatch(it -> it.cell().equals(cell) && holds(incident, it)))
                    .forEach(cell -> things.add(new Grouped("none " + things.size(), incident.id())));
        }
        return things;
    }

    private static boolean isToBeSeen(TrueFault fault, TrueCell cell) {
        return fault.kind() == TruthKind.FULL && cell.lasts().compareTo(Truth.TO_BE_SEEN) >= 0;
    }

    private List<Double> verdictDelays(Predicate<TrueCell> which) {
        return truth.faults().stream()
                .filter(fault -> fault.kind() == TruthKind.FULL)
                .flatMap(fault -> fault.cells().stream())
                .filter(TrueCell::isHeardAtOnce)
                .filter(cell -> cell.ofPoints() == 3 && which.test(cell))
                .flatMap(cell -> verdictDelay(cell).stream())
                .toList();
    }

    private static boolean isSeenByAll(TrueCell cell) {
        return cell.seenFrom() == cell.ofPoints();
    }

    private Optional<Double> verdictDelay(TrueCell cell) {
        var delay = found.changes().stream()
                .filter(change -> change.cell().equals(cell.cell()) && change.verdict() == Verdict.DOWN)
                .map(StatusChanged::time)
                .filter(at -> at.isAfter(cell.from()))
                .findFirst()
                .map(at -> (double) Duration.between(cell.from(), at).toMillis() / cell.everyMillis());
        delay.filter(intervals -> intervals > MOST_INTERVALS && isSeenByAll(cell))
                .ifPresent(intervals -> shortfalls.add(
                        String.format(Locale.ROOT, "%s was found down after %.2f intervals", cell.cell(), intervals)));
        return delay;
    }

    /// Seconds from the first time at which the hold of one of its cells has ended and the cell can be observed.
    private double openingDelay(ReplayedIncident incident) {
        return incident.outages().getFirst().cells().stream()
                .flatMap(cell -> troubledSince(cell, incident.openedAt())
                        .map(since -> later(since.plus(hold(cell)), heardFrom(cell, incident)))
                        .stream())
                .min(Instant::compareTo)
                .map(ends -> seconds(ends, incident.openedAt()))
                .orElse(0.0);
    }

    private Instant heardFrom(Cell cell, ReplayedIncident incident) {
        return truth.faults().stream()
                .flatMap(fault -> fault.cells().stream())
                .filter(it -> it.cell().equals(cell) && holds(incident, it))
                .map(TrueCell::heardFrom)
                .min(Instant::compareTo)
                .orElse(Instant.EPOCH);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }

    /// The time at which the cell turned bad; empty if it is up at the time `then`.
    private Optional<Instant> troubledSince(Cell cell, Instant then) {
        Optional<Instant> since = Optional.empty();
        for (var change : found.changes()) {
            if (change.cell().equals(cell) && !change.time().isAfter(then)) {
                if (change.verdict() == Verdict.UP) {
                    since = Optional.empty();
                } else if (change.verdict().isBad() && since.isEmpty()) {
                    since = Optional.of(change.time());
                }
            }
        }
        return since;
    }

    /// The longest interval of its checks and of the checks of all cells that it needs; at least 20 s, at most 60 s.
    private Duration hold(Cell cell) {
        var among = new LinkedHashSet<Cell>();
        var ahead = new ArrayDeque<>(List.of(cell));
        while (!ahead.isEmpty()) {
            var next = ahead.remove();
            if (among.add(next)) {
                ahead.addAll(catalog.needs(next));
            }
        }
        var longest = catalog.checks().stream()
                .filter(check -> among.contains(check.cell()))
                .map(check -> Duration.ofMillis(check.timing().everyMillis()));
        return Stream.concat(Stream.of(LEAST_HOLD), longest)
                .max(Duration::compareTo)
                .filter(hold -> hold.compareTo(MOST_HOLD) < 0)
                .orElse(MOST_HOLD);
    }

    private List<ReplayedIncident> incidents(TrueFault fault) {
        return found.incidents().stream()
                .filter(incident -> fault.cells().stream().anyMatch(cell -> holds(incident, cell)))
                .toList();
    }

    private Stream<ReplayedIncident> incidents(TrueCell cell) {
        return found.incidents().stream().filter(incident -> holds(incident, cell));
    }

    private static boolean holds(ReplayedIncident incident, TrueCell cell) {
        return incident.outages().stream().anyMatch(outage -> holds(outage, cell));
    }

    private static boolean holds(ReplayedOutage outage, TrueCell cell) {
        return outage.cells().contains(cell.cell())
                && outage.onset().isBefore(cell.until())
                && (outage.endedAt() == null || outage.endedAt().isAfter(cell.from()));
    }

    private static Set<Cell> cells(ReplayedIncident incident) {
        var cells = new TreeSet<Cell>();
        incident.outages().forEach(outage -> cells.addAll(outage.cells()));
        return cells;
    }

    private static double seconds(Instant from, Instant until) {
        return Duration.between(from, until).toMillis() / 1000.0;
    }
}

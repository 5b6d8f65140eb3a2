package dev.tocsin.benchmarks.accuracy;

import dev.tocsin.benchmarks.accuracy.WorldScore.ChangeScore;
import dev.tocsin.benchmarks.accuracy.WorldScore.FaultScore;
import dev.tocsin.benchmarks.simulation.Shape;
import dev.tocsin.benchmarks.simulation.Truth.ChangeRole;
import dev.tocsin.benchmarks.simulation.Truth.TruthKind;
import dev.tocsin.benchmarks.suite.SuiteReport.Figure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The scores of many worlds, as figures with their aims.
public record Accuracy(List<WorldScore> worlds) {

    private static final Set<Shape> ONE_POINT = EnumSet.of(
            Shape.POINT_DEAD,
            Shape.POINT_CUT_OFF,
            Shape.POINT_CUT_FROM_PRODUCT,
            Shape.POINT_CUT_FROM_REGION,
            Shape.POINT_LIES);

    private static final Set<Shape> NO_FAULT =
            EnumSet.of(Shape.PACKET_LOSS, Shape.SILENT_PIPELINE, Shape.CLOCK_SKEW, Shape.PLANNED_WORK, Shape.QUIET);

    public Accuracy {
        worlds = List.copyOf(worlds);
    }

    /// The worst first.
    public List<WorldScore> shortOfAim() {
        return worlds.stream()
                .filter(world -> !world.shortfalls().isEmpty())
                .sorted(Comparator.comparingInt(
                                (WorldScore world) -> world.shortfalls().size())
                        .reversed()
                        .thenComparingLong(WorldScore::seed))
                .toList();
    }

    public List<Figure> figures() {
        var figures = new ArrayList<Figure>();
        figures.add(outagesSeen());
        figures.add(openedSoon(
                "brown-outs that opened an incident within 5 minutes, checked every 30 s or more often",
                0.95,
                fault -> fault.kind() == TruthKind.BROWN_OUT && fault.everyMillis() <= WorldScore.USUAL_MILLIS));
        figures.add(openedSoon(
                "brown-outs that opened an incident within 5 minutes, checked every minute",
                null,
                fault -> fault.kind() == TruthKind.BROWN_OUT && fault.everyMillis() > WorldScore.USUAL_MILLIS));
        figures.add(openedSoon(
                "slow answers that opened an incident within 5 minutes",
                null,
                fault -> fault.kind() == TruthKind.SLOW));
        figures.add(opened("slow burns that opened an incident", TruthKind.SLOW_BURN));
        figures.add(opened("flapping cells that opened an incident", TruthKind.FLAPPING));
        figures.add(
                noIncidents("false incidents when one vantage point is dead, cut off or wrong", ONE_POINT::contains));
        figures.add(noIncidents(
                "false incidents from packet loss, silence, a wrong clock, planned work or no fault",
                NO_FAULT::contains));
        figures.add(noIncidents(
                "false incidents in all other worlds",
                shape -> !ONE_POINT.contains(shape) && !NO_FAULT.contains(shape)));
        figures.add(share(
                "incidents with the right regions",
                1.0,
                faults().filter(fault -> fault.openedAfterSeconds() != null).map(FaultScore::regionsRight)));
        figures.add(randIndex());
        figures.add(share(
                "cascades with the right root first", 0.9, faults().flatMap(fault -> fault.rootsRight().stream())));
        figures.add(share(
                "bad changes suspected first",
                0.9,
                changes(role -> role == ChangeRole.CULPRIT || role == ChangeRole.CULPRIT_REVERTED)
                        .map(ChangeScore::first)));
        figures.add(share(
                "bad changes suspected first although another looks the same",
                null,
                changes(ChangeRole.CULPRIT_AMONG_ALIKE::equals).map(ChangeScore::first)));
        figures.add(count(
                "harmless changes confirmed although known facts rule them out",
                changes(ChangeRole.TOLD_APART::equals).map(ChangeScore::confirmed)));
        figures.add(share(
                "harmless changes confirmed that no known fact rules out",
                null,
                changes(ChangeRole.ALIKE::equals).map(ChangeScore::confirmed)));
        figures.add(share(
                "reverted bad changes that were confirmed",
                null,
                changes(ChangeRole.CULPRIT_REVERTED::equals).map(ChangeScore::confirmed)));
        figures.add(most("full faults: intervals to a verdict, at most", 2.0, delays(WorldScore::verdictDelays), 1));
        figures.add(most("full faults: intervals to a verdict, median", 1.25, delays(WorldScore::verdictDelays), 0.5));
        figures.add(most(
                "faults seen from two of three vantage points: intervals to a verdict, at most",
                null,
                delays(WorldScore::partialVerdictDelays),
                1));
        figures.add(most(
                "faults seen from two of three vantage points: intervals to a verdict, median",
                null,
                delays(WorldScore::partialVerdictDelays),
                0.5));
        figures.add(most(
                "incidents: seconds from the end of the hold, median", null, delays(WorldScore::openingDelays), 0.5));
        figures.add(most(
                "incidents: seconds from the end of the hold, at most", 5.0, delays(WorldScore::openingDelays), 1));
        return figures;
    }

    private Figure outagesSeen() {
        var toBeSeen = faults().mapToInt(FaultScore::toBeSeen).sum();
        var seen = faults().mapToInt(FaultScore::seen).sum();
        return new Figure(
                "outages of two minutes or more that were detected",
                "all",
                "%d of %d".formatted(seen, toBeSeen),
                toBeSeen == 0 ? null : seen == toBeSeen);
    }

    private Figure openedSoon(String what, @Nullable Double aim, Predicate<FaultScore> which) {
        return share(
                what,
                aim,
                faults().filter(which)
                        .map(fault -> fault.openedAfterSeconds() != null && fault.openedAfterSeconds() <= 300));
    }

    private Figure opened(String what, TruthKind kind) {
        return share(
                what,
                null,
                faults().filter(fault -> fault.kind() == kind).map(fault -> fault.openedAfterSeconds() != null));
    }

    private Figure noIncidents(String what, Predicate<Shape> where) {
        var meant = worlds.stream().filter(world -> where.test(world.shape())).toList();
        var wrong =
                meant.stream().mapToInt(world -> world.falseIncidents().size()).sum();
        return new Figure(
                what, "none", "%d in %d worlds".formatted(wrong, meant.size()), meant.isEmpty() ? null : wrong == 0);
    }

    private Figure randIndex() {
        var mean = worlds.stream().mapToDouble(WorldScore::randIndex).average();
        return new Figure(
                "incidents against true faults: adjusted Rand index, mean of worlds",
                "at least 0.95",
                mean.isEmpty() ? "-" : String.format(Locale.ROOT, "%.3f", mean.getAsDouble()),
                mean.isEmpty() ? null : mean.getAsDouble() >= 0.95);
    }

    private static Figure share(String what, @Nullable Double aim, Stream<Boolean> answers) {
        var all = answers.toList();
        var right = all.stream().filter(answer -> answer).count();
        var share = all.isEmpty() ? 1 : (double) right / all.size();
        return new Figure(
                what,
                aim == null ? null : (aim == 1) ? "always" : String.format(Locale.ROOT, "at least %.0f%%", aim * 100),
                all.isEmpty()
                        ? "nothing to measure"
                        : String.format(Locale.ROOT, "%.1f%% (%d of %d)", share * 100, right, all.size()),
                (aim == null || all.isEmpty()) ? null : share >= aim);
    }

    private static Figure count(String what, Stream<Boolean> answers) {
        var all = answers.toList();
        var many = all.stream().filter(answer -> answer).count();
        return new Figure(what, "never", "%d of %d".formatted(many, all.size()), all.isEmpty() ? null : many == 0);
    }

    private static Figure most(String what, @Nullable Double aim, DoubleStream values, double quantile) {
        var sorted = values.sorted().toArray();
        if (sorted.length == 0) {
            return new Figure(what, aim == null ? null : atMost(aim, quantile), "nothing to measure", null);
        }
        var value = sorted[(int) Math.ceil(quantile * sorted.length) - 1];
        return new Figure(
                what,
                aim == null ? null : atMost(aim, quantile),
                String.format(Locale.ROOT, "%.2f (of %d)", value, sorted.length),
                aim == null ? null : quantile == 1 ? value <= aim : value < aim);
    }

    private static String atMost(double aim, double quantile) {
        return String.format(Locale.ROOT, quantile == 1 ? "%.2f" : "under %.2f", aim);
    }

    private Stream<FaultScore> faults() {
        return worlds.stream().flatMap(world -> world.faults().stream());
    }

    private Stream<ChangeScore> changes(Predicate<ChangeRole> which) {
        return worlds.stream().flatMap(world -> world.changes().stream()).filter(change -> which.test(change.role()));
    }

    private DoubleStream delays(Function<WorldScore, List<Double>> of) {
        return worlds.stream().flatMap(world -> of.apply(world).stream()).mapToDouble(delay -> delay);
    }
}

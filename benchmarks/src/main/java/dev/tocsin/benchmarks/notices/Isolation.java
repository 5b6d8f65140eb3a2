package dev.tocsin.benchmarks.notices;

import static java.util.Locale.ROOT;

import dev.tocsin.benchmarks.suite.SuiteReport.Figure;
import java.util.ArrayList;
import java.util.List;

/// The time that healthy receivers wait while others hang or fail.
///
/// @param healthy endpoints whose notices are counted, the same each time
/// @param alone notices to them while all endpoints answer
/// @param beside notices to them while others hang and fail
/// @param hanging endpoints that hang while one mail leaves
/// @param mails each to one mailbox
public record Isolation(int healthy, List<Spread> alone, List<Spread> beside, int hanging, List<Spread> mails) {

    private static final double MOST_OF_ALONE = 1.5;
    private static final double MOST_SECONDS = 1;

    public Isolation {
        alone = List.copyOf(alone);
        beside = List.copyOf(beside);
        mails = List.copyOf(mails);
    }

    public List<Figure> figures() {
        var ratio = mean(alone) == 0 ? 0 : mean(beside) / mean(alone);
        var figures = new ArrayList<Figure>();
        figures.add(times("while all endpoints answer", alone));
        figures.add(times("while a tenth of them hang and a tenth fail", beside));
        figures.add(new Figure(
                "ratio of the means",
                String.format(ROOT, "at most %.1f", MOST_OF_ALONE),
                String.format(ROOT, "%.2f", ratio),
                ratio <= MOST_OF_ALONE));
        figures.add(none("notices that never came to healthy endpoints", missing(alone) + missing(beside)));
        var slowest = mails.stream().mapToDouble(Spread::last).max().orElse(0);
        figures.add(new Figure(
                String.format(ROOT, "until a mail leaves while %,d endpoints hang", hanging),
                String.format(ROOT, "at most %.0f s", MOST_SECONDS),
                String.format(ROOT, "%.2f s", slowest),
                missing(mails) == 0 && slowest <= MOST_SECONDS));
        return figures;
    }

    private Figure times(String when, List<Spread> spreads) {
        return new Figure(
                String.format(ROOT, "99 of 100 of %,d healthy endpoints have a notice, %s", healthy, when),
                null,
                String.format(
                        ROOT,
                        "after %.2f s on average of %d, %.2f s at most",
                        mean(spreads),
                        spreads.size(),
                        spreads.stream().mapToDouble(Spread::ninetyNinth).max().orElse(0)),
                null);
    }

    private static double mean(List<Spread> spreads) {
        return spreads.stream().mapToDouble(Spread::ninetyNinth).average().orElse(0);
    }

    private static int missing(List<Spread> spreads) {
        return spreads.stream().mapToInt(Spread::missing).sum();
    }

    private static Figure none(String what, int many) {
        return new Figure(what, "0", "%,d".formatted(many), many == 0);
    }
}

package dev.tocsin.engine.catalog.file;

import java.util.Collection;
import java.util.Comparator;

/// Finds the word that was probably meant.
final class Spelling {

    private static final int FAR = 2;

    private Spelling() {}

    /// `; did you mean "needs"?`, or nothing when no candidate is near.
    static String didYouMean(String word, Collection<String> candidates) {
        return candidates.stream()
                .filter(candidate -> distance(word, candidate) <= Math.clamp(word.length() / 3, 1, FAR))
                .min(Comparator.comparingInt(candidate -> distance(word, candidate)))
                .map("; did you mean \"%s\"?"::formatted)
                .orElse("");
    }

    /// The number of letters that must be added, dropped, changed or swapped with their neighbour (Damerau, optimal
    /// alignment).
    private static int distance(String from, String to) {
        var steps = new int[from.length() + 1][to.length() + 1];
        for (var i = 0; i <= from.length(); i++) {
            for (var j = 0; j <= to.length(); j++) {
                if (i == 0 || j == 0) {
                    steps[i][j] = i + j;
                    continue;
                }
                var same = from.charAt(i - 1) == to.charAt(j - 1);
                var changed = steps[i - 1][j - 1] + (same ? 0 : 1);
                steps[i][j] = Math.min(changed, 1 + Math.min(steps[i - 1][j], steps[i][j - 1]));
                if (i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1)) {
                    steps[i][j] = Math.min(steps[i][j], 1 + steps[i - 2][j - 2]);
                }
            }
        }
        return steps[from.length()][to.length()];
    }
}

package dev.tocsin.incident.evidence;

import dev.tocsin.contract.incident.Suspect;
import dev.tocsin.contract.incident.Suspect.ScorePart;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// A suspect whose score is drawn as a bar of its parts, 100 wide for a score of 1.
///
/// @param parts in their order along the bar; empty from writers that did not record them
public record SuspectRow(Suspect suspect, List<ScoreShare> parts) {

    private static final double WIDTH = 100;

    /// The number of parts that have a style of their own.
    private static final int STYLES = 4;

    /// A part of a score.
    ///
    /// @param x the left end of its piece of the bar
    /// @param style its name in style sheets
    public record ScoreShare(ScorePart part, double x, double width, String style) {

        /// Such as `0.35`.
        public String value() {
            return shown(part.value());
        }
    }

    static SuspectRow of(Suspect suspect) {
        var parts = new ArrayList<ScoreShare>();
        var x = 0.0;
        for (var part : suspect.parts()) {
            var width = Math.clamp(part.value() * WIDTH, 0, WIDTH - x);
            parts.add(new ScoreShare(part, rounded(x), rounded(width), "share-" + parts.size() % STYLES));
            x += width;
        }
        return new SuspectRow(suspect, List.copyOf(parts));
    }

    public static List<SuspectRow> of(List<Suspect> suspects) {
        return suspects.stream().map(SuspectRow::of).toList();
    }

    /// Such as `0.80`.
    public String score() {
        return shown(suspect.score());
    }

    /// The kind of its subject, such as `change`.
    public String kind() {
        return switch (suspect.kind()) {
            case CELL -> "cell";
            case CHANGE -> "change";
            case MAINTENANCE -> "planned work";
        };
    }

    /// The bar in words, for readers who cannot see it.
    public String words() {
        return "Score %s of 1%s"
                .formatted(
                        score(),
                        parts.isEmpty()
                                ? ""
                                : parts.stream()
                                        .map(share -> share.part().name() + " " + share.value())
                                        .collect(Collectors.joining(", ", ": ", "")));
    }

    private static double rounded(double value) {
        return Math.round(value * 10) / 10.0;
    }

    private static String shown(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}

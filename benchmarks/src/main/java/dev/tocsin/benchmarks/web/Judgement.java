package dev.tocsin.benchmarks.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/// The scores that Lighthouse gives a page.
///
/// @param scores 0 to 100, by category
/// @param why the reason why nothing was judged, or empty
public record Judgement(SequencedMap<String, Integer> scores, String why) {

    public static Judgement leftOut(String why) {
        return new Judgement(new LinkedHashMap<>(), why);
    }

    /// @param report as Lighthouse writes it
    public static Judgement of(JsonNode report) {
        var scores = new LinkedHashMap<String, Integer>();
        report.path("categories")
                .properties()
                .forEach(category -> scores.put(category.getKey(), (int)
                        Math.round(category.getValue().path("score").asDouble() * 100)));
        return new Judgement(scores, scores.isEmpty() ? "its report has no categories" : "");
    }

    /// The median of each category, because Lighthouse's judgement of speed depends on the other work of the machine.
    public static Judgement median(List<Judgement> several) {
        var judged = several.stream().filter(Judgement::isThere).toList();
        if (judged.isEmpty()) {
            return several.getFirst();
        }
        var scores = new LinkedHashMap<String, Integer>();
        judged.getFirst().scores().keySet().forEach(category -> {
            var all = judged.stream()
                    .map(one -> one.scores().getOrDefault(category, 0))
                    .sorted()
                    .toList();
            scores.put(category, all.get((all.size() - 1) / 2));
        });
        return new Judgement(scores, "");
    }

    public boolean isThere() {
        return !scores.isEmpty();
    }

    public boolean isAtLeast(int score) {
        return isThere() && scores.values().stream().allMatch(it -> it >= score);
    }

    @Override
    public String toString() {
        return isThere()
                ? scores.entrySet().stream()
                        .map(category -> category.getKey() + " " + category.getValue())
                        .collect(Collectors.joining(", "))
                : "left out: " + why;
    }
}

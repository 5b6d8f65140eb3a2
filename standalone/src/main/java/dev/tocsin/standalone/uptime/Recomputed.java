package dev.tocsin.standalone.uptime;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/// The answer of incident-service when it recomputes a month: the input of the figures, the figures, and whether they
/// are the published ones.
///
/// @param answer of `/api/v1/uptime/recomputation`, its decimals as they were written
public record Recomputed(JsonNode answer) {

    public boolean isAsPublished() {
        return answer.path("differing").isEmpty();
    }

    public String text() {
        var report = answer.path("recomputed");
        var said = new ArrayList<String>();
        said.add("Uptime of %s in %s, computed from tocsin.status-history alone%s"
                .formatted(
                        report.path("month").asText(),
                        report.path("zone").asText(),
                        report.path("over").asBoolean()
                                ? ""
                                : ", up to " + report.at("/counted/to").asText()));
        said.add("");
        said.add("Periods in which cells were not up, or had announced work:");
        said.add(table(cells()));
        section("Announced work, which counts neither as up nor as down:", works(), said);
        section("Amendments; where several cover the same time, the latest counts:", amendments(), said);
        said.add("");
        said.add(table(figures(report)));
        said.add("");
        said.add("Weighted: three tenths of degraded time count as down. Strict: all of it does. Unknown as down:");
        said.add("unknown time does too. The first two leave unknown time out. Percentages are rounded down.");
        said.add("");
        said.add(isAsPublished() ? "The published figures are the same, to the digit." : differing());
        return String.join("\n", said);
    }

    private List<List<String>> cells() {
        var rows = new ArrayList<List<String>>();
        for (var cell : answer.path("cells")) {
            for (var interval : cell.path("intervals")) {
                var verdict = interval.path("verdict").asText("not watched");
                if (!verdict.equalsIgnoreCase("up")
                        || interval.path("maintenance").asBoolean()) {
                    rows.add(List.of(
                            cell.path("cell").asText(),
                            interval.at("/span/from").asText(),
                            interval.at("/span/to").asText(),
                            verdict.equals("null") ? "not watched" : verdict.toLowerCase(Locale.ROOT),
                            interval.path("maintenance").asBoolean() ? "announced work" : "",
                            interval.path("amendment").isNumber()
                                    ? "amendment " + interval.path("amendment").asText()
                                    : ""));
                }
            }
        }
        return rows;
    }

    private List<List<String>> works() {
        return rows(
                answer.path("works"),
                work -> List.of(
                        work.path("window").asText(),
                        work.at("/span/from").asText(),
                        work.at("/span/to").asText(),
                        joined(work.path("cells"))));
    }

    private List<List<String>> amendments() {
        return rows(
                answer.path("amendments"),
                amendment -> List.of(
                        amendment.path("id").asText(),
                        amendment.at("/span/from").asText(),
                        amendment.at("/span/to").asText(),
                        amendment.path("verdict").asText().toLowerCase(Locale.ROOT),
                        joined(amendment.path("cells")),
                        "by %s at %s: %s"
                                .formatted(
                                        amendment.path("by").asText(),
                                        amendment.path("at").asText(),
                                        amendment.path("reason").asText())));
    }

    private static List<List<String>> figures(JsonNode report) {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("", "weighted", "strict", "unknown as down"));
        rows.add(figures("all", report.path("all")));
        for (var kind : List.of("regions", "groups", "components", "cells")) {
            for (var line : report.path(kind)) {
                rows.add(figures(line.path("id").asText(), line.path("figures")));
            }
        }
        return rows;
    }

    private static List<String> figures(String what, JsonNode figures) {
        return List.of(
                what,
                figures.path("weighted").asText("–"),
                figures.path("strict").asText("–"),
                figures.path("unknownAsDown").asText("–"));
    }

    private String differing() {
        var rows = new ArrayList<List<String>>();
        for (var difference : answer.path("differing")) {
            rows.add(List.of(
                    difference.path("kind").asText(),
                    difference.path("id").asText(),
                    difference.at("/published/weighted").asText("–"),
                    difference.at("/recomputed/weighted").asText("–")));
        }
        return "The published figures DIFFER (weighted, published and recomputed):\n" + table(rows);
    }

    private static void section(String title, List<List<String>> rows, List<String> said) {
        if (!rows.isEmpty()) {
            said.add("");
            said.add(title);
            said.add(table(rows));
        }
    }

    private static List<List<String>> rows(JsonNode items, Function<JsonNode, List<String>> row) {
        return StreamSupport.stream(items.spliterator(), false).map(row).toList();
    }

    private static String joined(JsonNode texts) {
        return StreamSupport.stream(texts.spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining(", "));
    }

    private static String table(List<List<String>> rows) {
        if (rows.isEmpty()) {
            return "  nothing";
        }
        var widths = IntStream.range(0, rows.getFirst().size())
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        return rows.stream()
                .map(row -> IntStream.range(0, row.size())
                        .mapToObj(column -> row.get(column)
                                + " ".repeat(widths[column] - row.get(column).length()))
                        .collect(Collectors.joining("  ", "  ", ""))
                        .stripTrailing())
                .collect(Collectors.joining("\n"));
    }
}

package dev.tocsin.benchmarks.replay.command;

import dev.tocsin.benchmarks.replay.command.ReplayCommand.SettingsResult;
import dev.tocsin.benchmarks.suite.Table;
import dev.tocsin.contract.delivery.NoticeKind;
import dev.tocsin.contract.health.BlindnessBegan;
import dev.tocsin.contract.health.BlindnessEnded;
import dev.tocsin.contract.health.HealthLogEvent;
import dev.tocsin.contract.health.VantagePointSetAside;
import dev.tocsin.contract.health.VantagePointTakenBack;
import dev.tocsin.contract.incident.Suspect.SuspectKind;
import dev.tocsin.engine.replay.ReplayComparison;
import dev.tocsin.engine.replay.ReplayResult;
import dev.tocsin.engine.replay.ReplayResult.ReplayedIncident;
import dev.tocsin.engine.replay.ReplayResult.ReplayedOutage;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The findings of a replay, for a terminal.
final class Tables {

    private Tables() {}

    static String result(SettingsResult found) {
        var result = found.result();
        var head = String.format(
                Locale.ROOT,
                "%s: %,d health events from %s to %s; %,d status changes; incidents: %d, outages: %d.",
                found.settings(),
                result.healthEvents(),
                time(result.from()),
                time(result.to()),
                result.changes().size(),
                result.incidents().size(),
                result.outages().size());
        var watchers = result.oversight().stream().map(Tables::oversight).collect(Collectors.joining());
        var held = result.held().stream()
                .map(event -> "\n%s  change %s is to be held".formatted(time(event.time()), event.change()))
                .collect(Collectors.joining());
        return head + watchers + held + (result.incidents().isEmpty() ? "" : "\n\n" + incidents(result));
    }

    private static String oversight(HealthLogEvent event) {
        var what = switch (event) {
            case VantagePointSetAside aside ->
                "%s set aside%s: %s".formatted(aside.vantagePoint(), where(aside.region()), aside.reason());
            case VantagePointTakenBack back ->
                "%s taken back%s: %s".formatted(back.vantagePoint(), where(back.region()), back.reason());
            case BlindnessBegan began -> "blind: " + began.reason();
            case BlindnessEnded ended -> "no longer blind: " + ended.reason();
            default -> event.toString();
        };
        return "\n%s  %s".formatted(time(event.time()), what);
    }

    private static String where(@Nullable String region) {
        return region == null ? "" : " for " + region;
    }

    private static String incidents(ReplayResult result) {
        var table = new Table(
                "incident", "severity", "what", "onset", "detected", "opened", "over", "root", "change", "notices");
        for (var incident : result.incidents()) {
            var first = incident.outages().getFirst();
            table.row(
                    incident.id(),
                    incident.severity().name().toLowerCase(Locale.ROOT),
                    incident.title() + (incident.episodes() > 1 ? " (%d episodes)".formatted(incident.episodes()) : ""),
                    time(incident.onset()),
                    after(first.onset(), first.detectedAt()),
                    after(incident.onset(), incident.openedAt()),
                    incident.resolvedAt() == null ? "open" : after(incident.onset(), incident.resolvedAt()),
                    roots(incident),
                    change(incident),
                    Long.toString(result.notices().stream()
                            .filter(notice -> notice.incident().equals(incident.id()))
                            .count()));
            incident.outages().forEach(outage -> outage(table, outage));
            if (!incident.linked().isEmpty()) {
                table.row("", "", "  names " + String.join(", ", incident.linked()), "", "", "", "", "", "", "");
            }
        }
        return table + "\n\n" + notices(result);
    }

    private static void outage(Table table, ReplayedOutage outage) {
        table.row(
                "",
                "",
                "  %s: %s".formatted(outage.id(), cells(outage)),
                time(outage.onset()),
                after(outage.onset(), outage.detectedAt()),
                after(outage.onset(), outage.startedAt()),
                outage.endedAt() == null ? "open" : after(outage.onset(), outage.endedAt()),
                outage.root() == null ? "" : outage.root().toString(),
                "",
                "");
    }

    private static String cells(ReplayedOutage outage) {
        var named = outage.cells().stream().limit(4).map(Object::toString).collect(Collectors.joining(", "));
        return outage.cells().size() > 4
                ? "%s and %d more".formatted(named, outage.cells().size() - 4)
                : named;
    }

    private static String roots(ReplayedIncident incident) {
        return incident.outages().stream()
                .flatMap(outage -> outage.root() == null
                        ? Stream.<String>empty()
                        : Stream.of(outage.root().component()))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static String change(ReplayedIncident incident) {
        return incident.suspects().stream()
                .filter(suspect -> suspect.kind() == SuspectKind.CHANGE)
                .findFirst()
                .map(suspect -> "%s, %s"
                        .formatted(
                                suspect.subject(), suspect.confidence().name().toLowerCase(Locale.ROOT)))
                .orElse("");
    }

    private static String notices(ReplayResult result) {
        return "Notices, if one subscriber follows each region: openings %d, updates %d, closings %d."
                .formatted(
                        result.notices(NoticeKind.OPENING),
                        result.notices(NoticeKind.UPDATE),
                        result.notices(NoticeKind.CLOSING));
    }

    static String comparison(SettingsResult one, SettingsResult other, ReplayComparison comparison) {
        var table = new Table("", one.settings().toString(), other.settings().toString());
        row(table, "incidents", one, other, result -> result.incidents().size());
        row(table, "outages", one, other, result -> result.outages().size());
        row(
                table,
                "opened with these settings only",
                Integer.toString(comparison.onlyOne().size()),
                Integer.toString(comparison.onlyOther().size()));
        row(table, "openings", one, other, result -> result.notices(NoticeKind.OPENING));
        row(table, "updates", one, other, result -> result.notices(NoticeKind.UPDATE));
        row(table, "closings", one, other, result -> result.notices(NoticeKind.CLOSING));
        row(table, "minutes to detect, median", one, other, result -> minutes(result, ReplayedOutage::detectedAt, 0.5));
        row(table, "minutes to detect, at most", one, other, result -> minutes(result, ReplayedOutage::detectedAt, 1));
        row(table, "minutes to open, median", one, other, result -> minutes(result, ReplayedOutage::startedAt, 0.5));
        row(table, "minutes to open, at most", one, other, result -> minutes(result, ReplayedOutage::startedAt, 1));
        return table + "\n" + alone("Opened only with " + one.settings(), comparison.onlyOne())
                + alone("Opened only with " + other.settings(), comparison.onlyOther());
    }

    private static void row(
            Table table, String name, SettingsResult one, SettingsResult other, Function<ReplayResult, Object> value) {
        row(
                table,
                name,
                value.apply(one.result()).toString(),
                value.apply(other.result()).toString());
    }

    private static void row(Table table, String name, String one, String other) {
        table.row(name, one, other);
    }

    private static String alone(String head, List<ReplayedIncident> incidents) {
        return incidents.stream()
                .map(incident ->
                        "%n%s: %s at %s (%s)".formatted(head, incident.title(), time(incident.onset()), incident.id()))
                .collect(Collectors.joining());
    }

    private static String minutes(ReplayResult result, Function<ReplayedOutage, Instant> until, double quantile) {
        var sorted = result.outages().stream()
                .mapToLong(outage ->
                        Duration.between(outage.onset(), until.apply(outage)).toMillis())
                .sorted()
                .toArray();
        return sorted.length == 0
                ? "-"
                : String.format(Locale.ROOT, "%.2f", sorted[(int) Math.ceil(quantile * sorted.length) - 1] / 60_000.0);
    }

    private static String time(@Nullable Instant time) {
        return time == null ? "-" : time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String after(Instant from, Instant until) {
        var seconds = Duration.between(from, until).toSeconds();
        return seconds < 120 ? "+%d s".formatted(seconds) : "+%d min %d s".formatted(seconds / 60, seconds % 60);
    }
}

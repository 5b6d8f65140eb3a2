package dev.tocsin.incident.trust.html;

import dev.tocsin.contract.Json;
import dev.tocsin.contract.Severity;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.catalog.FailingMeans;
import dev.tocsin.contract.catalog.MaintenancePlanned;
import dev.tocsin.contract.change.ChangeKind;
import dev.tocsin.contract.health.ErrorKind;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.contract.incident.Suspect.Confidence;
import dev.tocsin.contract.vantage.HeartbeatSent;
import dev.tocsin.contract.vantage.HeartbeatSent.Control;
import dev.tocsin.engine.catalog.RecurrenceSentence;
import dev.tocsin.engine.correlation.TraceEntry.Rule;
import dev.tocsin.engine.maintenance.MaintenancePlan;
import dev.tocsin.engine.maintenance.WindowSeries;
import dev.tocsin.engine.uptime.Figures;
import dev.tocsin.engine.uptime.MonthReport.Line;
import dev.tocsin.engine.uptime.Status;
import dev.tocsin.engine.uptime.StatusDurations;
import dev.tocsin.incident.trust.live.Incidents;
import dev.tocsin.incident.trust.live.Times;
import dev.tocsin.incident.trust.pageparts.AnnouncedWork;
import dev.tocsin.support.operator.AlertText;
import dev.tocsin.support.text.Markdown;
import io.quarkus.qute.RawString;
import io.quarkus.qute.TemplateExtension;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Formats values that are not text, for templates.
@TemplateExtension
final class Formats {

    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter BRIEF_MONTH = DateTimeFormatter.ofPattern("MMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE, d MMMM yyyy", Locale.ENGLISH);

    private Formats() {}

    /// For a `datetime` attribute.
    static String iso(Instant at) {
        return Json.format(at);
    }

    static String clock(Instant at, ZoneId zone, Instant now) {
        return Times.clock(at, zone, now);
    }

    /// The time between, like `12 s`; not named `until`, because templates would call Instant's method of that name.
    static String spanTo(Instant from, Instant to) {
        return Times.lasting(Duration.between(from, to));
    }

    static String word(IncidentState state) {
        return capital(state);
    }

    static String word(AnnouncedWork work) {
        return switch (work.stage()) {
            case SCHEDULED -> "Scheduled";
            case IN_PROGRESS -> "In progress";
            case VERIFYING -> "Being verified";
            case COMPLETED -> "Completed";
            case CANCELLED -> "Cancelled";
        };
    }

    static String word(Severity severity) {
        return capital(severity);
    }

    static String word(Confidence confidence) {
        return capital(confidence);
    }

    /// Such as `Hold began`.
    static String word(Rule rule) {
        return capital(rule).replace('_', ' ');
    }

    static String word(ErrorKind error) {
        return error.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    static String word(FailingMeans failing) {
        return failing.name().toLowerCase(Locale.ROOT);
    }

    static String style(Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }

    static String word(ChangeKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    static String style(Verdict verdict) {
        return Status.of(verdict).style();
    }

    /// A person's Markdown, as harmless HTML.
    static RawString markdown(String text) {
        return new RawString(Markdown.html(text));
    }

    static String percent(double share) {
        return Long.toString(Math.round(share * 100));
    }

    static String grouped(long number) {
        return String.format(Locale.ENGLISH, "%,d", number);
    }

    /// Such as `3 Mar 2026, 14:10 UTC`.
    static String exact(Instant at, ZoneId zone) {
        return Times.exact(at, zone);
    }

    /// Such as `Europe/Berlin`; the zone that catalogs have by default is better known without its area.
    static String named(ZoneId zone) {
        return zone.getId().replace("Etc/UTC", "UTC");
    }

    /// The hour on a day that is shown beside it, such as `14:10`; `24:00` is the end of that day.
    static String hour(Instant at, LocalDate day, ZoneId zone) {
        var there = at.atZone(zone);
        return there.toLocalDate().isAfter(day) ? "24:00" : HOUR.format(there);
    }

    /// The time when an incident's trouble began.
    static Instant began(IncidentSnapshot incident) {
        return Incidents.began(incident);
    }

    /// The person who has an incident, or null.
    static @Nullable String owner(IncidentSnapshot incident) {
        return Incidents.owner(incident);
    }

    /// When work repeats, in words; null for work that is done once, and for a rule that has no simple words.
    static @Nullable String inWords(MaintenancePlanned plan) {
        return RecurrenceSentence.withEnd(MaintenancePlan.of(plan).timetable()).orElse(null);
    }

    static @Nullable String inWords(WindowSeries series) {
        return RecurrenceSentence.withEnd(series.timetable()).orElse(null);
    }

    /// The part of an alert's text that says what the alert is about.
    static String headline(String alert) {
        return AlertText.headline(alert);
    }

    static String rest(String alert) {
        return AlertText.rest(alert);
    }

    /// Such as `Mar 2026`.
    static String brief(YearMonth month) {
        return BRIEF_MONTH.format(month);
    }

    /// Such as `March 2026`.
    static String named(YearMonth month) {
        return MONTH.format(month);
    }

    /// Such as `Tuesday, 3 March 2026`.
    static String named(LocalDate date) {
        return DAY.format(date);
    }

    /// Such as `99.953 %`; a dash where no time was counted.
    static String shownWeighted(Figures figures) {
        return shown(figures.weighted());
    }

    static String shownStrict(Figures figures) {
        return shown(figures.strict());
    }

    static String shownUnknownAsDown(Figures figures) {
        return shown(figures.unknownAsDown());
    }

    static String shownPercent(BigDecimal percent) {
        return shown(percent);
    }

    private static String shown(@Nullable BigDecimal percent) {
        return percent == null ? "–" : percent.toPlainString() + " %";
    }

    /// A latency, such as `4 ms` or `1.2 s`.
    static String millis(Number millis) {
        var value = millis.doubleValue();
        return value < 1_000
                ? "%d ms".formatted(Math.round(value))
                : String.format(Locale.ROOT, "%.1f s", value / 1_000);
    }

    /// The time that was not up, the worst first, such as `down 42 min, degraded 3 min`.
    static String said(StatusDurations tally) {
        return Stream.of(
                        span("down", tally.down()),
                        span("degraded", tally.degraded()),
                        span("unknown", tally.unknown()),
                        span("maintenance", tally.maintenance()))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
    }

    static List<Line> withBudget(List<Line> lines) {
        return lines.stream().filter(line -> line.budget() != null).toList();
    }

    /// Milliseconds as a length of time, such as `42 min`; a negative one keeps its sign.
    static String spent(long millis) {
        return (millis < 0 ? "−" : "") + Times.lasting(Duration.ofMillis(Math.abs(millis)));
    }

    private static String span(String what, long millis) {
        return millis == 0 ? "" : what + " " + Times.lasting(Duration.ofMillis(millis));
    }

    static long answering(HeartbeatSent probe) {
        return probe.controls().stream().filter(Control::answers).count();
    }

    static String clockOffset(HeartbeatSent probe) {
        return probe.clockKnown() ? "%d ms".formatted(Math.round(probe.clockOffsetMillis())) : "not known yet";
    }

    private static String capital(Enum<?> constant) {
        return constant.name().charAt(0) + constant.name().substring(1).toLowerCase(Locale.ROOT);
    }
}

package dev.tocsin.incident.dashboard.page;

import dev.tocsin.contract.Json;
import dev.tocsin.contract.Severity;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.contract.incident.Suspect.Confidence;
import dev.tocsin.contract.vantage.HeartbeatSent;
import dev.tocsin.contract.vantage.HeartbeatSent.Control;
import dev.tocsin.incident.dashboard.Status;
import dev.tocsin.incident.dashboard.Times;
import dev.tocsin.incident.vantagepoint.VantagePointView;
import io.quarkus.qute.TemplateExtension;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;

/// How templates write what is not text.
@TemplateExtension
final class Formats {

    private Formats() {}

    /// For a `datetime` attribute.
    static String iso(Instant at) {
        return Json.format(at);
    }

    static String clock(Instant at, ZoneId zone, Instant now) {
        return Times.clock(at, zone, now);
    }

    /// The time between, like `12 s`; not named until, for that is a method of Instant, which would be taken.
    static String spanTo(Instant from, Instant to) {
        return Times.lasting(Duration.between(from, to));
    }

    static String word(IncidentState state) {
        return capital(state);
    }

    static String word(Severity severity) {
        return capital(severity);
    }

    static String word(Confidence confidence) {
        return capital(confidence);
    }

    static String style(Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }

    static String style(Verdict verdict) {
        return Status.of(verdict).style();
    }

    static String percent(double share) {
        return Long.toString(Math.round(share * 100));
    }

    static String grouped(long number) {
        return String.format(Locale.ENGLISH, "%,d", number);
    }

    static Status status(VantagePointView point) {
        return point.sees() ? Status.UP : Status.UNKNOWN;
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

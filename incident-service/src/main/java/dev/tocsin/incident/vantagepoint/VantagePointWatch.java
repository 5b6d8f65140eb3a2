package dev.tocsin.incident.vantagepoint;

import dev.tocsin.contract.vantage.HeartbeatSent;
import dev.tocsin.contract.vantage.HeartbeatSent.Control;
import dev.tocsin.engine.catalog.DisplayNames;
import dev.tocsin.incident.trust.live.LiveView;
import dev.tocsin.incident.trust.live.LiveView.ReceivedHeartbeat;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Finds the trouble of a vantage point, and its remedy, from the heartbeats of its probes.
///
/// While nothing at all arrives it finds none: then Kafka is away, or we are, and no probe is to blame.
public final class VantagePointWatch {

    /// A heartbeat is overdue after three were missed, and never before this.
    static final Duration LEAST_PATIENCE = Duration.ofSeconds(10);
    static final int MISSED = 3;

    /// The time that a vantage point has for its very first heartbeat.
    static final Duration FIRST_HEARTBEAT = Duration.ofSeconds(60);

    /// If a probe's clock is off by more, its times cannot be compared with others'.
    static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(10);

    /// A probe that is silent for longer, while another of its vantage point is not, was taken away.
    static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);

    /// Events that wait in a spool are no trouble up to this number, or up to [#ROUNDS_WAITING] rounds of all checks.
    static final int FEW_EVENTS = 100;

    static final int ROUNDS_WAITING = 5;

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm z", Locale.ENGLISH);

    private VantagePointWatch() {}

    /// One or two sentences; empty when all is well, or when that is not known.
    public static Optional<String> trouble(LiveView view, String vantagePoint, Instant now) {
        if (view.listening().caughtUpAt() == null || view.listening().isSilent(now)) {
            return Optional.empty();
        }
        var probes = probes(view, vantagePoint, now);
        var place = DisplayNames.vantagePoint(view.catalog(), vantagePoint);
        if (probes.isEmpty()) {
            return neverSpoke(view, vantagePoint, place, now);
        }
        var troubles = new ArrayList<String>();
        probes.forEach(probe -> trouble(view, probe, place, now).ifPresent(troubles::add));
        return troubles.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", troubles));
    }

    /// The latest heartbeat of each of its probes, without probes that were taken away.
    static List<ReceivedHeartbeat> probes(LiveView view, String vantagePoint, Instant now) {
        var all = view.heartbeats().values().stream()
                .filter(heartbeat -> heartbeat.said().vantagePoint().equals(vantagePoint))
                .sorted(Comparator.comparing(heartbeat -> heartbeat.said().probe()))
                .toList();
        var oneSpeaks = all.stream().anyMatch(heartbeat -> !isOverdue(view, heartbeat, now));
        return all.stream()
                .filter(heartbeat -> !oneSpeaks
                        || heartbeat.said().time().plus(FORGOTTEN_AFTER).isAfter(now))
                .toList();
    }

    static boolean isOverdue(LiveView view, ReceivedHeartbeat heartbeat, Instant now) {
        var missed = Duration.ofMillis(heartbeat.said().everyMillis()).multipliedBy(MISSED);
        var patience = missed.compareTo(LEAST_PATIENCE) > 0 ? missed : LEAST_PATIENCE;
        return silence(view, heartbeat, now).compareTo(patience) > 0;
    }

    /// The time since the heartbeat, or since records began to arrive, if that is later.
    private static Duration silence(LiveView view, ReceivedHeartbeat heartbeat, Instant now) {
        var since = view.listening().since();
        var from = since == null || since.isBefore(heartbeat.heardAt()) ? heartbeat.heardAt() : since;
        return Duration.between(from, now);
    }

    private static Optional<String> neverSpoke(LiveView view, String vantagePoint, String place, Instant now) {
        var caughtUpAt = view.listening().caughtUpAt();
        return view.catalog()
                .vantagePoint(vantagePoint)
                .map(defined -> caughtUpAt == null || defined.time().isAfter(caughtUpAt) ? defined.time() : caughtUpAt)
                .filter(expectedSince -> expectedSince.plus(FIRST_HEARTBEAT).isBefore(now))
                .map(_ ->
                        "No probe has reported from %s yet. Start one with tocsin.probe.vantage-point=%s, or remove that vantage point from the catalog."
                                .formatted(place, vantagePoint));
    }

    private static Optional<String> trouble(LiveView view, ReceivedHeartbeat heartbeat, String place, Instant now) {
        var said = heartbeat.said();
        if (isOverdue(view, heartbeat, now)) {
            return Optional.of(
                    "Probe in %s lost · since %s. Probe %s sends no heartbeats: check that its process is running and can reach Kafka."
                            .formatted(
                                    place,
                                    CLOCK.format(said.time().atZone(DisplayNames.zone(view.catalog()))),
                                    said.probe()));
        }
        var probe = "%s in %s".formatted(said.probe(), place);
        return controls(said, probe)
                .or(() -> clock(heartbeat, probe))
                .or(() -> secrets(said, probe))
                .or(() -> spool(said, probe));
    }

    private static Optional<String> controls(HeartbeatSent said, String probe) {
        return said.controls().isEmpty() || said.controls().stream().anyMatch(Control::answers)
                ? Optional.empty()
                : Optional.of(
                        "Probe %s is cut off: none of its control targets answers (%s), so its results do not count. Check its network."
                                .formatted(
                                        probe,
                                        String.join(
                                                ", ",
                                                said.controls().stream()
                                                        .map(Control::target)
                                                        .toList())));
    }

    private static Optional<String> clock(ReceivedHeartbeat heartbeat, String probe) {
        var off = Duration.between(heartbeat.heardAt(), heartbeat.said().time());
        return !heartbeat.live() || off.abs().compareTo(CLOCK_TOLERANCE) <= 0
                ? Optional.empty()
                : Optional.of("The clock of probe %s is %d s %s even after correction. Check its time synchronisation."
                        .formatted(probe, off.abs().toSeconds(), off.isNegative() ? "behind" : "ahead"));
    }

    private static Optional<String> secrets(HeartbeatSent said, String probe) {
        return said.missingSecrets().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "Probe %s lacks %s, so it cannot run the checks that need it. Set it in the probe's environment."
                                .formatted(probe, String.join(", ", said.missingSecrets())));
    }

    /// Every event passes through the spool, so a few are always there.
    private static Optional<String> spool(HeartbeatSent said, String probe) {
        return said.spooledEvents() <= Math.max(FEW_EVENTS, ROUNDS_WAITING * said.checks())
                ? Optional.empty()
                : Optional.of("Probe %s has %d health events on its disk that Kafka does not have yet%s."
                        .formatted(
                                probe,
                                said.spooledEvents(),
                                said.droppedEvents() == 0
                                        ? ""
                                        : ", and dropped %d for want of room".formatted(said.droppedEvents())));
    }
}

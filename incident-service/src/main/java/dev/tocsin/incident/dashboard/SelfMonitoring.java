package dev.tocsin.incident.dashboard;

import dev.tocsin.contract.status.StatusChanged;
import dev.tocsin.engine.uptime.Overview;
import dev.tocsin.incident.detection.SeenClocks;
import dev.tocsin.incident.notices.NoticeQueue;
import dev.tocsin.incident.trust.live.LiveView;
import dev.tocsin.incident.vantagepoint.VantagePointView;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map.Entry;
import org.jspecify.annotations.Nullable;

/// Whether Tocsin itself sees.
///
/// @param vantagePoints one sentence on whether they work
/// @param clocks the number of detection's clocks, one for each partition of `tocsin.health-events`
/// @param slowest the time of the slowest clock; null before any was received
/// @param stalled the partitions whose clock does not advance
/// @param heartbeat the time of the last heartbeat of a probe, or null
/// @param change the time of the last status change, or null
/// @param silentSince the time since when nothing arrives from Kafka; null while records arrive
/// @param counted the time up to which uptime was counted from the database, or null
/// @param notices how many notices wait at notifier-service
/// @param alerts the number of operator alerts that are raised
public record SelfMonitoring(
        String vantagePoints,
        int clocks,
        @Nullable Instant slowest,
        List<Integer> stalled,
        @Nullable Instant heartbeat,
        @Nullable Instant change,
        @Nullable Instant silentSince,
        @Nullable Instant counted,
        NoticeQueue notices,
        int alerts) {

    static SelfMonitoring of(
            LiveView view, List<VantagePointView> points, Overview uptime, NoticeQueue notices, Instant now) {
        return new SelfMonitoring(
                sentence(points),
                view.clocks().size(),
                view.asOf().orElse(null),
                stalled(view, now),
                view.heartbeats().values().stream()
                        .map(received -> received.said().time())
                        .max(Comparator.naturalOrder())
                        .orElse(null),
                view.statuses().values().stream()
                        .map(StatusChanged::time)
                        .max(Comparator.naturalOrder())
                        .orElse(null),
                view.listening().isSilent(now) ? view.listening().heardAt() : null,
                uptime.isCounted() ? uptime.asOf() : null,
                notices,
                view.alerts().size());
    }

    private static String sentence(List<VantagePointView> points) {
        if (points.isEmpty()) {
            return "No vantage point is in the catalog";
        }
        if (points.stream().noneMatch(VantagePointView::known)) {
            return "No vantage point reports";
        }
        var seeing = points.stream().filter(VantagePointView::sees).count();
        if (seeing == 1 && points.size() == 1) {
            return "The only vantage point is working";
        }
        return seeing == points.size()
                ? "All %d vantage points working".formatted(seeing)
                : "%d of %d vantage points working".formatted(seeing, points.size());
    }

    private static List<Integer> stalled(LiveView view, Instant now) {
        return view.clocks().entrySet().stream()
                .filter(clock -> !isMoving(clock.getValue().movedAt(), now))
                .map(Entry::getKey)
                .sorted()
                .toList();
    }

    private static boolean isMoving(@Nullable Instant movedAt, Instant now) {
        return movedAt != null && !movedAt.plus(SeenClocks.STALE_AFTER).isBefore(now);
    }
}

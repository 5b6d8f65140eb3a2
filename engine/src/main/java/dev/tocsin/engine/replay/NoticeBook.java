package dev.tocsin.engine.replay;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Severity;
import dev.tocsin.contract.delivery.NoticeKind;
import dev.tocsin.contract.incident.CellImpact;
import dev.tocsin.contract.incident.IncidentEvent;
import dev.tocsin.contract.incident.IncidentEvent.ImpactChanged;
import dev.tocsin.contract.incident.IncidentEvent.OutageEnded;
import dev.tocsin.contract.incident.IncidentEvent.OutageStarted;
import dev.tocsin.contract.incident.IncidentEvent.Reopened;
import dev.tocsin.contract.incident.IncidentEvent.Resolved;
import dev.tocsin.contract.incident.IncidentEvent.UpdatePosted;
import dev.tocsin.contract.incident.IncidentHead;
import dev.tocsin.contract.incident.IncidentState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The notices that would have been sent if each region had one subscriber to all of it, by the rules of
/// notifier-service without channels, silences and failures.
final class NoticeBook {

    private static final Duration BUDGET = Duration.ofMinutes(30);

    private final List<ReplayedNotice> notices = new ArrayList<>();
    private final SortedMap<String, NoticedIncident> stories = new TreeMap<>();

    List<ReplayedNotice> notices() {
        return List.copyOf(notices);
    }

    void take(IncidentEvent event) {
        var story = stories.computeIfAbsent(event.incident().id(), _ -> new NoticedIncident());
        story.take(event);
        if (!(event instanceof OutageEnded && story.outages.isEmpty())) {
            story.close(event.time());
        }
        story.open(event.time());
        story.update(event.time(), event instanceof UpdatePosted);
        if (event instanceof Resolved) {
            stories.remove(event.incident().id());
        }
    }

    /// Adds the updates that waited for their budget.
    void pass(Instant now) {
        stories.values().forEach(story -> story.update(now, false));
    }

    /// An incident as its events have left it; `notified` has the last notice to each region that is opened
    /// and not closed.
    private final class NoticedIncident {

        private final Map<String, Map<Cell, CellImpact>> outages = new HashMap<>();
        private final SortedMap<String, Last> notified = new TreeMap<>();
        private IncidentHead head =
                new IncidentHead("", 0, 0, "", IncidentState.RESOLVED, Severity.INTERNAL, List.of());

        void take(IncidentEvent event) {
            head = event.incident();
            switch (event) {
                case OutageStarted started -> impact(started.outage(), started.cells(), List.of());
                case ImpactChanged changed -> impact(changed.outage(), changed.cells(), changed.left());
                case OutageEnded ended -> outages.remove(ended.outage());
                case Resolved _, Reopened _ -> outages.clear();
                default -> {}
            }
        }

        private void impact(String outage, List<CellImpact> cells, List<Cell> left) {
            var known = outages.computeIfAbsent(outage, _ -> new HashMap<>());
            cells.forEach(cell -> known.put(cell.cell(), cell));
            left.forEach(known::remove);
        }

        void close(Instant now) {
            var over = notified.keySet().stream()
                    .filter(region -> !head.state().isOpen() || !touches(region, false))
                    .toList();
            over.forEach(region -> {
                notified.remove(region);
                note(region, NoticeKind.CLOSING, now);
            });
        }

        void open(Instant now) {
            if (!head.state().isOpen() || head.severity() == Severity.INTERNAL) {
                return;
            }
            head.regions().stream()
                    .filter(region -> !notified.containsKey(region) && !wasNotified(region))
                    .filter(region -> touches(region, true))
                    .forEach(region -> {
                        notified.put(region, Last.of(head, head.severity(), now));
                        note(region, NoticeKind.OPENING, now);
                    });
        }

        /// A region gets one opening in each episode, even if its outage ends and another starts.
        private boolean wasNotified(String region) {
            return notices.stream()
                    .anyMatch(notice -> notice.incident().equals(head.id())
                            && notice.episode() == head.episode()
                            && notice.region().equals(region));
        }

        void update(Instant now, boolean posted) {
            if (!head.state().isOpen()) {
                return;
            }
            notified.replaceAll((region, last) -> {
                if (!last.isDue(head, now, posted)) {
                    return last;
                }
                note(region, NoticeKind.UPDATE, now);
                return Last.of(head, last.highest, now);
            });
        }

        private boolean touches(String region, boolean onlyBad) {
            return outages.values().stream()
                    .flatMap(cells -> cells.values().stream())
                    .anyMatch(impact -> impact.cell().region().equals(region)
                            && impact.isPublic()
                            && (!onlyBad || impact.verdict().isBad()));
        }

        private void note(String region, NoticeKind kind, Instant now) {
            notices.add(new ReplayedNotice(head.id(), head.episode(), region, kind, now));
        }
    }

    /// The last notice to a subscriber.
    private record Last(IncidentHead head, Severity highest, Instant at) {

        static Last of(IncidentHead head, Severity highest, Instant at) {
            return new Last(head, head.severity().isAtLeast(highest) ? head.severity() : highest, at);
        }

        boolean isDue(IncidentHead now, Instant time, boolean posted) {
            var changed = !now.title().equals(head.title())
                    || now.state() != head.state()
                    || now.severity() != head.severity();
            return (posted && at.isBefore(time))
                    || now.severity().compareTo(highest) > 0
                    || (changed && !time.isBefore(at.plus(BUDGET)));
        }
    }
}

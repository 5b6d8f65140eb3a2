package dev.tocsin.benchmarks.faults;

import static java.util.stream.Collectors.groupingBy;

import dev.tocsin.contract.delivery.NoticeKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The notices that receivers took, compared with the notices that they should have got.
///
/// @param affected pairs of an incident and a subscriber that it affects
/// @param missing pairs that lack an opening or an end
/// @param unaffected pairs whose subscriber got notices although the incident does not affect it
/// @param disordered pairs whose notices came in the wrong order, after the end, or once too often with another id
/// @param doubles copies of notices that were taken before
/// @param unexplained doubles whose first copy was not in flight when a part was killed
/// @param refusedForGood the ids of notices that their receiver refused for good, even if sent again; they are not
///     missing
public record Audit(
        int affected,
        List<String> missing,
        List<String> unaffected,
        List<String> disordered,
        int doubles,
        List<String> unexplained,
        Set<String> refusedForGood) {

    public Audit {
        missing = List.copyOf(missing);
        unaffected = List.copyOf(unaffected);
        disordered = List.copyOf(disordered);
        unexplained = List.copyOf(unexplained);
        refusedForGood = Set.copyOf(refusedForGood);
    }

    private record IncidentSubscriber(String incident, int subscriber) {}

    /// @param copies in the order in which they came
    public static Audit of(
            List<PlannedIncident> incidents,
            List<Subscriber> subscribers,
            List<NoticeCopy> copies,
            List<PartRestart> restarts) {
        var audit = new Auditor(restarts);
        var taken = copies.stream()
                .filter(copy -> copy.result() != CopyResult.REFUSED)
                .collect(groupingBy(copy -> new IncidentSubscriber(copy.incident(), copy.subscriber())));
        for (var incident : incidents) {
            for (var subscriber : subscribers) {
                var notices = taken.getOrDefault(new IncidentSubscriber(incident.id(), subscriber.number()), List.of());
                if (subscriber.isAffectedBy(incident)) {
                    audit.affected(incident, subscriber, notices);
                } else if (!notices.isEmpty()) {
                    audit.unaffected.add(name(incident, subscriber));
                }
            }
        }
        return audit.audit();
    }

    private static String name(PlannedIncident incident, Subscriber subscriber) {
        return "incident %s, subscriber %d".formatted(incident.id(), subscriber.number());
    }

    private static final class Auditor {

        private final List<PartRestart> restarts;
        private final List<String> missing = new ArrayList<>();
        private final List<String> unaffected = new ArrayList<>();
        private final List<String> disordered = new ArrayList<>();
        private final List<String> unexplained = new ArrayList<>();
        private int affected;
        private int doubles;
        private final Set<String> refusedForGood = new HashSet<>();

        private Auditor(List<PartRestart> restarts) {
            this.restarts = restarts;
        }

        private void affected(PlannedIncident incident, Subscriber subscriber, List<NoticeCopy> taken) {
            affected++;
            var first = new LinkedHashMap<String, NoticeCopy>();
            var last = new HashMap<String, NoticeCopy>();
            for (var copy : taken) {
                last.put(copy.id(), copy);
                if (first.putIfAbsent(copy.id(), copy) != null) {
                    doubled(incident, subscriber, first, copy);
                }
            }
            var notices = List.copyOf(first.values());
            last.values().stream()
                    .filter(copy -> copy.result() == CopyResult.REFUSED_FOR_GOOD)
                    .map(NoticeCopy::id)
                    .forEach(refusedForGood::add);
            var what = notices.stream().map(NoticeCopy::kind).toList();
            if (!isComplete(what)) {
                missing.add("%s: %s".formatted(name(incident, subscriber), what));
            }
            problem(incident, notices)
                    .ifPresent(problem ->
                            disordered.add("%s: %s; received %s".formatted(name(incident, subscriber), problem, what)));
        }

        private void doubled(
                PlannedIncident incident, Subscriber subscriber, Map<String, NoticeCopy> first, NoticeCopy again) {
            doubles++;
            var taken = first.get(again.id());
            if (taken == null || restarts.stream().noneMatch(restart -> restart.mayHaveCutOff(taken.nanos()))) {
                unexplained.add("%s: %s".formatted(name(incident, subscriber), again.kind()));
            }
        }

        /// An opening and a closing, or a catch-up that stands for both.
        private static boolean isComplete(List<NoticeKind> notices) {
            return notices.contains(NoticeKind.CATCH_UP)
                    || (notices.contains(NoticeKind.OPENING) && notices.contains(NoticeKind.CLOSING));
        }

        private static Optional<String> problem(PlannedIncident incident, List<NoticeCopy> notices) {
            for (var i = 1; i < notices.size(); i++) {
                if (notices.get(i).sequence() <= notices.get(i - 1).sequence()) {
                    return Optional.of("a later notice came first");
                }
                if (isEnd(notices.get(i - 1))) {
                    return Optional.of("a notice came after the end");
                }
            }
            var updates = notices.stream()
                    .filter(each -> each.kind() == NoticeKind.UPDATE)
                    .count();
            return updates > (incident.worsensAt() == null ? 0 : 1)
                    ? Optional.of("more updates came than there were")
                    : Optional.empty();
        }

        private static boolean isEnd(NoticeCopy notice) {
            return notice.kind() == NoticeKind.CLOSING || notice.kind() == NoticeKind.CATCH_UP;
        }

        private Audit audit() {
            return new Audit(affected, missing, unaffected, disordered, doubles, unexplained, refusedForGood);
        }
    }
}

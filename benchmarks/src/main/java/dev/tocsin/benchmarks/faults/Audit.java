package dev.tocsin.benchmarks.faults;

import static java.util.stream.Collectors.groupingBy;

import dev.tocsin.contract.delivery.NoticeKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the endpoints took, against what they should have been told.
///
/// @param affected pairs of an incident and a subscriber that it affects
/// @param missing pairs that lack an opening or an end
/// @param unaffected notices to those whom the incident does not affect
/// @param disordered notices that came before an earlier one, after the end, or once too often with another id
/// @param doubles notices that were taken more than once
/// @param unexplained of the doubles those that were not in flight when something was killed
public record Audit(
        int affected,
        List<String> missing,
        List<String> unaffected,
        List<String> disordered,
        int doubles,
        List<String> unexplained) {

    public Audit {
        missing = List.copyOf(missing);
        unaffected = List.copyOf(unaffected);
        disordered = List.copyOf(disordered);
        unexplained = List.copyOf(unexplained);
    }

    private record Pair(String incident, int subscriber) {}

    /// @param receipts in the order in which they came
    public static Audit of(
            List<PlannedIncident> incidents,
            List<Subscriber> subscribers,
            List<Receipt> receipts,
            List<Outage> outages) {
        var audit = new Auditor(outages);
        var taken = receipts.stream()
                .filter(Receipt::accepted)
                .collect(groupingBy(receipt -> new Pair(receipt.incident(), receipt.subscriber())));
        for (var incident : incidents) {
            for (var subscriber : subscribers) {
                var notices = taken.getOrDefault(new Pair(incident.id(), subscriber.number()), List.of());
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

        private final List<Outage> outages;
        private final List<String> missing = new ArrayList<>();
        private final List<String> unaffected = new ArrayList<>();
        private final List<String> disordered = new ArrayList<>();
        private final List<String> unexplained = new ArrayList<>();
        private int affected;
        private int doubles;

        private Auditor(List<Outage> outages) {
            this.outages = outages;
        }

        private void affected(PlannedIncident incident, Subscriber subscriber, List<Receipt> taken) {
            affected++;
            var first = new LinkedHashMap<String, Receipt>();
            for (var receipt : taken) {
                if (first.putIfAbsent(receipt.id(), receipt) != null) {
                    doubled(incident, subscriber, first, receipt);
                }
            }
            var notices = List.copyOf(first.values());
            var what = notices.stream().map(Receipt::kind).toList();
            if (!isComplete(what)) {
                missing.add("%s: %s".formatted(name(incident, subscriber), what));
            }
            problem(incident, notices)
                    .ifPresent(problem ->
                            disordered.add("%s: %s, it took %s".formatted(name(incident, subscriber), problem, what)));
        }

        private void doubled(
                PlannedIncident incident, Subscriber subscriber, Map<String, Receipt> first, Receipt again) {
            doubles++;
            var taken = first.get(again.id());
            if (taken == null || outages.stream().noneMatch(outage -> outage.mayHaveCutOff(taken.nanos()))) {
                unexplained.add("%s: %s".formatted(name(incident, subscriber), again.kind()));
            }
        }

        /// An opening and a closing, or a catch-up that stands for both.
        private static boolean isComplete(List<NoticeKind> notices) {
            return notices.contains(NoticeKind.CATCH_UP)
                    || (notices.contains(NoticeKind.OPENING) && notices.contains(NoticeKind.CLOSING));
        }

        private static Optional<String> problem(PlannedIncident incident, List<Receipt> notices) {
            for (var i = 1; i < notices.size(); i++) {
                if (notices.get(i).sequence() <= notices.get(i - 1).sequence()) {
                    return Optional.of("a later one came first");
                }
                if (isEnd(notices.get(i - 1))) {
                    return Optional.of("one came after the end");
                }
            }
            var updates = notices.stream()
                    .filter(each -> each.kind() == NoticeKind.UPDATE)
                    .count();
            return updates > (incident.worsensAt() == null ? 0 : 1)
                    ? Optional.of("it was told of more than happened")
                    : Optional.empty();
        }

        private static boolean isEnd(Receipt notice) {
            return notice.kind() == NoticeKind.CLOSING || notice.kind() == NoticeKind.CATCH_UP;
        }

        private Audit audit() {
            return new Audit(affected, missing, unaffected, disordered, doubles, unexplained);
        }
    }
}

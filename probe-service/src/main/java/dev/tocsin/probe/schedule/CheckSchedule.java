package dev.tocsin.probe.schedule;

import dev.tocsin.contract.catalog.CheckDefined;
import dev.tocsin.contract.health.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.stream.Collectors;

/// All checks of one probe and their due times. A check that is being asked is on no list until the ask has ended, so
/// it is never asked twice at once. Not thread-safe.
public final class CheckSchedule {

    private static final Duration LATE = Duration.ofSeconds(1);
    private static final Duration OVERDUE = Duration.ofSeconds(5);

    private final String probe;
    private final Map<String, ScheduledCheck> entries = new HashMap<>();
    private final PriorityQueue<ScheduledCheck> waiting = new PriorityQueue<>(Comparator.comparing(entry -> entry.due));
    private long lateStarts;

    /// @param probe the probe's id, by which its starts differ from those of other probes
    public CheckSchedule(String probe) {
        this.probe = probe;
    }

    /// Takes over the checks. A check whose definition and interval are unchanged keeps its due time; an ask in
    /// progress goes on to its end.
    public void take(Collection<CheckDefined> checks, Instant now) {
        var wanted = checks.stream().collect(Collectors.toMap(CheckDefined::key, check -> check));
        entries.values().removeIf(entry -> !wanted.containsKey(entry.check.key()));
        wanted.values().forEach(check -> entries.merge(check.key(), fresh(check, now), ScheduledCheck::changedTo));
        waiting.clear();
        entries.values().stream().filter(entry -> !entry.asking).forEach(waiting::add);
    }

    private ScheduledCheck fresh(CheckDefined check, Instant now) {
        var rhythm = Rhythm.of(probe, check.key(), check.timing().everyMillis());
        return new ScheduledCheck(check, rhythm, rhythm.first(now));
    }

    /// The check that is to be asked now; it has to be [ended][#ended] before it comes again.
    public Optional<DueCheck> nextDue(Instant now) {
        while (!waiting.isEmpty() && !waiting.peek().due.isAfter(now)) {
            var entry = waiting.poll();
            if (entry.due.plus(LATE).isBefore(now)) {
                lateStarts++;
            }
            entry.due = entry.rhythm.catchUp(entry.due, now);
            if (!entry.due.isAfter(now)) {
                entry.asking = true;
                return Optional.of(new DueCheck(entry.check, entry));
            }
            waiting.add(entry);
        }
        return Optional.empty();
    }

    /// The time at which the next check is due; empty while none waits.
    public Optional<Instant> next() {
        return Optional.ofNullable(waiting.peek()).map(entry -> entry.due);
    }

    public void ended(DueCheck due, Instant startedAt, Outcome outcome) {
        var entry = due.entry;
        entry.asking = false;
        entry.run = entry.run.after(outcome, entry.check.timing().confirmations());
        entry.due = entry.rhythm.next(startedAt, entry.run.inDoubt());
        if (entries.get(entry.check.key()) == entry) {
            waiting.add(entry);
        }
    }

    public int checks() {
        return entries.size();
    }

    /// The number of checks that have been due for longer than a start may take.
    public long overdue(Instant now) {
        return waiting.stream()
                .filter(entry -> entry.due.plus(OVERDUE).isBefore(now))
                .count();
    }

    /// The number of asks that began, or were skipped, over a second after they were due.
    public long lateStarts() {
        return lateStarts;
    }

    /// A check that is due.
    public static final class DueCheck {

        private final CheckDefined check;
        private final ScheduledCheck entry;

        private DueCheck(CheckDefined check, ScheduledCheck entry) {
            this.check = check;
            this.entry = entry;
        }

        public CheckDefined check() {
            return check;
        }
    }

    private static final class ScheduledCheck {

        private final Rhythm rhythm;
        private CheckDefined check;
        private ResultStreak run = ResultStreak.NONE;
        private Instant due;
        private boolean asking;

        private ScheduledCheck(CheckDefined check, Rhythm rhythm, Instant due) {
            this.check = check;
            this.rhythm = rhythm;
            this.due = due;
        }

        private ScheduledCheck changedTo(ScheduledCheck next) {
            if (!check.definition().equals(next.check.definition()) || !rhythm.equals(next.rhythm)) {
                return next;
            }
            check = next.check;
            return this;
        }
    }
}

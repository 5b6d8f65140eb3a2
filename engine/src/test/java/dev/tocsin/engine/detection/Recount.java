package dev.tocsin.engine.detection;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.Vote;
import dev.tocsin.contract.catalog.FailingMeans;
import dev.tocsin.contract.health.BlindnessBegan;
import dev.tocsin.contract.health.BlindnessEnded;
import dev.tocsin.contract.health.CellChecksDefined;
import dev.tocsin.contract.health.CellChecksDefined.AssignedCheck;
import dev.tocsin.contract.health.ClockTicked;
import dev.tocsin.contract.health.HealthLogEvent;
import dev.tocsin.contract.health.HealthObserved;
import dev.tocsin.contract.health.Outcome;
import dev.tocsin.contract.health.RunStarted;
import dev.tocsin.contract.health.VantagePointSetAside;
import dev.tocsin.contract.health.VantagePointTakenBack;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Counts the votes of one partition's log again, by what DESIGN.md says and by none of detection's code: of all
/// results that ever counted, one by one, where detection keeps what they amount to. Slow, and easy to believe.
final class Recount {

    private static final long NEVER = -1;

    private final Map<Cell, Map<String, Question>> cells = new TreeMap<>();
    private final Set<String> setAside = new HashSet<>();
    private long clock;
    private boolean blind;

    /// A check of a cell, and every result on it that counted, by vantage point, since the vote that they make lives.
    private static final class Question {

        private final long definedAt;
        private final Map<String, List<HealthObserved>> results = new TreeMap<>();
        private final Map<String, Vote> votes = new TreeMap<>();
        private final Map<String, Set<Integer>> begun = new TreeMap<>();
        private AssignedCheck asked;
        private @Nullable Verdict verdict;
        private long contestedAt = NEVER;

        Question(AssignedCheck asked, long definedAt) {
            this.asked = asked;
            this.definedAt = definedAt;
        }

        /// The vote ends, and the next begins with the next result.
        void end(String vantagePoint) {
            votes.remove(vantagePoint);
            begun.computeIfAbsent(vantagePoint, _ -> new HashSet<>())
                    .add(results.getOrDefault(vantagePoint, List.of()).size());
        }

        long everyMillis() {
            return asked.timing().everyMillis();
        }

        long lifeMillis() {
            return asked.timing().voteLifeMillis();
        }

        long latest(String vantagePoint) {
            var heard = results.getOrDefault(vantagePoint, List.of());
            return heard.isEmpty() ? Long.MIN_VALUE : millis(heard.getLast());
        }

        boolean isContested() {
            return contestedAt != NEVER && verdict != null && verdict != Verdict.UNKNOWN;
        }
    }

    void take(long appended, HealthLogEvent event) {
        clock = Math.max(clock, appended);
        switch (event) {
            case HealthObserved observed -> hear(observed);
            case CellChecksDefined defined -> define(defined);
            case VantagePointSetAside aside -> setAside.add(aside.vantagePoint() + "@" + aside.region());
            case VantagePointTakenBack back -> setAside.remove(back.vantagePoint() + "@" + back.region());
            case BlindnessBegan _ -> blind = true;
            case BlindnessEnded _ -> blind = false;
            case RunStarted _, ClockTicked _ -> {}
        }
        recount();
    }

    Set<Cell> cells() {
        return cells.keySet();
    }

    private void define(CellChecksDefined defined) {
        var before = cells.getOrDefault(defined.cell(), Map.of());
        var now = new TreeMap<String, Question>();
        for (var asked : defined.checks()) {
            var known = before.get(asked.check());
            var question = known == null || !known.asked.definition().equals(asked.definition())
                    ? new Question(asked, clock)
                    : known;
            question.asked = asked;
            question.results.keySet().stream()
                    .filter(vantagePoint -> !asked.from().contains(vantagePoint))
                    .forEach(question::end);
            now.put(asked.check(), question);
        }
        cells.put(defined.cell(), now);
        if (now.isEmpty()) {
            cells.remove(defined.cell());
        }
    }

    private void hear(HealthObserved event) {
        var question = cells.getOrDefault(event.cell(), Map.of()).get(event.check());
        if (question == null || !counts(question, event)) {
            return;
        }
        var heard = question.results.computeIfAbsent(event.vantagePoint(), _ -> new ArrayList<>());
        heard.add(event);
        var begun = question.begun.getOrDefault(event.vantagePoint(), Set.of());
        var vote = vote(heard, begun, question.asked.timing().confirmations());
        if (vote != null) {
            question.votes.put(event.vantagePoint(), vote);
        } else {
            question.votes.remove(event.vantagePoint());
        }
    }

    private boolean counts(Question question, HealthObserved event) {
        var time = millis(event);
        return question.asked.from().contains(event.vantagePoint())
                && (event.definition() == null || event.definition().equals(question.asked.definition()))
                && time <= clock + 10_000
                && event.latencyMillis() >= 0
                && time >= question.definedAt
                && time + life(question) > clock
                && time > question.latest(event.vantagePoint())
                && event.outcome() != Outcome.UNSURE;
    }

    /// While Tocsin is blind a vote that is overdue is missing.
    private long life(Question question) {
        var overdue = Math.max(10_000, question.everyMillis() * 3 / 2);
        return blind ? Math.min(overdue, question.lifeMillis()) : question.lifeMillis();
    }

    /// It flips after as many like results in a row, either way, and the first UP takes one; it is DEGRADED while four
    /// of the last ten were bad, until at most one is. An outage without a break is no brown-out.
    ///
    /// @param begun how many results there were whenever a vote ended and the next began
    private static @Nullable Vote vote(List<HealthObserved> results, Set<Integer> begun, int confirmations) {
        var known = false;
        var bad = false;
        var down = false;
        var brownOut = false;
        var first = 0;
        for (var end = 1; end <= results.size(); end++) {
            known = known && !begun.contains(end - 1);
            var run = results.subList(Math.max(first, end - confirmations), end);
            var complete = run.size() == confirmations;
            if (!known) {
                bad = complete && none(run, Outcome.PASS);
                known = bad || run.getLast().outcome() == Outcome.PASS;
                down = bad && all(run, Outcome.FAIL);
                brownOut = false;
                continue;
            }
            var wasBad = bad;
            bad = bad ? !complete || !all(run, Outcome.PASS) : complete && none(run, Outcome.PASS);
            down = down ? !complete || !none(run, Outcome.FAIL) : complete && all(run, Outcome.FAIL);
            if (wasBad && !bad && isOneOutage(results.subList(Math.max(first, end - 10), end - confirmations))) {
                first = end - confirmations;
            }
            var badOnes = results.subList(Math.max(first, end - 10), end).stream()
                    .filter(result -> result.outcome() != Outcome.PASS)
                    .count();
            brownOut = brownOut ? badOnes > 1 : badOnes >= 4;
        }
        if (!known) {
            return null;
        }
        return down ? Vote.DOWN : bad || brownOut ? Vote.DEGRADED : Vote.UP;
    }

    /// Passes, and then nothing but bad results.
    private static boolean isOneOutage(List<HealthObserved> before) {
        var passes = before.stream()
                .takeWhile(result -> result.outcome() == Outcome.PASS)
                .count();
        return before.stream().skip(passes).noneMatch(result -> result.outcome() == Outcome.PASS);
    }

    private static boolean all(List<HealthObserved> run, Outcome outcome) {
        return run.stream().allMatch(result -> result.outcome() == outcome);
    }

    private static boolean none(List<HealthObserved> run, Outcome outcome) {
        return run.stream().noneMatch(result -> result.outcome() == outcome);
    }

    private void recount() {
        cells.forEach((cell, questions) -> questions.values().forEach(question -> recount(question, cell.region())));
    }

    private void recount(Question question, String region) {
        question.results.values().removeIf(heard -> millis(heard.getLast()) + question.lifeMillis() <= clock);
        question.votes.keySet().retainAll(question.results.keySet());
        question.begun.keySet().retainAll(question.results.keySet());
        List.copyOf(question.votes.keySet()).stream()
                .filter(vantagePoint -> question.latest(vantagePoint) + life(question) <= clock)
                .forEach(question::end);
        var live = live(question, region);
        var verdict = agreed(live.values());
        if (live.size() < Math.min(2, question.asked.from().size())) {
            question.contestedAt = NEVER;
            question.verdict = lacking(question);
        } else if (verdict != null) {
            question.contestedAt = NEVER;
            question.verdict = verdict;
        } else {
            question.contestedAt = question.contestedAt == NEVER ? clock : question.contestedAt;
            if (question.verdict == null || clock >= question.contestedAt + 5 * question.everyMillis()) {
                question.verdict = lacking(question);
            }
        }
    }

    /// The first verdict is awaited for as long as a vote would live.
    private @Nullable Verdict lacking(Question question) {
        return question.verdict == null && clock < question.definedAt + question.lifeMillis() ? null : Verdict.UNKNOWN;
    }

    private static @Nullable Verdict agreed(Collection<Vote> votes) {
        if (isMoreThanHalf(votes, EnumSet.of(Vote.DOWN)::contains)) {
            return Verdict.DOWN;
        }
        if (isMoreThanHalf(votes, EnumSet.of(Vote.DOWN, Vote.DEGRADED)::contains)) {
            return Verdict.DEGRADED;
        }
        return isMoreThanHalf(votes, EnumSet.of(Vote.UP)::contains) ? Verdict.UP : null;
    }

    private static boolean isMoreThanHalf(Collection<Vote> votes, Predicate<Vote> which) {
        return 2 * votes.stream().filter(which).count() > votes.size();
    }

    private Map<String, Vote> live(Question question, String region) {
        var live = new TreeMap<>(question.votes);
        live.keySet()
                .removeIf(vantagePoint ->
                        setAside.contains(vantagePoint + "@" + region) || setAside.contains(vantagePoint + "@null"));
        return live;
    }

    /// The votes that count now, like `page/us-east UP`.
    Set<String> votes(Cell cell) {
        var votes = new HashSet<String>();
        questions(cell)
                .forEach((check, question) -> live(question, cell.region())
                        .forEach((vantagePoint, vote) -> votes.add("%s/%s %s".formatted(check, vantagePoint, vote))));
        return votes;
    }

    /// Null while none is known.
    @Nullable
    Verdict verdict(Cell cell) {
        if (any(cell, question -> isDecisive(question) && question.verdict == Verdict.DOWN)) {
            return Verdict.DOWN;
        }
        if (any(cell, question -> isDecisive(question) && question.verdict == Verdict.UNKNOWN)) {
            return Verdict.UNKNOWN;
        }
        if (any(cell, question -> question.verdict != null && question.verdict.isBad())) {
            return Verdict.DEGRADED;
        }
        if (any(cell, question -> question.verdict == Verdict.UP)) {
            return Verdict.UP;
        }
        return any(cell, question -> question.verdict == Verdict.UNKNOWN) ? Verdict.UNKNOWN : null;
    }

    boolean isContested(Cell cell) {
        return any(cell, Question::isContested);
    }

    boolean isSingleSource(Cell cell) {
        return any(cell, question -> question.asked.from().size() == 1);
    }

    boolean isPartlyUnknown(Cell cell) {
        return any(cell, question -> !isDecisive(question) && question.verdict == Verdict.UNKNOWN);
    }

    /// Like `page UP`.
    Set<String> verdicts(Cell cell) {
        var verdicts = new HashSet<String>();
        questions(cell).forEach((check, question) -> {
            if (question.verdict != null) {
                verdicts.add(check + " " + question.verdict);
            }
        });
        return verdicts;
    }

    private static boolean isDecisive(Question question) {
        return question.asked.failingMeans() == FailingMeans.DOWN;
    }

    private boolean any(Cell cell, Predicate<Question> which) {
        return questions(cell).values().stream().anyMatch(which);
    }

    private Map<String, Question> questions(Cell cell) {
        return cells.getOrDefault(cell, Map.of());
    }

    private static long millis(HealthObserved event) {
        return event.time().toEpochMilli();
    }
}

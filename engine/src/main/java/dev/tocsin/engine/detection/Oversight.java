package dev.tocsin.engine.detection;

import dev.tocsin.contract.health.BlindnessBegan;
import dev.tocsin.contract.health.BlindnessEnded;
import dev.tocsin.contract.health.HealthLogEvent;
import dev.tocsin.contract.health.VantagePointSetAside;
import dev.tocsin.contract.health.VantagePointTakenBack;
import dev.tocsin.contract.vantage.HeartbeatSent;
import dev.tocsin.contract.vantage.HeartbeatSent.Control;
import dev.tocsin.engine.detection.AgreementCounted.Agreement;
import dev.tocsin.engine.detection.OversightState.ProbeSeen;
import dev.tocsin.engine.detection.OversightState.SetAsideVantagePoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// Decides which vantage points count and whether Tocsin sees at all; its decisions are to be written into every
/// partition of the log, in order.
///
/// A vantage point is set aside everywhere while its heartbeats show that none of its controls answers or that its
/// clock is off, and everywhere or in one region when its votes disagree with those of the others there. Disagreement
/// sets aside one vantage point at a time. The next is judged by counts that leave out the one before, so that none is
/// set aside by others that are set aside themselves, and two are left.
public final class Oversight {

    /// A vantage point must be compared with at least this many verdicts, and disagree with more than half of them.
    private static final int LEAST_VERDICTS = 5;

    /// The longest time until a decision is in every partition and in the next count of each.
    private static final Duration UNTIL_COUNTED = Duration.ofSeconds(20);

    private static final Duration CALM = Duration.ofMinutes(5);
    private static final int CALM_SHARE = 10;
    private static final long CLOCK_TOLERANCE_MILLIS = 10_000;
    private static final int LEAST_TIMES_OFF = 2;
    private static final int LEAST_CONTROLS = 2;
    private static final int MISSED_HEARTBEATS = 3;

    private Oversight() {}

    /// @param next the state to keep
    /// @param decided the events to write into every partition of the log
    public record Ruling(OversightState next, List<HealthLogEvent> decided) {

        public Ruling {
            decided = List.copyOf(decided);
        }
    }

    /// Rules on a count of one partition; counts come in the order in which the partition counted.
    public static Ruling rule(OversightState before, AgreementCounted counted) {
        var state = before.with(counted);
        var judged = state.sight().judged(state.slowest());
        var decided = new ArrayList<HealthLogEvent>();
        if (judged.blind() != before.sight().blind()) {
            decided.add(
                    judged.blind()
                            ? new BlindnessBegan(counted.time(), judged.said())
                            : new BlindnessEnded(counted.time(), judged.said()));
        }
        var agreements = state.agreements();
        var aside = new ArrayList<SetAsideVantagePoint>();
        state.aside().forEach(known -> aside.add(compared(known, agreements, state.now())));
        worst(state, aside).forEach(found -> setAside(found, aside));
        return settled(state.with(judged), aside, state.now(), agreements, decided);
    }

    /// @param appended when the broker appended the heartbeat
    public static Ruling rule(OversightState before, HeartbeatSent heartbeat, Instant appended) {
        var state = before.with(seen(before, heartbeat, appended));
        var aside = new ArrayList<>(state.aside());
        var vantagePoint = heartbeat.vantagePoint();
        var trouble = trouble(state, vantagePoint, appended).orElse(null);
        var known = known(aside, vantagePoint, null);
        if (known != null) {
            aside.set(aside.indexOf(known), known.heartbeatsSay(trouble));
        } else if (trouble != null) {
            aside.add(new SetAsideVantagePoint(vantagePoint, null, false, trouble, null, null));
        }
        return settled(state, aside, appended, state.agreements(), new ArrayList<>());
    }

    /// Decides what is newly set aside, and what no longer has a reason to be.
    private static Ruling settled(
            OversightState state,
            List<SetAsideVantagePoint> aside,
            Instant now,
            Map<String, SortedMap<String, Agreement>> agreements,
            List<HealthLogEvent> decided) {
        var kept = new ArrayList<SetAsideVantagePoint>();
        for (var each : aside) {
            if (each.disagrees() || each.heartbeatsSay() != null) {
                kept.add(each);
            }
            var was = known(state.aside(), each.vantagePoint(), each.region());
            var is = kept.contains(each);
            if (was == null && is) {
                decided.add(
                        new VantagePointSetAside(each.vantagePoint(), each.region(), now, reason(each, agreements)));
            } else if (was != null && !is) {
                decided.add(new VantagePointTakenBack(
                        each.vantagePoint(),
                        each.region(),
                        now,
                        was.disagrees()
                                ? "it agreed with the others for 5 minutes"
                                : "its controls answer and its clock is right again"));
            }
        }
        return new Ruling(state.with(kept), decided);
    }

    private static String reason(SetAsideVantagePoint aside, Map<String, SortedMap<String, Agreement>> agreements) {
        if (aside.heartbeatsSay() != null) {
            return aside.heartbeatsSay();
        }
        var sum = scope(aside.region(), agreements.get(aside.vantagePoint()));
        return "for two intervals it disagreed with %d of %d verdicts%s"
                .formatted(sum.lasting(), sum.compared(), aside.region() == null ? "" : " in " + aside.region());
    }

    /// A vantage point that is set aside is still compared, and is calm while it agrees.
    private static SetAsideVantagePoint compared(
            SetAsideVantagePoint aside, Map<String, SortedMap<String, Agreement>> agreements, Instant now) {
        if (!aside.disagrees()) {
            return aside;
        }
        if (!agrees(scope(aside.region(), agreements.get(aside.vantagePoint())))) {
            return aside.disagreeing();
        }
        var since = aside.calmSince() == null ? now : aside.calmSince();
        return aside.agreeing(since, !since.plus(CALM).isAfter(now));
    }

    /// Whether it disagrees with under a tenth of the verdicts; if there are few, a single one is no reason either.
    private static boolean agrees(Agreement agreement) {
        return CALM_SHARE * agreement.disagreeing() < agreement.compared()
                || (agreement.disagreeing() == 1 && agreement.compared() >= LEAST_VERDICTS);
    }

    /// Whether all counts take into account which of the others are set aside.
    private static boolean isJudgedFairly(String vantagePoint, List<SetAsideVantagePoint> aside, OversightState state) {
        return aside.stream()
                .filter(other -> !other.vantagePoint().equals(vantagePoint))
                .map(SetAsideVantagePoint::since)
                .filter(Objects::nonNull)
                .allMatch(since -> state.allCountedSince(since.plus(UNTIL_COUNTED)));
    }

    /// Of the vantage points to be set aside, the one that disagrees most, with the regions for which it is to be set
    /// aside.
    private static List<SetAsideVantagePoint> worst(OversightState state, List<SetAsideVantagePoint> aside) {
        return state.agreements().entrySet().stream()
                .filter(entry -> isJudgedFairly(entry.getKey(), aside, state))
                .sorted(Comparator.comparingDouble(entry -> -share(entry.getValue())))
                .map(entry -> disagreeing(entry.getKey(), entry.getValue(), aside, state.now()))
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    /// Sets it aside everywhere if it disagrees wherever it is compared, else in the regions in which it disagrees.
    private static List<SetAsideVantagePoint> disagreeing(
            String vantagePoint, SortedMap<String, Agreement> byRegion, List<SetAsideVantagePoint> aside, Instant now) {
        var whole = known(aside, vantagePoint, null);
        if (whole != null && whole.disagrees()) {
            return List.of();
        }
        var everywhere = byRegion.values().stream()
                .filter(region -> region.compared() > 0)
                .allMatch(Oversight::isMostlyWrong);
        if (everywhere && isSetAside(scope(null, byRegion))) {
            var heartbeatsSay = whole == null ? null : whole.heartbeatsSay();
            return List.of(new SetAsideVantagePoint(vantagePoint, null, true, heartbeatsSay, null, now));
        }
        return byRegion.values().stream()
                .filter(Oversight::isSetAside)
                .filter(region -> known(aside, vantagePoint, region.region()) == null)
                .map(region -> new SetAsideVantagePoint(vantagePoint, region.region(), true, null, null, now))
                .toList();
    }

    private static void setAside(SetAsideVantagePoint found, List<SetAsideVantagePoint> aside) {
        aside.removeIf(known -> known.isOf(found.vantagePoint(), found.region()));
        aside.add(found);
    }

    private static double share(SortedMap<String, Agreement> byRegion) {
        var sum = scope(null, byRegion);
        return sum.compared() == 0 ? 0 : (double) sum.lasting() / sum.compared();
    }

    private static boolean isSetAside(Agreement agreement) {
        return agreement.compared() >= LEAST_VERDICTS && isMostlyWrong(agreement);
    }

    private static boolean isMostlyWrong(Agreement agreement) {
        return 2 * agreement.lasting() > agreement.compared();
    }

    /// @param region null for the sum of all
    private static Agreement scope(@Nullable String region, @Nullable SortedMap<String, Agreement> byRegion) {
        var none = new Agreement("", "", 0, 0, 0);
        if (byRegion == null) {
            return none;
        }
        return region == null
                ? byRegion.values().stream().reduce(none, OversightState::sum)
                : byRegion.getOrDefault(region, none);
    }

    private static @Nullable SetAsideVantagePoint known(
            List<SetAsideVantagePoint> aside, String vantagePoint, @Nullable String region) {
        return aside.stream()
                .filter(each -> each.isOf(vantagePoint, region))
                .findFirst()
                .orElse(null);
    }

    /// Heartbeats that were held up somewhere and arrive all at once show nothing about the clock.
    private static ProbeSeen seen(OversightState before, HeartbeatSent said, Instant appended) {
        var known = before.probes().get(said.vantagePoint() + "/" + said.probe());
        var off = Duration.between(said.time(), appended).toMillis();
        var isOff = Math.abs(off) > CLOCK_TOLERANCE_MILLIS;
        var inTime =
                known == null || Duration.between(known.heardAt(), appended).toMillis() >= said.everyMillis() / 2;
        var times = known == null ? 0 : known.timesOff();
        var deaf = said.controls().size() >= LEAST_CONTROLS
                        && said.controls().stream().noneMatch(Control::answers)
                ? said.controls().size()
                : 0;
        return new ProbeSeen(
                said.vantagePoint(),
                said.probe(),
                appended,
                said.everyMillis(),
                deaf,
                off,
                isOff ? times + (inTime ? 1 : 0) : 0);
    }

    private static Optional<String> trouble(OversightState state, String vantagePoint, Instant now) {
        var speaking = state.probesOf(vantagePoint).stream()
                .filter(probe -> probe.heardAt()
                        .plusMillis(MISSED_HEARTBEATS * probe.everyMillis())
                        .isAfter(now))
                .toList();
        var wrong = speaking.stream()
                .filter(probe -> probe.timesOff() >= LEAST_TIMES_OFF)
                .findFirst()
                .map(probe -> "the clock of probe %s is %d s %s after correction"
                        .formatted(
                                probe.probe(),
                                Math.abs(probe.offMillis()) / 1000,
                                probe.offMillis() > 0 ? "behind" : "ahead"));
        return wrong.or(() -> !speaking.isEmpty() && speaking.stream().allMatch(probe -> probe.deaf() > 0)
                ? Optional.of("all of its %d controls fail"
                        .formatted(speaking.getFirst().deaf()))
                : Optional.empty());
    }
}

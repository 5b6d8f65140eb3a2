package dev.tocsin.benchmarks.storm;

import dev.tocsin.benchmarks.storm.StormWorld.StormAsk;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The requests of probes: each check once in its interval, spread evenly. When the region's state changes, all of its
/// checks are asked within one second, and again each quarter of the interval until the change is confirmed, as probes
/// in doubt do.
public final class ProbeRounds {

    private static final Duration SALVO = Duration.ofSeconds(1);

    private final List<StormAsk> all;
    private final List<StormAsk> region;
    private final Duration every;
    private final int confirmations;
    private final Instant began;
    private long asked;
    private boolean failing;
    private @Nullable Instant turned;
    private long askedInDoubt;

    /// @param region whose state changes
    public ProbeRounds(List<StormAsk> all, String region, Instant began) {
        this.all = List.copyOf(all);
        this.region = all.stream().filter(ask -> ask.isIn(region)).toList();
        this.began = began;
        var timing = all.getFirst().check().timing();
        every = Duration.ofMillis(timing.everyMillis());
        confirmations = timing.confirmations();
    }

    /// Makes all checks of the region fail, or all pass, from the time `now` on.
    public void turn(boolean fails, Instant now) {
        failing = fails;
        turned = now;
        askedInDoubt = 0;
    }

    public boolean fails(StormAsk ask) {
        return failing && ask.isIn(StormWorld.REGION);
    }

    /// The requests that are due and were not made yet.
    public List<StormAsk> due(Instant now) {
        var due = new ArrayList<StormAsk>();
        var steady = Duration.between(began, now).toMillis() * all.size() / every.toMillis();
        for (; asked < steady; asked++) {
            var ask = all.get((int) (asked % all.size()));
            if (!isInDoubt() || !ask.isIn(StormWorld.REGION)) {
                due.add(ask);
            }
        }
        if (turned != null) {
            var doubtful = dueInDoubt(Duration.between(turned, now));
            for (; askedInDoubt < doubtful; askedInDoubt++) {
                due.add(region.get((int) (askedInDoubt % region.size())));
            }
        }
        return due;
    }

    private boolean isInDoubt() {
        return turned != null && askedInDoubt < (long) confirmations * region.size();
    }

    private long dueInDoubt(Duration since) {
        var pause = every.dividedBy(4);
        var salvo = Math.min(since.dividedBy(pause), confirmations - 1);
        var into = since.minus(pause.multipliedBy(salvo)).toMillis();
        return region.size() * salvo + region.size() * Math.min(into, SALVO.toMillis()) / SALVO.toMillis();
    }
}

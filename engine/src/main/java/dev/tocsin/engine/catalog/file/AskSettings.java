package dev.tocsin.engine.catalog.file;

import dev.tocsin.contract.catalog.CheckTiming;
import dev.tocsin.engine.catalog.SettingLimits;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// The settings for asking checks: those of `settings.checks` for all checks, or those of one check.
record AskSettings(
        Optional<Duration> every,
        Optional<Duration> timeout,
        Optional<Duration> slowAfter,
        Optional<List<String>> from,
        Optional<Integer> confirmations,
        Optional<Duration> voteLife) {

    static final AskSettings NONE = new AskSettings(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    private static final Duration EVERY = Duration.ofSeconds(30);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Duration LEAST_VOTE_LIFE = Duration.ofSeconds(10);
    private static final int CONFIRMATIONS = 3;
    private static final int CONFIRMATIONS_OF_ONE = 4;
    private static final Duration LEAST = SettingLimits.LEAST_INTERVAL;
    private static final Duration MOST = SettingLimits.LONGEST_INTERVAL;
    private static final Duration LEAST_TIMEOUT = Duration.ofMillis(50);
    private static final Duration MOST_VOTE_LIFE = SettingLimits.LONGEST_VOTE_LIFE;

    /// @param unlessStated the settings whose interval applies when this section states none
    static AskSettings read(Section section, Collection<String> vantagePoints, AskSettings unlessStated) {
        var every = duration(section, "every", LEAST, MOST);
        var interval = every.or(unlessStated::every).orElse(EVERY);
        var timeout = section.value("timeout")
                .flatMap(value -> value.duration(LEAST_TIMEOUT, MOST)
                        .filter(stated -> stated.compareTo(interval) <= 0
                                || value.refuse("must not exceed the interval of %s (every)"
                                        .formatted(Durations.format(interval)))));
        var voteLife = section.value("vote-life")
                .flatMap(value -> value.duration(LEAST, MOST_VOTE_LIFE)
                        .filter(stated -> stated.compareTo(interval) > 0
                                || value.refuse(
                                        "must exceed the interval of %s (every), or votes expire between two asks"
                                                .formatted(Durations.format(interval)))));
        return new AskSettings(
                every,
                timeout,
                duration(section, "slow-after", Duration.ofMillis(1), MOST),
                section.value("from").map(value -> from(value, vantagePoints)),
                section.value("confirmations")
                        .flatMap(value ->
                                value.wholeNumber(SettingLimits.LEAST_CONFIRMATIONS, SettingLimits.MOST_CONFIRMATIONS))
                        .map(Long::intValue),
                voteLife);
    }

    /// The settings that a question states itself.
    static AskSettings slowAfter(Section question) {
        return new AskSettings(
                Optional.empty(),
                Optional.empty(),
                duration(question, "slow-after", Duration.ofMillis(1), MOST),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Optional<Duration> duration(Section section, String key, Duration least, Duration most) {
        return section.value(key).flatMap(value -> value.duration(least, most));
    }

    private static List<String> from(Value value, Collection<String> vantagePoints) {
        var named = value.list();
        if (named.isEmpty()) {
            value.refuse("must name at least one vantage point");
        }
        return named.stream()
                .flatMap(item -> item
                        .text()
                        .filter(point -> vantagePoints.contains(point)
                                || item.refuse("there is no vantage point \"%s\"%s"
                                        .formatted(point, Spelling.didYouMean(point, vantagePoints))))
                        .stream())
                .distinct()
                .toList();
    }

    AskSettings or(AskSettings others) {
        return new AskSettings(
                every.or(others::every),
                timeout.or(others::timeout),
                slowAfter.or(others::slowAfter),
                from.or(others::from),
                confirmations.or(others::confirmations),
                voteLife.or(others::voteLife));
    }

    /// @param vantagePoints the number of vantage points that ask
    CheckTiming timing(int vantagePoints) {
        var interval = every.orElse(EVERY);
        var limit = least(timeout.orElse(TIMEOUT), interval);
        var life =
                voteLife.orElse(most(LEAST_VOTE_LIFE, interval.multipliedBy(5).dividedBy(2)));
        return new CheckTiming(
                interval.toMillis(),
                limit.toMillis(),
                least(slowAfter.orElse(limit), limit).toMillis(),
                confirmations.orElse(vantagePoints == 1 ? CONFIRMATIONS_OF_ONE : CONFIRMATIONS),
                life.toMillis());
    }

    private static Duration least(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private static Duration most(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}

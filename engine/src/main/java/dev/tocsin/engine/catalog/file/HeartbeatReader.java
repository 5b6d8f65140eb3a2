package dev.tocsin.engine.catalog.file;

import dev.tocsin.contract.catalog.CheckTiming;
import dev.tocsin.contract.catalog.HeartbeatTiming;
import dev.tocsin.contract.catalog.Question;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Reads the check of a job that has to report in time. Its definition does not depend on its interval, so that its
/// earlier reports still count after the interval changes.
///
/// @param vantagePoints all of the catalog
record HeartbeatReader(Collection<String> vantagePoints) {

    static final String KIND = "heartbeat";

    /// The definition of every heartbeat check: they all ask the same.
    static final String DEFINITION = "heartbeat";

    private static final Duration LEAST_EVERY = Duration.ofSeconds(10);
    private static final Duration MOST = Duration.ofDays(366);
    private static final int GRACE_SHARE = 10;
    private static final int MOST_ROTATIONS = 1_000_000;

    private static final List<String> OF_ASKS =
            List.of("every", "timeout", "slow-after", "from", "confirmations", "vote-life");

    record HeartbeatDefinition(CheckTiming timing, Question.Heartbeat question) {}

    /// @param check the section of the check, which contains that of the heartbeat
    Optional<HeartbeatDefinition> read(Section check) {
        for (var key : OF_ASKS) {
            check.value(key)
                    .ifPresent(value -> value.refuse(
                            "does not apply to a heartbeat; state every, grace and longest under heartbeat"));
        }
        if (vantagePoints.contains(Question.Heartbeat.CALLER)) {
            check.wrong("uses the id \"%s\" for its reports; give the vantage point with this id another one"
                    .formatted(Question.Heartbeat.CALLER));
        }
        return check.section(KIND).flatMap(HeartbeatReader::heartbeat);
    }

    private static Optional<HeartbeatDefinition> heartbeat(Section section) {
        var every = section.required("every", "24h").flatMap(value -> value.duration(LEAST_EVERY, MOST));
        var grace = section.value("grace").flatMap(value -> value.duration(Duration.ZERO, MOST));
        var longest = section.value("longest").flatMap(value -> value.duration(LEAST_EVERY, MOST));
        var rotation = section.value("rotation")
                .flatMap(value -> value.wholeNumber(1, MOST_ROTATIONS))
                .map(Long::intValue);
        section.end();
        return every.map(interval -> {
            var late = grace.orElse(interval.dividedBy(GRACE_SHARE));
            var timing = new HeartbeatTiming(
                    late.toMillis(), longest.map(Duration::toMillis).orElse(null));
            return new HeartbeatDefinition(asked(interval, late), new Question.Heartbeat(timing, rotation.orElse(1)));
        });
    }

    /// One report is enough to change the vote, either way.
    private static CheckTiming asked(Duration every, Duration grace) {
        var millis = every.toMillis();
        return new CheckTiming(millis, millis, millis, 1, every.plus(grace).toMillis());
    }
}

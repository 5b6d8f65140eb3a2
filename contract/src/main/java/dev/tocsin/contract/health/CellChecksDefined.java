package dev.tocsin.contract.health;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Ids;
import dev.tocsin.contract.catalog.CheckTiming;
import dev.tocsin.contract.catalog.FailingMeans;
import dev.tocsin.contract.catalog.HeartbeatTiming;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All checks of a cell, written to the cell's partition when they change and once a day; an empty list ends the
/// watch.
///
/// @param version the catalog's version from which it was made
public record CellChecksDefined(
        Cell cell, long version, @JsonProperty("definedAt") Instant time, List<AssignedCheck> checks)
        implements HealthLogEvent {

    /// The most votes that a cell may have: its checks, each times the vantage points that ask it. Detection stores a
    /// cell as one record, and Kafka accepts at most 1 MB in a record.
    public static final int MOST_VOTES = 2_000;

    private static final int LONGEST_DEFINITION = 64;

    /// @throws IllegalArgumentException when detection could not keep the cell with such checks
    public CellChecksDefined {
        checks.forEach(CellChecksDefined::requireBrief);
        var votes = checks.stream().mapToInt(check -> check.from().size()).sum();
        if (votes > MOST_VOTES || checks.size() > MOST_VOTES) {
            throw new IllegalArgumentException(
                    "%d checks with %d votes, but at most %d of each".formatted(checks.size(), votes, MOST_VOTES));
        }
    }

    private static void requireBrief(AssignedCheck check) {
        Ids.requireId("check", check.check());
        check.from().forEach(vantagePoint -> Ids.requireId("vantage point", vantagePoint));
        if (check.definition().length() > LONGEST_DEFINITION) {
            throw new IllegalArgumentException(
                    "the definition of %s is longer than %d characters".formatted(check.check(), LONGEST_DEFINITION));
        }
    }

    /// The part of a check that detection has to know.
    ///
    /// @param definition the definition that is asked; votes on any other do not count
    /// @param from the vantage points that ask
    /// @param heartbeat when a job that has to report is late; null for checks that vantage points ask
    public record AssignedCheck(
            String check,
            String definition,
            FailingMeans failingMeans,
            CheckTiming timing,
            List<String> from,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            HeartbeatTiming heartbeat) {

        public AssignedCheck(
                String check, String definition, FailingMeans failingMeans, CheckTiming timing, List<String> from) {
            this(check, definition, failingMeans, timing, from, null);
        }
    }

    @Override
    public String key() {
        return cell.toString();
    }

    @Override
    public String eventId() {
        return "%s/checks/%d/%d".formatted(cell, version, time.toEpochMilli());
    }
}

package dev.tocsin.contract.vantage;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;

/// A probe reports that it is alive, and how well it sees.
///
/// @param startedAt when this process of the probe started
/// @param everyMillis the time until the next heartbeat is due
/// @param catalogVersion the version of the catalog by which it asks; 0 before the first
/// @param checks how many checks it asks
/// @param controls its control targets and whether each answered last
/// @param clockOffsetMillis the offset that it adds to its own clock to get the broker's; 0 until it is known
/// @param clockKnown whether the offset is known
/// @param spooledEvents health events on its disk that Kafka does not have yet
/// @param droppedEvents health events that were dropped from the full spool since it started
/// @param lateStarts asks that began over a second late since it started
/// @param missingSecrets names of secrets that its checks refer to and its environment lacks
public record HeartbeatSent(
        String vantagePoint,
        String probe,
        @JsonProperty("sentAt") Instant time,
        Instant startedAt,
        long everyMillis,
        long catalogVersion,
        int checks,
        List<Control> controls,
        double clockOffsetMillis,
        boolean clockKnown,
        long spooledEvents,
        long droppedEvents,
        long lateStarts,
        List<String> missingSecrets)
        implements VantagePointEvent {

    /// @param target its address
    public record Control(String target, boolean answers) {}

    @Override
    public String key() {
        return vantagePoint + "/" + probe;
    }

    @Override
    public String eventId() {
        return key() + "/" + time.toEpochMilli();
    }
}

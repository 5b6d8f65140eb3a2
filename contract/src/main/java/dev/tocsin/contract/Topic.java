package dev.tocsin.contract;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A topic of the public contract, with the settings with which it is created.
public enum Topic {
    CATALOG("tocsin.catalog", 1, Retention.COMPACTED, null),
    HEALTH_EVENTS("tocsin.health-events", 12, Retention.FOR_A_TIME, Duration.ofDays(7)),
    VANTAGE_POINTS("tocsin.vantage-points", 1, Retention.COMPACTED, null),
    /// Compacted, but each change stays at least 7 days, so that a correlator that was down misses none.
    CELL_STATUS("tocsin.cell-status", 1, Retention.COMPACTED, Duration.ofDays(7)),
    STATUS_HISTORY("tocsin.status-history", 1, Retention.FOR_EVER, null),
    MINUTE_FIGURES("tocsin.minute-figures", 6, Retention.FOR_A_TIME, Duration.ofDays(7)),
    CHANGES("tocsin.changes", 1, Retention.FOR_A_TIME, Duration.ofDays(90)),
    MAINTENANCE("tocsin.maintenance", 1, Retention.COMPACTED, null),
    INCIDENT_EVENTS("tocsin.incident-events", 6, Retention.FOR_A_TIME, Duration.ofDays(365)),
    INCIDENTS("tocsin.incidents", 6, Retention.COMPACTED, null),
    /// Incidents as customers may read them. It has as many partitions as the two topics above, so that an incident
    /// has the same partition in all three.
    PUBLIC_INCIDENTS("tocsin.public-incidents", 6, Retention.COMPACTED, null),
    DELIVERIES("tocsin.deliveries", 6, Retention.FOR_A_TIME, Duration.ofDays(90)),
    /// Compacted, but each record stays at least 7 days, so that no reader misses a revocation.
    ACCESS_TOKENS("tocsin.access-tokens", 1, Retention.COMPACTED, Duration.ofDays(7)),
    OPERATOR_ALERTS("tocsin.operator-alerts", 1, Retention.COMPACTED, null),
    DEAD_LETTERS("tocsin.dead-letters", 1, Retention.FOR_A_TIME, Duration.ofDays(90));

    /// From this number of brokers on, each record is kept three times.
    public static final int FULL_REPLICATION = 3;

    public enum Retention {
        COMPACTED,
        FOR_A_TIME,
        FOR_EVER
    }

    private final String topicName;
    private final int partitions;
    private final Retention kept;
    private final @Nullable Duration time;

    Topic(String topicName, int partitions, Retention kept, @Nullable Duration time) {
        this.topicName = topicName;
        this.partitions = partitions;
        this.kept = kept;
        this.time = time;
    }

    public String topicName() {
        return topicName;
    }

    public int partitions() {
        return partitions;
    }

    public Retention kept() {
        return kept;
    }

    /// The time for which a record stays; for a compacted topic, the time for which it is safe from compaction.
    public @Nullable Duration time() {
        return time;
    }

    /// Whether a record's timestamp is the time at which the broker appended it.
    public boolean brokerTime() {
        return this == HEALTH_EVENTS || this == VANTAGE_POINTS;
    }

    /// The compression that the broker uses for the topic's records, as Kafka names it. Health events come at a rate
    /// that is worth lz4, which many clients can read only with a further library. The other topics use gzip, which
    /// all clients can read.
    public String compression() {
        return this == HEALTH_EVENTS ? "lz4" : "gzip";
    }

    /// The configuration with which the topic is created, as Kafka names it.
    ///
    /// @param replication the replication factor: from three on, two copies are kept in sync, below that one
    public Map<String, String> settings(int replication) {
        var settings = new HashMap<String, String>();
        settings.put("min.insync.replicas", replication >= FULL_REPLICATION ? "2" : "1");
        settings.put("compression.type", compression());
        if (brokerTime()) {
            settings.put("message.timestamp.type", "LogAppendTime");
        }
        switch (kept) {
            case COMPACTED -> {
                settings.put("cleanup.policy", "compact");
                if (time != null) {
                    settings.put("min.compaction.lag.ms", Long.toString(time.toMillis()));
                }
            }
            case FOR_A_TIME -> {
                settings.put("cleanup.policy", "delete");
                if (time != null) {
                    settings.put("retention.ms", Long.toString(time.toMillis()));
                }
            }
            case FOR_EVER -> {
                settings.put("cleanup.policy", "delete");
                settings.put("retention.ms", "-1");
            }
        }
        return Map.copyOf(settings);
    }
}

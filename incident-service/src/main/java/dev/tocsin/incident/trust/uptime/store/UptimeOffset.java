package dev.tocsin.incident.trust.uptime.store;

import dev.tocsin.incident.postgres.OffsetRow;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.apache.kafka.common.TopicPartition;

/// A row of `uptime_offset`.
@Entity
@Table(name = "uptime_offset")
class UptimeOffset extends OffsetRow {

    /// For Hibernate.
    UptimeOffset() {}

    UptimeOffset(TopicPartition partition, long nextOffset) {
        super(partition, nextOffset);
    }
}

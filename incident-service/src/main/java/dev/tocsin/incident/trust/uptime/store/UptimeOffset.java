package dev.tocsin.incident.trust.uptime.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import org.apache.kafka.common.TopicPartition;

/// The offset from which one partition is read on.
@Entity
@Table(name = "uptime_offset")
@IdClass(UptimeOffset.UptimeOffsetKey.class)
class UptimeOffset {

    record UptimeOffsetKey(String topic, int part) implements Serializable {}

    @Id
    String topic;

    @Id
    int part;

    @Column(name = "next_offset")
    long nextOffset;

    /// For Hibernate.
    @SuppressWarnings("NullAway.Init")
    UptimeOffset() {}

    UptimeOffset(TopicPartition partition, long nextOffset) {
        this.topic = partition.topic();
        this.part = partition.partition();
        this.nextOffset = nextOffset;
    }

    TopicPartition partition() {
        return new TopicPartition(topic, part);
    }
}

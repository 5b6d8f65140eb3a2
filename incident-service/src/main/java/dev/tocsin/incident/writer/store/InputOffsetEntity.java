package dev.tocsin.incident.writer.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import org.apache.kafka.common.TopicPartition;

/// A row of `input_offset`: the offset from which the correlator reads one partition on.
@Entity
@Table(name = "input_offset")
@IdClass(InputOffsetEntity.InputOffsetKey.class)
class InputOffsetEntity {

    record InputOffsetKey(String topic, int part) implements Serializable {}

    @Id
    String topic;

    @Id
    int part;

    @Column(name = "next_offset")
    long nextOffset;

    /// For Hibernate.
    @SuppressWarnings("NullAway.Init")
    InputOffsetEntity() {}

    TopicPartition partition() {
        return new TopicPartition(topic, part);
    }
}

package dev.tocsin.incident.trust.figures.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import org.apache.kafka.common.TopicPartition;

/// The offset from which one partition is read on.
@Entity
@Table(name = "figure_offset")
@IdClass(FigureOffset.FigureOffsetKey.class)
class FigureOffset {

    record FigureOffsetKey(String topic, int part) implements Serializable {}

    @Id
    String topic;

    @Id
    int part;

    @Column(name = "next_offset")
    long nextOffset;

    /// For Hibernate.
    @SuppressWarnings("NullAway.Init")
    FigureOffset() {}

    FigureOffset(TopicPartition partition, long nextOffset) {
        this.topic = partition.topic();
        this.part = partition.partition();
        this.nextOffset = nextOffset;
    }

    TopicPartition partition() {
        return new TopicPartition(topic, part);
    }
}

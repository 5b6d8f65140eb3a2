package dev.tocsin.notifier.intake;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;

/// The next record to read of a partition.
@Entity
@Table(name = "consumed_offset")
@IdClass(ConsumedOffsetEntity.ConsumedOffsetKey.class)
class ConsumedOffsetEntity {

    record ConsumedOffsetKey(String topic, int kafkaPartition) {}

    @Id
    private String topic;

    @Id
    private int kafkaPartition;

    private long nextOffset;

    @SuppressWarnings("NullAway.Init")
    protected ConsumedOffsetEntity() {}

    ConsumedOffsetEntity(ConsumedOffsetKey key, long nextOffset) {
        this.topic = key.topic();
        this.kafkaPartition = key.kafkaPartition();
        this.nextOffset = nextOffset;
    }

    int partition() {
        return kafkaPartition;
    }

    long nextOffset() {
        return nextOffset;
    }

    void advance(long next) {
        nextOffset = next;
    }
}

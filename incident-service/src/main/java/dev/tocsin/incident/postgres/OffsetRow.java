package dev.tocsin.incident.postgres;

import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.MappedSuperclass;
import java.io.Serializable;
import org.apache.kafka.common.TopicPartition;

/// A row with the offset from which one partition is read on. It is stored together with the effects of the records
/// before it.
@MappedSuperclass
@IdClass(OffsetRow.OffsetKey.class)
public abstract class OffsetRow {

    public record OffsetKey(String topic, int part) implements Serializable {

        public static OffsetKey of(TopicPartition partition) {
            return new OffsetKey(partition.topic(), partition.partition());
        }
    }

    @Id
    protected String topic;

    @Id
    protected int part;

    @Column(name = "next_offset")
    protected long nextOffset;

    /// For Hibernate.
    @SuppressWarnings("NullAway.Init")
    protected OffsetRow() {}

    protected OffsetRow(TopicPartition partition, long nextOffset) {
        this.topic = partition.topic();
        this.part = partition.partition();
        this.nextOffset = nextOffset;
    }

    public TopicPartition partition() {
        return new TopicPartition(topic, part);
    }

    public long nextOffset() {
        return nextOffset;
    }

    public void moveTo(long offset) {
        this.nextOffset = offset;
    }
}

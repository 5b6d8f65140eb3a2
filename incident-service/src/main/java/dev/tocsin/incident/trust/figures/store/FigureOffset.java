package dev.tocsin.incident.trust.figures.store;

import dev.tocsin.incident.postgres.OffsetRow;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.apache.kafka.common.TopicPartition;

/// A row of `figure_offset`.
@Entity
@Table(name = "figure_offset")
class FigureOffset extends OffsetRow {

    /// For Hibernate.
    FigureOffset() {}

    FigureOffset(TopicPartition partition, long nextOffset) {
        super(partition, nextOffset);
    }
}

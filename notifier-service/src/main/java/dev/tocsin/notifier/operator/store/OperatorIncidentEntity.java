package dev.tocsin.notifier.operator.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tocsin.contract.Json;
import dev.tocsin.notifier.message.OperatorReport;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.annotations.ColumnTransformer;
import org.jspecify.annotations.Nullable;

/// An incident as operators may read it, after its last snapshot. Rows are made by [OperatorIncidentRepository#keep].
@Entity
@Table(name = "operator_incident")
@SuppressWarnings("UnusedVariable") // columns that only statements read
class OperatorIncidentEntity {

    @Id
    private String id;

    private int kafkaPartition;
    private long number;
    private boolean isOpen;
    private Instant changedAt;
    private boolean undecided;
    private @Nullable String traceparent;

    /// The content of notices.
    @Column(columnDefinition = "jsonb")
    @ColumnTransformer(write = "cast(? as jsonb)")
    private String content;

    @SuppressWarnings("NullAway.Init")
    protected OperatorIncidentEntity() {}

    /// @return empty before a snapshot was read again after a restore of the database
    Optional<OperatorReport> report() {
        return read(content);
    }

    @Nullable
    String traceparent() {
        return traceparent;
    }

    static Optional<OperatorReport> read(String content) {
        try {
            return Optional.ofNullable(Json.mapper().readValue(content, OperatorReport.class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored incident cannot be read", e);
        }
    }
}

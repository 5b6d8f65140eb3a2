package dev.tocsin.notifier.delivery.store;

import dev.tocsin.contract.Severity;
import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.notifier.delivery.IncidentNow;
import dev.tocsin.notifier.message.IncidentReport;
import dev.tocsin.notifier.message.IncidentReport.TouchedCell;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.ColumnTransformer;
import org.jspecify.annotations.Nullable;

/// An incident's head as customers may read it. Rows are made by [PublicIncidentRepository#take].
@Entity
@Table(name = "incident")
@SuppressWarnings("UnusedVariable") // columns that only statements read
class PublicIncidentEntity {

    @Id
    private String id;

    private int kafkaPartition;

    /// The number of the last snapshot that was handled.
    private long number;

    private int episode;
    private String title;
    private IncidentState state;

    @ColumnTransformer(write = "cast(? as severity)")
    private Severity severity;

    private List<String> regions;
    private @Nullable Instant onset;
    private Instant changedAt;

    /// The cause as [PublicCause] gives it. An older release kept the suspect's title, which may name
    /// internal things, in another column.
    private @Nullable String publicCause;

    private @Nullable String updateText;

    @SuppressWarnings("NullAway.Init")
    protected PublicIncidentEntity() {}

    /// @param began when the trouble began; null leaves it as it was
    /// @param cause as [PublicCause] gives it, or null
    /// @param update the last update that a person posted in this episode, or null
    void reads(@Nullable Instant began, @Nullable String cause, @Nullable String update) {
        this.onset = began == null ? onset : began;
        this.publicCause = cause;
        this.updateText = update;
    }

    /// @param awaitsResolution as in [IncidentNow]
    IncidentNow now(boolean awaitsResolution) {
        return new IncidentNow(episode, title, state, severity, awaitsResolution);
    }

    /// @param cells the public cells that it touches, the worst first, at most [IncidentReport#MOST_CELLS]
    /// @param allCells the number of all these cells
    /// @param endedAt the latest end of its outages, or null
    IncidentReport report(List<TouchedCell> cells, int allCells, @Nullable Instant endedAt) {
        return new IncidentReport(
                id,
                number,
                episode,
                title,
                state,
                severity,
                regions,
                cells,
                allCells,
                onset,
                endedAt,
                changedAt,
                publicCause,
                updateText);
    }
}

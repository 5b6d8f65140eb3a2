package dev.tocsin.notifier.delivery.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tocsin.contract.Json;
import dev.tocsin.contract.delivery.MaintenanceStage;
import dev.tocsin.notifier.message.IncidentReport;
import dev.tocsin.notifier.message.MaintenanceReport;
import dev.tocsin.notifier.message.OperatorReport;
import dev.tocsin.notifier.message.Report;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import org.hibernate.annotations.ColumnTransformer;
import org.jspecify.annotations.Nullable;

/// The content of notices about one thing, at one of its numbers.
@Entity
@Table(name = "report")
@IdClass(ReportEntity.ReportKey.class)
class ReportEntity {

    record ReportKey(String about, long number) {}

    /// An incident, `maintenance/` and a window, or `operators/` and an incident.
    @Id
    @Column(name = "incident")
    private String about;

    @Id
    private long number;

    @Column(columnDefinition = "jsonb")
    @ColumnTransformer(write = "cast(? as jsonb)")
    private String content;

    /// The W3C trace context in which the deliveries of this report go on, the same for all of them.
    @Nullable
    private String traceparent;

    @SuppressWarnings("NullAway.Init")
    protected ReportEntity() {}

    ReportEntity(Report report, @Nullable String traceparent) {
        this.traceparent = traceparent;
        this.about = report.about();
        this.number = report.number();
        this.content = json(report);
    }

    String about() {
        return about;
    }

    long number() {
        return number;
    }

    @Nullable
    String traceparent() {
        return traceparent;
    }

    /// @param stage the stage of planned work; null for an incident
    Report report(@Nullable MaintenanceStage stage) {
        try {
            return Json.mapper().readValue(content, type(stage));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the stored content of notices cannot be read: " + about, e);
        }
    }

    private Class<? extends Report> type(@Nullable MaintenanceStage stage) {
        if (stage != null) {
            return MaintenanceReport.class;
        }
        return OperatorReport.isAbout(about) ? OperatorReport.class : IncidentReport.class;
    }

    private static String json(Report report) {
        try {
            return Json.mapper().writeValueAsString(report);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the content of notices cannot be written: " + report.about(), e);
        }
    }
}

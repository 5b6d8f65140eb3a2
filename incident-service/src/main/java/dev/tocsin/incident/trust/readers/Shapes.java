package dev.tocsin.incident.trust.readers;

import com.fasterxml.jackson.annotation.JacksonAnnotationsInside;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The shapes of the public status API, which others defined and which are kept to the letter; nulls are written.
public final class Shapes {

    private Shapes() {}

    /// ISO 8601 with milliseconds and offset.
    @JacksonAnnotationsInside
    @JsonFormat(shape = JsonFormat.Shape.STRING, pattern = "uuuu-MM-dd'T'HH:mm:ss.SSSXXX")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Moment {}

    /// @param updatedAt the time when any published value last changed
    @JsonNaming(SnakeCaseStrategy.class)
    public record ApiPage(
            String id,
            String name,
            String url,
            String timeZone,
            @Moment OffsetDateTime updatedAt) {}

    /// A cell, or the group of a region's cells.
    ///
    /// @param components the ids of a group's components; left out for a cell
    @JsonNaming(SnakeCaseStrategy.class)
    public record ApiComponent(
            String id,
            String name,
            ComponentStatus status,
            @Moment OffsetDateTime createdAt,
            @Moment OffsetDateTime updatedAt,
            int position,
            @Nullable String description,
            boolean showcase,
            @Nullable String startDate,
            @Nullable String groupId,
            String pageId,
            boolean group,
            boolean onlyShowIfDegraded,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            List<String> components) {}

    /// @param monitoringAt the time when everything was up again; null while it is not
    /// @param incidentUpdates newest first
    @JsonNaming(SnakeCaseStrategy.class)
    public record ApiIncident(
            String id,
            String name,
            String status,
            @Moment OffsetDateTime createdAt,
            @Moment OffsetDateTime updatedAt,
            @Moment @Nullable OffsetDateTime monitoringAt,
            @Moment @Nullable OffsetDateTime resolvedAt,
            String impact,
            String shortlink,
            @Moment OffsetDateTime startedAt,
            String pageId,
            List<ApiUpdate> incidentUpdates,
            List<ApiComponent> components,
            @Nullable String reminderIntervals) {}

    /// @param affectedComponents on the newest update, the components with their statuses; null on others
    @JsonNaming(SnakeCaseStrategy.class)
    public record ApiUpdate(
            String id,
            String status,
            String body,
            String incidentId,
            @Moment OffsetDateTime createdAt,
            @Moment OffsetDateTime updatedAt,
            @Moment OffsetDateTime displayAt,
            @Nullable List<AffectedComponent> affectedComponents,
            boolean deliverNotifications,
            @Nullable String customTweet,
            @Nullable String tweetId) {}

    /// @param code the component's id
    /// @param name as `Group - Component`
    @JsonNaming(SnakeCaseStrategy.class)
    public record AffectedComponent(String code, String name, ComponentStatus oldStatus, ComponentStatus newStatus) {}

    @JsonNaming(SnakeCaseStrategy.class)
    public record ApiMaintenance(
            @JsonUnwrapped ApiIncident incident,
            @Moment OffsetDateTime scheduledFor,
            @Moment OffsetDateTime scheduledUntil) {}

    @JsonNaming(SnakeCaseStrategy.class)
    public record ApiSummary(
            ApiPage page,
            List<ApiComponent> components,
            List<ApiIncident> incidents,
            List<ApiMaintenance> scheduledMaintenances,
            Level status) {}

    public record ApiStatus(ApiPage page, Level status) {}

    public record ApiComponents(ApiPage page, List<ApiComponent> components) {}

    public record ApiIncidents(ApiPage page, List<ApiIncident> incidents) {}

    @JsonNaming(SnakeCaseStrategy.class)
    public record ApiMaintenances(ApiPage page, List<ApiMaintenance> scheduledMaintenances) {}
}

package dev.tocsin.contract.incident;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Event;
import dev.tocsin.contract.incident.Suspect.Confidence;
import dev.tocsin.contract.incident.Suspect.SuspectKind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The part of an incident that customers may read, after its latest event: public components, text for customers and
/// times. Each snapshot is complete by itself, so that a reader may skip any number of them. An incident that touches
/// no public component has none.
///
/// @param incident its regions are those of `outages`
/// @param time when it last changed
/// @param resolvedAt null while it is open
/// @param withdrawn whether it no longer concerns customers, though it may be ongoing: an operator made it internal,
///     or none of its components is public any more; it then has no outages, no cause and no updates
/// @param outages the outages of the present episode that touch a public component, the oldest first
/// @param allComponents how many components the outages touch, counted once for each outage; the outages list all of
///     these, or the worst 10,000
/// @param cause the suspected cause; null if customers may not read it, or nothing is suspected
/// @param updates the updates that people posted for customers in the present episode, the newest first, at most 20
/// @param page path of the incident's page, which has the rest
public record PublicIncidentSnapshot(
        IncidentHead incident,
        @JsonProperty("updatedAt") Instant time,
        Instant startedAt,
        @Nullable Instant resolvedAt,
        boolean withdrawn,
        List<PublicOutage> outages,
        int allComponents,
        @Nullable Cause cause,
        List<PublicUpdate> updates,
        String page)
        implements Event {

    public static final int MOST_COMPONENTS = 10_000;
    public static final int MOST_UPDATES = 20;
    public static final int LONGEST_UPDATE = 2_000;

    /// The size as JSON; the broker accepts a little more.
    public static final int MOST_BYTES = 900_000;

    /// Public components of one region that are bad for one reason, grouped by their condition.
    ///
    /// @param outage its id within the incident, such as `na-1`
    /// @param onset when its trouble began
    /// @param endedAt when the last of its components came up; null while it is ongoing
    /// @param root the component from which it seems to come; null if customers may not read it, or none stands out
    /// @param down ids of components that are down
    /// @param degraded ids of components that are degraded
    /// @param recovered ids of components that are up again
    public record PublicOutage(
            String outage,
            String region,
            Instant onset,
            @Nullable Instant endedAt,
            @Nullable String root,
            List<String> down,
            List<String> degraded,
            List<String> recovered) {

        public PublicOutage {
            down = List.copyOf(down);
            degraded = List.copyOf(degraded);
            recovered = List.copyOf(recovered);
        }

        public boolean stands() {
            return endedAt == null;
        }
    }

    /// The suspected cause of an incident. Titles of changes and of maintenance are not for customers.
    ///
    /// @param cell null unless the kind is a cell
    public record Cause(SuspectKind kind, @Nullable Cell cell, Confidence confidence) {}

    /// An update that a person posted for customers.
    ///
    /// @param number the number of the event: the update's id within the incident
    /// @param text Markdown, cut to 2,000 characters
    /// @param nextUpdateBy when the next update is promised, or null
    /// @param editedAt when its text was edited last, or null
    public record PublicUpdate(
            long number,
            Instant at,
            String text,
            @Nullable Instant nextUpdateBy,
            @Nullable Instant editedAt) {}

    public PublicIncidentSnapshot {
        outages = List.copyOf(outages);
        updates = List.copyOf(updates);
    }

    @Override
    public String key() {
        return incident.id();
    }

    @Override
    public String eventId() {
        return incident.id() + "/public/" + incident.number();
    }

    /// Whether the outages list all components that they touch.
    public boolean listsAll() {
        return outages.stream()
                        .mapToInt(outage -> outage.down().size()
                                + outage.degraded().size()
                                + outage.recovered().size())
                        .sum()
                >= allComponents;
    }
}

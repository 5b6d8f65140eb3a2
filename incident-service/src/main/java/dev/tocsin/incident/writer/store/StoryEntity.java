package dev.tocsin.incident.writer.store;

import dev.tocsin.contract.EventTypes;
import dev.tocsin.contract.incident.IncidentEvent;
import dev.tocsin.incident.postgres.JsonDocuments;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import org.hibernate.annotations.Immutable;

/// A row of `story`: one event of an incident. Rows are only ever added.
@Entity
@Immutable
@Table(name = "story")
@IdClass(StoryEntity.StoryEventKey.class)
class StoryEntity {

    record StoryEventKey(String incident, long number) implements Serializable {}

    @Id
    String incident;

    @Id
    long number;

    /// The event's CloudEvents type.
    @Column(nullable = false)
    String type;

    @Column(nullable = false)
    String event;

    /// For Hibernate.
    @SuppressWarnings("NullAway.Init")
    StoryEntity() {}

    IncidentEvent event() {
        var known = EventTypes.eventOf(type)
                .orElseThrow(() -> new IllegalStateException("a story holds an event of unknown type " + type));
        return (IncidentEvent) JsonDocuments.read(event, known);
    }
}

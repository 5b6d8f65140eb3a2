package dev.tocsin.incident.writer.store;

import dev.tocsin.contract.EventTypes;
import dev.tocsin.contract.incident.IncidentEvent;
import dev.tocsin.contract.incident.IncidentEvent.ImpactChanged;
import dev.tocsin.engine.lifecycle.StoryStep;
import dev.tocsin.incident.postgres.JsonDocuments;
import dev.tocsin.incident.writer.store.StoryEntity.StoryEventKey;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import org.hibernate.Session;

@ApplicationScoped
class StoryRepository implements PanacheRepositoryBase<StoryEntity, StoryEventKey> {

    void add(Collection<StoryStep> told) {
        if (told.isEmpty()) {
            return;
        }
        var events = told.stream().map(StoryStep::event).toList();
        getSession()
                .createNativeMutationQuery("""
                        insert into story (incident, number, type, event)
                        select * from unnest(:incidents, :numbers, :types, :events)""")
                .setParameter(
                        "incidents", events.stream().map(IncidentEvent::key).toArray(String[]::new))
                .setParameter(
                        "numbers",
                        events.stream().map(event -> event.incident().number()).toArray(Long[]::new))
                .setParameter(
                        "types",
                        events.stream()
                                .map(event -> EventTypes.typeOf(event.getClass()))
                                .toArray(String[]::new))
                .setParameter(
                        "events", events.stream().map(JsonDocuments::write).toArray(String[]::new))
                .executeUpdate();
    }

    static List<IncidentEvent> of(String incident, Session session) {
        return session.createSelectionQuery(
                        "from StoryEntity where incident = :incident order by number", StoryEntity.class)
                .setParameter("incident", incident)
                .getResultStream()
                .map(StoryEntity::event)
                .toList();
    }

    static List<IncidentEvent> withoutImpactChanges(String incident, Session session) {
        return session.createSelectionQuery(
                        "from StoryEntity where incident = :incident and type <> :impactChanged order by number",
                        StoryEntity.class)
                .setParameter("incident", incident)
                .setParameter("impactChanged", EventTypes.typeOf(ImpactChanged.class))
                .getResultStream()
                .map(StoryEntity::event)
                .toList();
    }
}

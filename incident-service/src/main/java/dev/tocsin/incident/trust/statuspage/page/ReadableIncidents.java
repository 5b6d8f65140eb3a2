package dev.tocsin.incident.trust.statuspage.page;

import dev.tocsin.engine.lifecycle.StoryStep;
import dev.tocsin.incident.trust.live.LiveView;
import dev.tocsin.incident.trust.live.PublicIncident;
import dev.tocsin.incident.writer.PastIncidents;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;

/// The incidents that customers can read, and to which a page may lead therefore. An operator may have hidden an
/// incident after another one was merged into it.
@ApplicationScoped
class ReadableIncidents {

    private final PastIncidents past;

    ReadableIncidents(PastIncidents past) {
        this.past = past;
    }

    /// One that the view does not know is read from the database. While that does not answer, it counts as readable.
    boolean has(String incident, LiveView view) {
        var known = view.incidents().get(incident);
        return known == null
                ? isReadable(incident, view)
                : PublicIncident.of(known, view.catalog()).isPresent();
    }

    private boolean isReadable(String incident, LiveView view) {
        try {
            return past.one(incident)
                    .map(StoryStep::snapshotOf)
                    .flatMap(stored -> PublicIncident.of(stored, view.catalog()))
                    .isPresent();
        } catch (PersistenceException _) {
            return true;
        }
    }
}

package dev.tocsin.incident.operations.page;

import dev.tocsin.engine.recurrence.Recurrence;
import dev.tocsin.incident.postgres.DatabaseGuard;
import dev.tocsin.incident.recurrence.RecurrenceFinder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The recurrences of incidents, compared once a minute for all open pages: it reads months of incidents.
@ApplicationScoped
class RecurrenceShelf {

    private static final Logger LOG = Logger.getLogger(RecurrenceShelf.class);

    private static final Duration KEPT = Duration.ofMinutes(1);
    private static final int MOST = 50;

    private final RecurrenceFinder finder;
    private final DatabaseGuard database;
    private final Map<String, CachedRecurrences> shelf = new LinkedHashMap<>(MOST, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, CachedRecurrences> eldest) {
            return size() > MOST;
        }
    };

    RecurrenceShelf(RecurrenceFinder finder, DatabaseGuard database) {
        this.finder = finder;
        this.database = database;
    }

    private record CachedRecurrences(Instant at, List<Recurrence> recurrences) {}

    /// Empty when the incidents cannot be read.
    List<Recurrence> of(String incident, Instant now) {
        var cached = cached(incident);
        if (cached != null && now.isBefore(cached.at().plus(KEPT))) {
            return cached.recurrences();
        }
        var found = find(incident);
        keep(incident, new CachedRecurrences(now, found));
        return found;
    }

    private List<Recurrence> find(String incident) {
        try {
            return database.read(() -> finder.of(incident));
        } catch (PersistenceException e) {
            LOG.warnf("Incidents like %s cannot be read: %s", incident, e.getMessage());
            return List.of();
        }
    }

    private synchronized @Nullable CachedRecurrences cached(String incident) {
        return shelf.get(incident);
    }

    private synchronized void keep(String incident, CachedRecurrences found) {
        shelf.put(incident, found);
    }
}

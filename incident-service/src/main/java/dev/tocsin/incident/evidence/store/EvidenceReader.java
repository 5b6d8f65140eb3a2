package dev.tocsin.incident.evidence.store;

import static java.util.stream.Collectors.toMap;

import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.contract.incident.Suspect;
import dev.tocsin.contract.incident.Suspect.SuspectKind;
import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.incident.evidence.EvidenceCharts;
import dev.tocsin.incident.evidence.EvidenceSource;
import dev.tocsin.incident.evidence.EvidenceWindow;
import dev.tocsin.incident.postgres.DatabaseGuard;
import dev.tocsin.incident.trust.figures.FigureHistory;
import dev.tocsin.incident.writer.StoredChanges;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Reads charts, and keeps them for a while: open pages ask again and again, and figures come once a minute.
@ApplicationScoped
class EvidenceReader implements EvidenceSource {

    private static final Logger LOG = Logger.getLogger(EvidenceReader.class);

    private static final Duration KEPT = Duration.ofSeconds(15);
    private static final int MOST_KEPT = 50;

    private final FigureHistory figures;
    private final StoredChanges changes;
    private final DatabaseGuard database;
    private final Map<ChartsKey, CachedCharts> cache = new LinkedHashMap<>(MOST_KEPT, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ChartsKey, CachedCharts> eldest) {
            return size() > MOST_KEPT;
        }
    };

    EvidenceReader(FigureHistory figures, StoredChanges changes, DatabaseGuard database) {
        this.figures = figures;
        this.changes = changes;
        this.database = database;
    }

    /// @param suspects the ids of the suspected changes
    private record ChartsKey(String incident, EvidenceWindow window, List<String> suspects, int most) {}

    /// @param charts null where they could not be read
    private record CachedCharts(Instant at, @Nullable EvidenceCharts charts) {

        boolean isFresh(Instant now) {
            return !now.isBefore(at) && now.isBefore(at.plus(KEPT));
        }
    }

    @Override
    public @Nullable EvidenceCharts charts(IncidentSnapshot incident, Catalog catalog, int most, Instant now) {
        var window = EvidenceWindow.of(incident, catalog, now);
        var suspects = incident.suspects().stream()
                .filter(suspect -> suspect.kind() == SuspectKind.CHANGE)
                .map(Suspect::subject)
                .toList();
        var key = new ChartsKey(incident.key(), window, suspects, most);
        var cached = cached(key);
        if (cached != null && cached.isFresh(now)) {
            return cached.charts();
        }
        var charts = read(key, incident, catalog);
        keep(key, new CachedCharts(now, charts));
        return charts;
    }

    private @Nullable EvidenceCharts read(ChartsKey key, IncidentSnapshot incident, Catalog catalog) {
        try {
            return database.read(() -> drawn(key, incident, catalog));
        } catch (PersistenceException e) {
            LOG.warnf("The charts of incident %s cannot be read: %s", incident.key(), e.getMessage());
            return null;
        }
    }

    private EvidenceCharts drawn(ChartsKey key, IncidentSnapshot incident, Catalog catalog) {
        var window = key.window();
        var byCell = window.cells().stream().collect(toMap(cell -> cell, cell -> figures.of(window.request(cell))));
        return EvidenceCharts.of(window, incident, byCell, changes.of(key.suspects()), catalog, key.most());
    }

    private synchronized @Nullable CachedCharts cached(ChartsKey key) {
        return cache.get(key);
    }

    private synchronized void keep(ChartsKey key, CachedCharts charts) {
        cache.put(key, charts);
    }
}

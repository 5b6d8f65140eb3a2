package dev.tocsin.incident.trust.uptime.page;

import dev.tocsin.contract.Cell;
import dev.tocsin.engine.uptime.Overview;
import dev.tocsin.incident.trust.uptime.CellPage;
import dev.tocsin.incident.trust.uptime.CurrentOverview;
import dev.tocsin.incident.trust.uptime.store.Months;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The past of cells whose pages are open. Each is read anew when the overview was counted anew, and never by the
/// thread that pushes changes to open pages.
@ApplicationScoped
class CellPageCache {

    private static final Logger LOG = Logger.getLogger(CellPageCache.class);
    private static final int MOST = 200;

    private final Months months;
    private final CurrentOverview overviews;
    private final Executor executor = Infrastructure.getDefaultExecutor();
    private final Map<Cell, Past> kept = new LinkedHashMap<>(MOST, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Cell, Past> eldest) {
            return size() > MOST;
        }
    };

    CellPageCache(Months months, CurrentOverview overviews) {
        this.months = months;
        this.overviews = overviews;
    }

    /// @param asOf the time of the overview with which it was read, or is being read
    /// @param page null until it was read for the first time
    private record Past(Instant asOf, @Nullable CellPage page) {}

    /// The past as it was last read; a newer one is being read if the overview has changed. Null before the first.
    @Nullable
    CellPage latest(Cell cell) {
        var overview = overviews.current();
        var past = get(cell);
        if (past == null || !past.asOf().equals(overview.asOf())) {
            put(cell, new Past(overview.asOf(), past == null ? null : past.page()));
            executor.execute(() -> tryToRead(cell, overview));
        }
        return past == null ? null : past.page();
    }

    /// Reads it if it was never read.
    CellPage read(Cell cell) {
        return Objects.requireNonNullElseGet(latest(cell), () -> read(cell, overviews.current()));
    }

    private void tryToRead(Cell cell, Overview overview) {
        try {
            read(cell, overview);
        } catch (PersistenceException e) {
            LOG.warnf("The past of %s on open pages cannot be read anew: %s", cell, e.getMessage());
        }
    }

    private CellPage read(Cell cell, Overview overview) {
        var page = months.cell(cell, overview, null);
        put(cell, new Past(overview.asOf(), page));
        return page;
    }

    private synchronized @Nullable Past get(Cell cell) {
        return kept.get(cell);
    }

    private synchronized void put(Cell cell, Past past) {
        kept.put(cell, past);
    }
}

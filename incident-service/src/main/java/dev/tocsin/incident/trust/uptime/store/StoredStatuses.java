package dev.tocsin.incident.trust.uptime.store;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.incident.CellImpact;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.engine.uptime.Span;
import dev.tocsin.engine.uptime.Timeline;
import dev.tocsin.engine.uptime.UptimeInputs;
import dev.tocsin.incident.trust.live.Incidents;
import dev.tocsin.incident.trust.uptime.PastStatuses;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Reads the verdict changes of incidents, and keeps them for a while: many readers look at the same incident.
@ApplicationScoped
class StoredStatuses implements PastStatuses {

    private static final Logger LOG = Logger.getLogger(StoredStatuses.class);

    private static final int MOST = 100;

    /// Verdict changes are stored a moment after they are published.
    private static final Duration WHILE_IT_CHANGES = Duration.ofSeconds(5);

    /// Amendments may still correct an incident that is over.
    private static final Duration ONCE_IT_IS_OVER = Duration.ofMinutes(5);

    private final UptimeStore store;
    private final Clock clock;
    private final Map<String, CachedInputs> kept = new LinkedHashMap<>(MOST, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, CachedInputs> eldest) {
            return size() > MOST;
        }
    };

    StoredStatuses(UptimeStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    private record CachedInputs(UptimeInputs inputs, List<Cell> cells, Instant at, Duration holds) {

        boolean isGood(List<Cell> wanted, Instant now) {
            return cells.equals(wanted) && !now.isBefore(at) && now.isBefore(at.plus(holds));
        }
    }

    @Override
    public Map<Cell, Timeline> of(IncidentSnapshot seen, Instant asOf) {
        var cells = seen.cells().stream().map(CellImpact::cell).toList();
        var began = Incidents.began(seen);
        var over = seen.resolvedAt();
        var end = over == null || over.isAfter(asOf) ? asOf : over;
        if (cells.isEmpty() || !began.isBefore(end)) {
            return Map.of();
        }
        var span = new Span(began, end);
        var inputs = inputs(seen, cells, span);
        return inputs == null ? Map.of() : inputs.timelines(cells, span);
    }

    private @Nullable UptimeInputs inputs(IncidentSnapshot seen, List<Cell> cells, Span span) {
        var now = clock.instant();
        var before = kept(seen.key());
        if (before != null && before.isGood(cells, now)) {
            return before.inputs();
        }
        try {
            var inputs = store.inputs(cells, span);
            keep(seen.key(), new CachedInputs(inputs, cells, now, holds(seen, now)));
            return inputs;
        } catch (PersistenceException e) {
            LOG.warnf("Statuses during incident %s cannot be read: %s", seen.key(), e.getMessage());
            return before == null ? null : before.inputs();
        }
    }

    private static Duration holds(IncidentSnapshot seen, Instant now) {
        var over = seen.resolvedAt();
        return over != null && over.plus(ONCE_IT_IS_OVER).isBefore(now) ? ONCE_IT_IS_OVER : WHILE_IT_CHANGES;
    }

    private synchronized @Nullable CachedInputs kept(String incident) {
        return kept.get(incident);
    }

    private synchronized void keep(String incident, CachedInputs inputs) {
        kept.put(incident, inputs);
    }
}

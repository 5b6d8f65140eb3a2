package dev.tocsin.engine.replay;

import dev.tocsin.contract.Event;
import dev.tocsin.contract.Topic;
import dev.tocsin.contract.health.CellChecksDefined;
import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.engine.catalog.CatalogUpdate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A recording as it would be with another catalog or with other settings.
public final class Recast {

    private final @Nullable Catalog catalog;
    private final String digest;
    private final ReplaySettings settings;
    private final Partitioning partitioning;
    private boolean begun;

    private Recast(@Nullable Catalog catalog, String digest, ReplaySettings settings, Partitioning partitioning) {
        this.catalog = catalog;
        this.digest = digest;
        this.settings = settings;
        this.partitioning = partitioning;
    }

    public static Recast with(ReplaySettings settings) {
        return new Recast(null, "", settings, (_, _) -> 0);
    }

    /// @param catalog instead of every recorded one, from the first record on
    /// @param digest of its file
    /// @param partitioning of the log, so that the checks of a cell are where its events are
    public static Recast with(Catalog catalog, String digest, ReplaySettings settings, Partitioning partitioning) {
        return new Recast(catalog, digest, settings, partitioning);
    }

    /// The records to replay for this one; none if it is about a catalog that is replaced.
    public List<Recorded> of(Recorded recorded) {
        var records = new ArrayList<Recorded>();
        if (!begun && catalog != null) {
            records.addAll(published(catalog, digest, recorded.appendedAt(), partitioning));
        }
        begun = true;
        if (catalog == null || !isAboutCatalog(recorded)) {
            records.add(recorded);
        }
        return records.stream().map(settings::applied).toList();
    }

    static boolean isAboutCatalog(Recorded recorded) {
        return recorded.topic() == Topic.CATALOG || recorded.event() instanceof CellChecksDefined;
    }

    /// The records that publish a catalog to an empty log.
    static List<Recorded> published(Catalog wanted, String digest, Instant at, Partitioning partitioning) {
        var update = CatalogUpdate.between(Catalog.EMPTY, wanted, digest, at);
        var records = new ArrayList<Recorded>();
        update.cells().forEach(cell -> records.add(placed(Topic.HEALTH_EVENTS, at, cell, partitioning)));
        update.defined().forEach(entry -> records.add(placed(Topic.CATALOG, at, entry, partitioning)));
        records.add(placed(Topic.CATALOG, at, update.published(), partitioning));
        return records;
    }

    private static Recorded placed(Topic topic, Instant at, Event event, Partitioning partitioning) {
        return new Recorded(topic, partitioning.partitionOf(topic, event.key()), event.key(), at, event);
    }
}

package dev.tocsin.benchmarks.replay;

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
    private final Settings settings;
    private boolean begun;

    private Recast(@Nullable Catalog catalog, String digest, Settings settings) {
        this.catalog = catalog;
        this.digest = digest;
        this.settings = settings;
    }

    public static Recast with(Settings settings) {
        return new Recast(null, "", settings);
    }

    /// @param catalog instead of every recorded one, from the first record on
    /// @param digest of its file
    public static Recast with(Catalog catalog, String digest, Settings settings) {
        return new Recast(catalog, digest, settings);
    }

    /// The records to replay for this one; none if it is about a catalog that is replaced.
    public List<Recorded> of(Recorded recorded) {
        var heard = new ArrayList<Recorded>();
        if (!begun && catalog != null) {
            heard.addAll(published(catalog, recorded.appendedAt()));
        }
        begun = true;
        if (catalog == null || !isAboutCatalog(recorded)) {
            heard.add(recorded);
        }
        return heard.stream().map(settings::applied).toList();
    }

    private static boolean isAboutCatalog(Recorded recorded) {
        return recorded.topic() == Topic.CATALOG || recorded.event() instanceof CellChecksDefined;
    }

    private List<Recorded> published(Catalog wanted, Instant at) {
        var update = CatalogUpdate.between(Catalog.EMPTY, wanted, digest, at);
        var records = new ArrayList<Recorded>();
        update.cells().forEach(cell -> records.add(Recorded.of(Topic.HEALTH_EVENTS, at, cell)));
        update.defined().forEach(entry -> records.add(Recorded.of(Topic.CATALOG, at, entry)));
        records.add(Recorded.of(Topic.CATALOG, at, update.published()));
        return records;
    }
}

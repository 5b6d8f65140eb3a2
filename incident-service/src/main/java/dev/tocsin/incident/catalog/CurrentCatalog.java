package dev.tocsin.incident.catalog;

import dev.tocsin.engine.catalog.Catalog;

/// The catalog that the service currently uses.
public interface CurrentCatalog {

    /// [Catalog#EMPTY] until the first catalog is read from its topic.
    Catalog get();
}

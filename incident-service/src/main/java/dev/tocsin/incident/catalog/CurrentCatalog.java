package dev.tocsin.incident.catalog;

import dev.tocsin.engine.catalog.Catalog;

/// The catalog by which the service works now.
public interface CurrentCatalog {

    /// [Catalog#EMPTY] until the first was read from its topic.
    Catalog get();
}

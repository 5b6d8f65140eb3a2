package dev.tocsin.contract.catalog;

import dev.tocsin.contract.Event;

/// One entry of the catalog; keyed by kind and id, so that compaction keeps the latest of each.
///
/// A version of the catalog is written in one transaction: the changed entries, a tombstone for each removed one, and
/// last its [CatalogVersionPublished]. A reader gathers entries and adopts them when it sees that record.
public sealed interface CatalogEvent extends Event
        permits PageDefined,
                CorrelationSettingsDefined,
                RegionDefined,
                ComponentDefined,
                VantagePointDefined,
                CheckDefined,
                MaintenancePlanned,
                CatalogVersionPublished {

    /// The version of the catalog that brought this entry, from 1.
    long version();

    @Override
    default String eventId() {
        return key() + "/" + version();
    }
}

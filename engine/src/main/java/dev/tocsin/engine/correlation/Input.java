package dev.tocsin.engine.correlation;

import dev.tocsin.contract.catalog.CatalogEvent;
import dev.tocsin.contract.change.ChangeEvent;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowUpdated;
import dev.tocsin.contract.status.CellStatusEvent;

/// One input of the correlator.
public sealed interface Input {

    /// The name that trace entries give to it.
    String id();

    record Observed(CellStatusEvent event) implements Input {
        @Override
        public String id() {
            return event.eventId();
        }
    }

    /// An entry of the next catalog version; it counts once the version is complete.
    record Catalogued(CatalogEvent entry) implements Input {
        @Override
        public String id() {
            return entry.eventId();
        }
    }

    /// An entry that the next catalog version does not have any more.
    record Uncatalogued(String key) implements Input {
        @Override
        public String id() {
            return key;
        }
    }

    record Changed(ChangeEvent event) implements Input {
        @Override
        public String id() {
            return event.eventId();
        }
    }

    record Planned(WindowUpdated window) implements Input {
        @Override
        public String id() {
            return window.eventId();
        }
    }

    record Ordered(Command command) implements Input {
        @Override
        public String id() {
            return "operator/%s/%s".formatted(command.by(), command.at());
        }
    }
}

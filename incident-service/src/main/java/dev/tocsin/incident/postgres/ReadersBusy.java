package dev.tocsin.incident.postgres;

import jakarta.persistence.PersistenceException;

/// A reader found no connection: there are too many readers, or the database does not answer. It may ask again soon.
public final class ReadersBusy extends PersistenceException {

    ReadersBusy(String message, Exception cause) {
        super(message, cause);
    }
}

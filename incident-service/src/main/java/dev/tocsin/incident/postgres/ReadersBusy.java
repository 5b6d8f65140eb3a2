package dev.tocsin.incident.postgres;

import jakarta.persistence.PersistenceException;
import java.sql.SQLTransientConnectionException;

/// A reader found no connection: there are too many readers, or the database does not answer. It may ask again soon.
public final class ReadersBusy extends PersistenceException {

    ReadersBusy(String message, Exception cause) {
        super(message, cause);
    }

    /// Too many readers wait, so the database was not even asked.
    static final class FullQueue extends SQLTransientConnectionException {

        FullQueue() {
            super("the queue is full");
        }
    }

    /// Whether the database was asked, and had no answer.
    boolean isOfDatabase() {
        return !(getCause() instanceof FullQueue);
    }
}

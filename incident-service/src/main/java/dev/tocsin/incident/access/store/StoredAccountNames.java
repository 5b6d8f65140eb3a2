package dev.tocsin.incident.access.store;

import dev.tocsin.incident.access.AccountNames;
import dev.tocsin.incident.postgres.ReaderSessions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

@ApplicationScoped
class StoredAccountNames implements AccountNames {

    private final ReaderSessions readers;

    StoredAccountNames(ReaderSessions readers) {
        this.readers = readers;
    }

    @Override
    public List<String> all() {
        return readers.read(
                session -> session.createSelectionQuery("select name from AccountEntity order by name", String.class)
                        .getResultList());
    }
}

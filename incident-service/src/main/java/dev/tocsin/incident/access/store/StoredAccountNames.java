package dev.tocsin.incident.access.store;

import dev.tocsin.incident.access.AccountNames;
import dev.tocsin.incident.postgres.ReaderSessions;
import dev.tocsin.support.access.Role;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

@ApplicationScoped
class StoredAccountNames implements AccountNames {

    private final ReaderSessions readers;

    StoredAccountNames(ReaderSessions readers) {
        this.readers = readers;
    }

    @Override
    public List<String> ofOperators() {
        return readers.read(session -> session.createSelectionQuery(
                        "select name from AccountEntity where role <> :customer order by name", String.class)
                .setParameter("customer", Role.CUSTOMER.word())
                .getResultList());
    }
}

package dev.tocsin.incident.writer.store;

import static java.util.stream.Collectors.toMap;

import dev.tocsin.engine.correlation.KnownChange;
import dev.tocsin.incident.postgres.JsonDocuments;
import dev.tocsin.incident.postgres.ReaderSessions;
import dev.tocsin.incident.writer.StoredChanges;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;

@ApplicationScoped
class ChangesReader implements StoredChanges {

    private final ReaderSessions readers;

    ChangesReader(ReaderSessions readers) {
        this.readers = readers;
    }

    @Override
    public Map<String, KnownChange> of(Collection<String> changes) {
        return changes.isEmpty()
                ? Map.of()
                : readers
                        .read(session -> KnowledgeRepository.some(KnowledgeKind.CHANGE, changes, session))
                        .entrySet()
                        .stream()
                        .collect(toMap(
                                Map.Entry::getKey, stored -> JsonDocuments.read(stored.getValue(), KnownChange.class)));
    }
}

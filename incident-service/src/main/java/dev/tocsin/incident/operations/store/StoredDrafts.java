package dev.tocsin.incident.operations.store;

import dev.tocsin.incident.operations.PostmortemDraft;
import dev.tocsin.incident.operations.PostmortemDrafts;
import dev.tocsin.incident.postgres.ReaderSessions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;

@ApplicationScoped
class StoredDrafts implements PostmortemDrafts {

    private final PostmortemDraftRepository drafts;
    private final ReaderSessions readers;

    StoredDrafts(PostmortemDraftRepository drafts, ReaderSessions readers) {
        this.drafts = drafts;
        this.readers = readers;
    }

    @Override
    public Optional<PostmortemDraft> of(String incident) {
        return readers.read(session -> Optional.ofNullable(session.find(PostmortemDraftEntity.class, incident)))
                .map(PostmortemDraftEntity::draft);
    }

    @Override
    @Transactional
    public boolean save(String incident, PostmortemDraft draft) {
        return drafts.save(incident, draft);
    }
}

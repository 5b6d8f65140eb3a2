package dev.tocsin.incident.operations.store;

import dev.tocsin.incident.operations.PostmortemDraft;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class PostmortemDraftRepository implements PanacheRepositoryBase<PostmortemDraftEntity, String> {

    /// One statement, so that of two operators who save at once, one is refused.
    boolean save(String incident, PostmortemDraft draft) {
        return getSession()
                        .createNativeMutationQuery("""
                                insert into postmortem_draft
                                (incident, number, cause, remedy, measures, author, saved_at)
                                values (:incident, :next, :cause, :remedy, :measures, :author, :at)
                                on conflict (incident) do update set number = excluded.number, cause = excluded.cause,
                                remedy = excluded.remedy, measures = excluded.measures, author = excluded.author,
                                saved_at = excluded.saved_at where postmortem_draft.number = :seen""")
                        .setParameter("incident", incident)
                        .setParameter("next", draft.number() + 1)
                        .setParameter("seen", draft.number())
                        .setParameter("cause", draft.cause())
                        .setParameter("remedy", draft.remedy())
                        .setParameter("measures", draft.procedure())
                        .setParameter("author", draft.author())
                        .setParameter("at", draft.at())
                        .executeUpdate()
                == 1;
    }
}

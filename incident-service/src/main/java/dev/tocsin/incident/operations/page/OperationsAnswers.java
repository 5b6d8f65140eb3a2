package dev.tocsin.incident.operations.page;

import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.engine.lifecycle.StoryStep;
import dev.tocsin.incident.access.AccountNames;
import dev.tocsin.incident.operations.FormState;
import dev.tocsin.incident.operations.OperationsPage;
import dev.tocsin.incident.operations.OperationsPage.FailedAction;
import dev.tocsin.incident.operations.PostmortemDraft;
import dev.tocsin.incident.operations.PostmortemDrafts;
import dev.tocsin.incident.operations.Unfolded;
import dev.tocsin.incident.postgres.DatabaseGuard;
import dev.tocsin.incident.trust.live.Audience;
import dev.tocsin.incident.trust.live.CurrentView;
import dev.tocsin.incident.trust.live.Incidents;
import dev.tocsin.incident.trust.pagestream.Broadcast.ShownPicture;
import dev.tocsin.incident.writer.store.IncidentStore;
import dev.tocsin.support.access.Caller;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Makes an incident's page for one request: the picture that all readers share, and the forms of this reader.
@ApplicationScoped
class OperationsAnswers {

    private final CurrentView live;
    private final IncidentStore store;
    private final PostmortemDrafts drafts;
    private final AccountNames accounts;
    private final Caller caller;
    private final OperationsFeed feed;
    private final DatabaseGuard database;
    private final Clock clock;

    OperationsAnswers(
            CurrentView live,
            IncidentStore store,
            PostmortemDrafts drafts,
            AccountNames accounts,
            Caller caller,
            OperationsFeed feed,
            DatabaseGuard database,
            Clock clock) {
        this.live = live;
        this.store = store;
        this.drafts = drafts;
        this.accounts = accounts;
        this.caller = caller;
        this.feed = feed;
        this.database = database;
        this.clock = clock;
    }

    /// @param done what was just done, in a sentence; or null
    /// @param revised the number of the update that the reader wants to edit, or null
    TemplateInstance page(String id, Unfolded unfolded, @Nullable String done, @Nullable Long revised) {
        var forms = new FormState(null, null, draft(id), people(), revised);
        return page(feed.shown(incident(id), unfolded), forms, Entries.NONE, done);
    }

    /// The form once more, with the entries and their errors.
    Response again(int status, String id, FailedAction failed, Entries entries) {
        return answer(status, id, entries, _ -> new FormState(failed, null, draft(id), people(), entries.update));
    }

    /// The form once more, with the update as customers will see it.
    Response preview(String id, Entries entries) {
        return answer(
                200,
                id,
                entries,
                page -> new FormState(
                        null, page.update(entries.of("template"), entries.of("text")), draft(id), people(), null));
    }

    OperationsPage picture(String id) {
        return feed.shown(incident(id), Unfolded.NOTHING).picture();
    }

    /// The incident as it is in the database; while that does not answer, as it was last published.
    IncidentSnapshot incident(String id) {
        try {
            return database.read(() -> store.one(id)).map(StoryStep::snapshotOf).orElseThrow(NotFoundException::new);
        } catch (PersistenceException e) {
            return Incidents.one(live.view(), Audience.OPERATORS, id).orElseThrow(() -> e);
        }
    }

    private Response answer(int status, String id, Entries entries, Function<OperationsPage, FormState> forms) {
        var shown = feed.shown(incident(id), Unfolded.NOTHING);
        return Response.status(status)
                .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                .entity(page(shown, forms.apply(shown.picture()), entries, null))
                .build();
    }

    private TemplateInstance page(
            ShownPicture<OperationsPage> shown, FormState forms, Entries entries, @Nullable String done) {
        return OperationsTemplates.page(
                shown.picture().with(forms), entries, done, !database.isAnswering(), shown.revision(), clock.instant());
    }

    /// Whether another operator saved a draft since this form was made.
    boolean hasUnseenDraft(String id, Entries entries) {
        return entries.number != null
                && drafts.of(id)
                        .filter(draft -> !Objects.equals(draft.number(), entries.draft))
                        .isPresent();
    }

    /// The reader first, who may have no account here; while the database does not answer, nobody else.
    private List<String> people() {
        return Stream.concat(Stream.of(caller.name()), accounts().stream())
                .distinct()
                .toList();
    }

    private List<String> accounts() {
        try {
            return database.read(accounts::ofOperators);
        } catch (PersistenceException _) {
            return List.of();
        }
    }

    /// Null also while the database does not answer.
    private @Nullable PostmortemDraft draft(String id) {
        try {
            return database.read(() -> drafts.of(id)).orElse(null);
        } catch (PersistenceException _) {
            return null;
        }
    }
}

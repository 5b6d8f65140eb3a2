package dev.tocsin.incident.operations.page;

import dev.tocsin.incident.dashboard.OpsPage;
import dev.tocsin.incident.form.EnteredId;
import dev.tocsin.incident.operations.OperationsPage.FailedAction;
import dev.tocsin.incident.operations.OperatorAction;
import dev.tocsin.incident.operations.PostmortemDraft;
import dev.tocsin.incident.operations.PostmortemDrafts;
import dev.tocsin.support.access.Permissions;
import dev.tocsin.support.problem.Problem.FieldError;
import dev.tocsin.support.problem.UnsafeCharacters;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/// Saves the draft of a postmortem, unless another operator saved one that this one has not seen.
@Path("/ops/incident/draft")
@Blocking
class DraftPages {

    static final String DONE = "draft";

    static final String OUTDATED =
            "another operator saved a draft since this form was loaded; take over what is missing, and save again";

    private final PostmortemDrafts drafts;
    private final OperationsAnswers answers;
    private final Clock clock;

    DraftPages(PostmortemDrafts drafts, OperationsAnswers answers, Clock clock) {
        this.drafts = drafts;
        this.answers = answers;
        this.clock = clock;
    }

    @POST
    @PermissionsAllowed(Permissions.INCIDENTS_WRITE)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response save(
            @RestForm("id") @Nullable String incidentId, @BeanParam Entries entries, @Context SecurityContext who) {
        var id = EnteredId.of(incidentId);
        var incident = answers.incident(id);
        var errors = errors(entries);
        if (!errors.isEmpty()) {
            return answers.again(
                    400, id, new FailedAction(OperatorAction.POSTMORTEM, "a text is wrong", errors), entries);
        }
        var by = Objects.requireNonNull(who.getUserPrincipal()).getName();
        var next = new PostmortemDraft(
                Objects.requireNonNullElse(entries.draft, 0L),
                entries.of("cause"),
                entries.of("remedy"),
                entries.of("procedure"),
                by,
                clock.instant());
        return drafts.save(incident.key(), next)
                ? Response.seeOther(URI.create(OpsPage.INCIDENT + incident.key() + "&done=" + DONE))
                        .build()
                : answers.again(409, id, new FailedAction(OperatorAction.POSTMORTEM, OUTDATED), entries);
    }

    private static List<FieldError> errors(Entries entries) {
        return Stream.of("cause", "remedy", "procedure")
                .flatMap(field -> whyWrong(entries.of(field)).map(why -> new FieldError(field, why)).stream())
                .toList();
    }

    private static Optional<String> whyWrong(String text) {
        if (UnsafeCharacters.areIn(text)) {
            return Optional.of(UnsafeCharacters.MESSAGE);
        }
        return text.length() > PostmortemDraft.LONGEST
                ? Optional.of("must have at most %,d characters".formatted(PostmortemDraft.LONGEST))
                : Optional.empty();
    }
}

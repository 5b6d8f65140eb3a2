package dev.tocsin.incident.operations.page;

import dev.tocsin.engine.lifecycle.StoryStep;
import dev.tocsin.incident.dashboard.OpsPage;
import dev.tocsin.incident.operations.ActionResult;
import dev.tocsin.incident.operations.OperationsPage;
import dev.tocsin.incident.operations.OperationsPage.FailedAction;
import dev.tocsin.incident.operations.OperatorAction;
import dev.tocsin.incident.operations.api.OperatorCommands;
import dev.tocsin.incident.recurrence.RecurrenceFinder;
import dev.tocsin.incident.trust.live.Audience;
import dev.tocsin.incident.trust.live.CurrentView;
import dev.tocsin.incident.trust.story.StorySource;
import dev.tocsin.incident.writer.store.IncidentStore;
import dev.tocsin.support.access.Permissions;
import dev.tocsin.support.problem.Problem;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// Shows an incident as it is in the database, so that an action shows at once, and takes actions by form.
@Path("/ops/incident")
@PermissionsAllowed(Permissions.STATUS_READ)
@Blocking
@Produces(MediaType.TEXT_HTML)
class OperationsPages {

    private final CurrentView live;
    private final IncidentStore store;
    private final RecurrenceFinder recurrences;
    private final StorySource stories;
    private final OperatorCommands orders;
    private final Clock clock;

    OperationsPages(
            CurrentView live,
            IncidentStore store,
            RecurrenceFinder recurrences,
            StorySource stories,
            OperatorCommands orders,
            Clock clock) {
        this.live = live;
        this.store = store;
        this.recurrences = recurrences;
        this.stories = stories;
        this.orders = orders;
        this.clock = clock;
    }

    /// @param done the action that was just done
    @GET
    public TemplateInstance page(@RestQuery String id, @RestQuery @Nullable String done) {
        var what = done == null ? null : OperatorAction.named(done).orElse(null);
        return OperationsTemplates.page(operations(id, null), Entries.NONE, what, clock.instant());
    }

    @POST
    @PermissionsAllowed(Permissions.INCIDENTS_WRITE)
    @Path("{action}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response order(
            @RestPath String action, @RestForm String id, @BeanParam Entries entries, @Context SecurityContext who) {
        var what = OperatorAction.named(action).orElseThrow(NotFoundException::new);
        var now = clock.instant();
        var by = Objects.requireNonNull(who.getUserPrincipal()).getName();
        var isAsked = what.isFinal() && entries.confirmed == null;
        var outcome = isAsked
                ? orders.rehearse(what, id, entries.body(what, now), by)
                : orders.give(what, id, entries.body(what, now), by);
        return switch (outcome) {
            case ActionResult.Done(var _, var effects)
            when isAsked ->
                Response.ok(OperationsTemplates.confirm(operations(id, null), what, entries, effects, now))
                        .build();
            case ActionResult.Done(var incident, var _) ->
                Response.seeOther(URI.create(OpsPage.INCIDENT + incident.key() + "&done=" + what.id()))
                        .build();
            case ActionResult.Wrong(var errors) ->
                again(400, id, new FailedAction(what, Problem.ofFields(errors).detail(), errors), entries);
            case ActionResult.Impossible(var why) -> again(409, id, new FailedAction(what, why, List.of()), entries);
            case ActionResult.Unknown _ -> throw new NotFoundException();
        };
    }

    /// The form once more, with the entries and their errors.
    private Response again(int status, String id, FailedAction failed, Entries entries) {
        return Response.status(status)
                .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                .entity(OperationsTemplates.page(operations(id, failed), entries, null, clock.instant()))
                .build();
    }

    private OperationsPage operations(String id, @Nullable FailedAction failed) {
        var incident = store.one(id).map(StoryStep::snapshotOf).orElseThrow(NotFoundException::new);
        var view = live.view();
        var story = stories.of(incident, view, Audience.OPERATORS);
        return OperationsPage.of(view, incident, story, recurrences.of(id), failed, clock.instant());
    }

    @CheckedTemplate(basePath = "operations")
    static final class OperationsTemplates {

        private OperationsTemplates() {}

        static native TemplateInstance page(
                OperationsPage operations, Entries entries, @Nullable OperatorAction done, Instant now);

        static native TemplateInstance confirm(
                OperationsPage operations, OperatorAction action, Entries entries, List<String> effects, Instant now);
    }
}

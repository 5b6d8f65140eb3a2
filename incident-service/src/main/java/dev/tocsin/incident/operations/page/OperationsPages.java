package dev.tocsin.incident.operations.page;

import dev.tocsin.incident.catalog.CurrentCatalog;
import dev.tocsin.incident.dashboard.OpsPage;
import dev.tocsin.incident.form.EnteredId;
import dev.tocsin.incident.operations.ActionResult;
import dev.tocsin.incident.operations.OperationsPage.FailedAction;
import dev.tocsin.incident.operations.OperatorAction;
import dev.tocsin.incident.operations.Unfolded;
import dev.tocsin.incident.operations.api.OperatorCommands;
import dev.tocsin.incident.trust.pagestream.LiveStreams;
import dev.tocsin.support.access.Permissions;
import dev.tocsin.support.problem.Problem;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.net.URI;
import java.time.Clock;
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

    static final String OPENED = "open";

    private static final String OUTDATED =
            "the incident has changed since this form was loaded; check your entries, and send them again";

    private final OperationsAnswers answers;
    private final OperationsFeed feed;
    private final OperatorCommands orders;
    private final CurrentCatalog catalog;
    private final Clock clock;

    OperationsPages(
            OperationsAnswers answers,
            OperationsFeed feed,
            OperatorCommands orders,
            CurrentCatalog catalog,
            Clock clock) {
        this.answers = answers;
        this.feed = feed;
        this.orders = orders;
        this.catalog = catalog;
        this.clock = clock;
    }

    /// @param all the part that is shown whole, such as `charts`
    /// @param done the action that was just done
    /// @param edit the number of the update to edit or withdraw
    @GET
    public TemplateInstance page(
            @RestQuery @DefaultValue("") String id,
            @RestQuery @Nullable String all,
            @RestQuery @Nullable String done,
            @RestQuery @Nullable Long edit) {
        return answers.page(id, Unfolded.named(all), done == null ? null : sentence(done), edit);
    }

    /// @param known the revision that the reader knows, or null
    @GET
    @Path("live")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Multi<OutboundSseEvent> live(
            @RestQuery @DefaultValue("") String id,
            @RestQuery @Nullable String all,
            @RestQuery(LiveStreams.KNOWN) @Nullable String known,
            Sse sse) {
        return feed.follow(answers.incident(id), Unfolded.named(all), known, sse);
    }

    @POST
    @PermissionsAllowed(Permissions.INCIDENTS_WRITE)
    @Path("{action}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response order(
            @RestPath String action,
            @RestForm("id") @Nullable String incidentId,
            @BeanParam Entries entries,
            @Context SecurityContext who) {
        var id = EnteredId.of(incidentId);
        var what = OperatorAction.named(action).orElseThrow(NotFoundException::new);
        var now = clock.instant();
        var by = Objects.requireNonNull(who.getUserPrincipal()).getName();
        if (what == OperatorAction.POSTMORTEM && answers.hasUnseenDraft(id, entries)) {
            return answers.again(409, id, new FailedAction(what, DraftPages.OUTDATED), entries);
        }
        var isPreviewed = what == OperatorAction.UPDATES && entries.preview != null;
        var isAsked = what.isConfirmed() && entries.confirmed == null;
        var outcome = isPreviewed || isAsked
                ? orders.rehearse(what, id, entries.body(what, catalog.get(), now), by, entries.number)
                : orders.give(what, id, entries.body(what, catalog.get(), now), by, entries.number);
        return switch (outcome) {
            case ActionResult.Done _ when isPreviewed -> answers.preview(id, entries);
            case ActionResult.Done(var _, var effects)
            when isAsked ->
                Response.ok(OperationsTemplates.confirm(answers.picture(id), what, entries, effects, now))
                        .build();
            case ActionResult.Done(var incident, var _) ->
                Response.seeOther(URI.create(OpsPage.INCIDENT + incident.key() + "&done=" + what.id()))
                        .build();
            case ActionResult.Wrong(var errors) ->
                answers.again(
                        400, id, new FailedAction(what, Problem.ofFields(errors).detail(), errors), entries);
            case ActionResult.Impossible(var why) -> answers.again(409, id, new FailedAction(what, why), entries);
            case ActionResult.Outdated(var changes) ->
                answers.again(409, id, new FailedAction(what, OUTDATED, List.of(), changes), entries);
            case ActionResult.Unknown _ -> throw new NotFoundException();
        };
    }

    private static @Nullable String sentence(String done) {
        return switch (done) {
            case DraftPages.DONE -> "Draft saved. Only operators see it.";
            case OPENED -> "Opened by hand.";
            default ->
                OperatorAction.named(done).map(action -> action.past() + ".").orElse(null);
        };
    }
}

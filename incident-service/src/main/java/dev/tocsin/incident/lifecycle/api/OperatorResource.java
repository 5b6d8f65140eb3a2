package dev.tocsin.incident.lifecycle.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tocsin.contract.Severity;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.incident.access.http.Roles;
import dev.tocsin.incident.catalog.CurrentCatalog;
import dev.tocsin.incident.correlation.Command;
import dev.tocsin.incident.correlation.Command.CorrectImpact;
import dev.tocsin.incident.correlation.Command.Merge;
import dev.tocsin.incident.correlation.Command.Resolve;
import dev.tocsin.incident.correlation.Command.Split;
import dev.tocsin.incident.correlation.Decision;
import dev.tocsin.incident.correlation.Refusal.Impossible;
import dev.tocsin.incident.correlation.Refusal.Unknown;
import dev.tocsin.incident.correlation.Refusal.Wrong;
import dev.tocsin.incident.lifecycle.Incident;
import dev.tocsin.incident.lifecycle.Told;
import dev.tocsin.incident.lifecycle.UpdateTemplate;
import dev.tocsin.incident.lifecycle.outbox.Relay;
import dev.tocsin.incident.lifecycle.store.IncidentStore;
import dev.tocsin.incident.problem.Fields;
import dev.tocsin.incident.problem.Problem;
import dev.tocsin.incident.problem.Problem.FieldError;
import dev.tocsin.incident.problem.http.Problems;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/// What operators do to an incident, under the same lock as the correlator: each is one transaction.
@Path("/api/v1/incidents/{id}")
@RolesAllowed(Roles.OPERATOR)
@Blocking
@Tag(name = "What operators do")
@SecurityRequirement(name = "operator-token")
@APIResponse(responseCode = "200", description = "The incident after it")
@APIResponse(responseCode = "400", description = "Something is wrong with it; nothing changed")
@APIResponse(responseCode = "404", description = "There is no such incident, or it is over too long")
@APIResponse(responseCode = "409", description = "It is right, but not for this incident as it stands; nothing changed")
class OperatorResource {

    private static final int LONGEST = 20_000;

    private final IncidentStore store;
    private final Relay relay;
    private final CurrentCatalog catalog;
    private final Clock clock;

    OperatorResource(IncidentStore store, Relay relay, CurrentCatalog catalog, Clock clock) {
        this.store = store;
        this.relay = relay;
        this.catalog = catalog;
        this.clock = clock;
    }

    @POST
    @Path("acknowledge")
    @Operation(summary = "Take it on")
    public IncidentSnapshot acknowledge(@RestPath String id, @Context SecurityContext who) throws SQLException {
        return change(id, name(who) + " took it on", incident -> incident.acknowledge(name(who), clock.instant()));
    }

    @POST
    @Path("updates")
    @Operation(summary = "Tell customers", description = """
                    `text` in Markdown, or `template`: investigating, identified, monitoring or resolved; and, if the next \
                    is promised, `nextUpdateBy`.""")
    public IncidentSnapshot post(@RestPath String id, @Nullable JsonNode body, @Context SecurityContext who)
            throws SQLException {
        var form = new Form(body, "text", "template", "nextUpdateBy");
        var text = form.fields.optionalText("text", LONGEST);
        var template = form.template(text != null);
        var next = form.body.hasNonNull("nextUpdateBy") ? form.fields.time("nextUpdateBy") : null;
        form.end();
        return change(id, name(who) + " told customers", incident -> {
            var said = template == null
                    ? Objects.requireNonNull(text)
                    : template.fill(Told.snapshotOf(incident), catalog.get());
            return incident.post(name(who), said, next, clock.instant());
        });
    }

    @POST
    @Path("correct")
    @Operation(
            summary = "Correct title or severity",
            description = "`title`, `severity` or both, with the `reason`; it holds until the machine finds worse.")
    public IncidentSnapshot correct(@RestPath String id, @Nullable JsonNode body, @Context SecurityContext who)
            throws SQLException {
        var form = new Form(body, "title", "severity", "reason");
        var title = form.fields.optionalText("title", 200);
        var severity = form.fields.optionalOneOf("severity", Severity.class);
        var reason = form.fields.text("reason", LONGEST);
        form.end();
        return order(
                new CorrectImpact(id, name(who), title, severity, Objects.requireNonNull(reason), clock.instant()));
    }

    @POST
    @Path("resolve")
    @Operation(
            summary = "Call it over",
            description = "While cells are bad it wants a `reason`, and those open nothing until each was up once.")
    public IncidentSnapshot resolve(@RestPath String id, @Nullable JsonNode body, @Context SecurityContext who)
            throws SQLException {
        var form = new Form(body, "reason");
        var reason = form.fields.optionalText("reason", LONGEST);
        form.end();
        return order(new Resolve(id, name(who), reason, clock.instant()));
    }

    @POST
    @Path("merge")
    @Operation(
            summary = "Merge it into another",
            description = "`into` goes on with its outages; who was told of this one is told where it went.")
    public IncidentSnapshot merge(@RestPath String id, @Nullable JsonNode body, @Context SecurityContext who)
            throws SQLException {
        var form = new Form(body, "into");
        var into = form.fields.text("into", 12);
        form.end();
        return order(new Merge(id, Objects.requireNonNull(into), name(who), clock.instant()));
    }

    @POST
    @Path("split")
    @Operation(summary = "Split cells off into an incident of their own", description = "Answers with the new one.")
    public IncidentSnapshot split(@RestPath String id, @Nullable JsonNode body, @Context SecurityContext who)
            throws SQLException {
        var form = new Form(body, "cells");
        var cells = form.fields.cells("cells");
        form.end();
        return order(new Split(id, cells, name(who), clock.instant()));
    }

    @POST
    @Path("postmortem")
    @Operation(
            summary = "Publish the postmortem of one that is over",
            description = "`cause`, `remedy` and `procedure`, which is what changes in procedure; in Markdown.")
    public IncidentSnapshot postmortem(@RestPath String id, @Nullable JsonNode body, @Context SecurityContext who)
            throws SQLException {
        var form = new Form(body, "cause", "remedy", "procedure");
        var cause = form.fields.text("cause", LONGEST);
        var remedy = form.fields.text("remedy", LONGEST);
        var procedure = form.fields.text("procedure", LONGEST);
        form.end();
        return change(id, name(who) + " published the postmortem", incident -> {
            if (incident.isOpen()) {
                throw conflict("incident %s is not over yet".formatted(id));
            }
            return incident.publishPostmortem(
                    name(who),
                    Objects.requireNonNull(cause),
                    Objects.requireNonNull(remedy),
                    Objects.requireNonNull(procedure),
                    clock.instant());
        });
    }

    /// What the correlator need not think about, of any incident that is stored.
    private IncidentSnapshot change(String id, String what, Function<Incident, Told> change) throws SQLException {
        var told = store.change(id, what, change).orElseThrow(() -> unknown("There is no incident %s.".formatted(id)));
        relay.wake();
        return told.snapshot();
    }

    /// What the correlator decides about.
    private IncidentSnapshot order(Command command) throws SQLException {
        var decision = store.order(command);
        switch (decision.refusal()) {
            case null -> relay.wake();
            case Unknown(var why) -> throw unknown(why);
            case Impossible(var why) -> throw conflict(why);
            case Wrong(var field, var why) -> throw wrong(List.of(new FieldError(field, why)));
        }
        return after(decision, command);
    }

    private static IncidentSnapshot after(Decision decision, Command command) {
        var others =
                decision.told().stream().filter(told -> !told.incident().id().equals(command.incident()));
        var own = decision.told().stream().filter(told -> told.incident().id().equals(command.incident()));
        return (command instanceof Split ? others : own)
                .reduce((_, last) -> last)
                .orElseThrow()
                .snapshot();
    }

    private static NotFoundException unknown(String why) {
        return new NotFoundException(Problems.response(Problem.of(404, "Not Found", why)));
    }

    private static ClientErrorException conflict(String why) {
        return new ClientErrorException(Problems.response(Problem.of(409, "Conflict", why)));
    }

    private static BadRequestException wrong(List<FieldError> errors) {
        return new BadRequestException(Problems.response(Problem.ofFields(errors)));
    }

    private static String name(SecurityContext who) {
        var principal = who.getUserPrincipal();
        return principal == null ? Roles.OPERATOR : principal.getName();
    }

    /// A body's fields; no body is one without any.
    private static final class Form {

        private final JsonNode body;
        private final Fields fields;
        private final List<FieldError> errors = new ArrayList<>();

        Form(@Nullable JsonNode body, String... known) {
            this.body = body == null ? JsonNodeFactory.instance.objectNode() : body;
            this.fields = Fields.of(this.body, "", new LinkedHashSet<>(List.of(known)), errors);
        }

        @Nullable
        UpdateTemplate template(boolean hasText) {
            var name = fields.optionalText("template", 63);
            var template = name == null ? null : UpdateTemplate.named(name).orElse(null);
            if (name != null && template == null) {
                fields.wrong("template", "must be one of %s".formatted(String.join(", ", UpdateTemplate.names())));
            } else if (!body.has("text") && name == null) {
                fields.wrong("text", "is missing; or name a template");
            } else if (hasText && name != null) {
                fields.wrong("template", "stands for a text; give one of the two");
            }
            return template;
        }

        void end() {
            if (!errors.isEmpty()) {
                throw wrong(errors);
            }
        }
    }
}

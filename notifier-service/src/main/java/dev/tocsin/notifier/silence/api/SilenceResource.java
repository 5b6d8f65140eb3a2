package dev.tocsin.notifier.silence.api;

import static dev.tocsin.notifier.database.WordConverter.word;

import dev.tocsin.notifier.audit.http.ActionAudit;
import dev.tocsin.notifier.http.Page;
import dev.tocsin.notifier.silence.Silence;
import dev.tocsin.notifier.silence.SilenceForm;
import dev.tocsin.notifier.silence.SilenceForm.CheckedSilenceForm;
import dev.tocsin.notifier.silence.SilencePeriod;
import dev.tocsin.notifier.silence.store.SilenceRepository;
import dev.tocsin.notifier.subscription.FieldProblem;
import dev.tocsin.notifier.subscription.api.Subscriptions;
import dev.tocsin.support.access.OperatorToken;
import dev.tocsin.support.access.Permissions;
import dev.tocsin.support.problem.Declined;
import dev.tocsin.support.problem.Problem.FieldError;
import io.quarkus.security.PermissionsAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/silences")
@PermissionsAllowed(Permissions.STATUS_READ)
@Tag(name = "Silences")
@SecurityRequirement(name = "operator-token")
public class SilenceResource {

    private final SilenceRepository silences;
    private final Subscriptions subscriptions;
    private final ActionAudit audit;
    private final Clock clock = Clock.systemUTC();

    SilenceResource(SilenceRepository silences, Subscriptions subscriptions, ActionAudit audit) {
        this.silences = silences;
        this.subscriptions = subscriptions;
        this.audit = audit;
    }

    /// @param state `scheduled`, `active` or `over`
    /// @param period that is in force, or the next one; null when it is over
    /// @param repeats null where it is in force from its start to its end
    /// @param lastsMillis null where it does not repeat
    /// @param zone null where it does not repeat
    /// @param endedBy the operator who ended it early, or null
    public record SilenceView(
            String id,
            String state,
            List<String> regions,
            List<String> components,
            List<String> incidents,
            List<String> subscriptions,
            String reason,
            String owner,
            Instant createdAt,
            Instant startsAt,
            Instant endsAt,
            @Nullable SilencePeriod period,
            @Nullable String repeats,
            @Nullable Long lastsMillis,
            @Nullable String zone,
            @Nullable String endedBy) {

        static SilenceView of(Silence silence, Instant now) {
            var scope = silence.scope();
            var recurrence = silence.recurrence();
            return new SilenceView(
                    silence.id(),
                    word(silence.state(now)),
                    scope.regions(),
                    scope.components(),
                    scope.incidents(),
                    scope.subscriptions(),
                    silence.reason(),
                    silence.owner(),
                    silence.createdAt(),
                    silence.startsAt(),
                    silence.endsAt(),
                    silence.period(now).orElse(null),
                    recurrence == null ? null : recurrence.rule(),
                    recurrence == null ? null : recurrence.lasts().toMillis(),
                    recurrence == null ? null : recurrence.zone().getId(),
                    silence.endedBy());
        }
    }

    @GET
    @Operation(
            summary = "Silences, the newest first, 100 a page",
            description = "Silences that have ended are listed only with `over=true`.")
    public Page<SilenceView> list(
            @QueryParam("over") @DefaultValue("false") boolean over, @QueryParam("after") @Nullable String after) {
        var now = clock.instant();
        var found = silences.newestFirst(over, after, Page.MOST + 1, now).stream()
                .map(silence -> SilenceView.of(silence, now))
                .toList();
        return Page.of(found, SilenceView::id);
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "One silence")
    public SilenceView show(@PathParam("id") String id) {
        return SilenceView.of(silences.lookUp(id).orElseThrow(SilenceResource::unknown), clock.instant());
    }

    @POST
    @PermissionsAllowed(Permissions.SILENCES_WRITE)
    @Transactional
    @Operation(
            summary = "Mute notices by region, component, incident or subscription, until a time",
            description =
                    "At least one of the four lists must have an entry. A notice is muted if it matches all of them;"
                            + " an empty list matches all. Subscribers who got an opening before still get the closing."
                            + " If an incident is open when the silence ends, muted subscribers get one notice of its"
                            + " state.")
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = SilenceView.class)))
    public Response make(@Nullable SilenceForm form, @Context SecurityContext who) {
        if (form == null) {
            throw Declined.badRequest("The body must be an object with what to mute, a reason and endsAt.");
        }
        var now = clock.instant();
        var catalog = subscriptions.catalog();
        if (catalog.isEmpty()) {
            throw Declined.of(
                    Status.SERVICE_UNAVAILABLE, "The catalog is not loaded yet; please try again in a moment.");
        }
        return switch (form.check(catalog, subscriptions.newId(), name(who), now)) {
            case CheckedSilenceForm.Wrong(var problems) -> throw wrong(problems.stream());
            case CheckedSilenceForm.Right(var silence) -> {
                refuseUnknown(silence);
                silences.make(silence);
                audit.note(
                        "Create silence", silence.id(), "Until %s: %s".formatted(silence.endsAt(), silence.reason()));
                yield Response.status(Status.CREATED)
                        .entity(SilenceView.of(silence, now))
                        .build();
            }
        };
    }

    @POST
    @PermissionsAllowed(Permissions.SILENCES_WRITE)
    @Path("/{id}/end")
    @Transactional
    @Operation(summary = "End a silence now", description = "A silence that has ended stays as it is.")
    public SilenceView end(@PathParam("id") String id, @Context SecurityContext who) {
        var now = clock.instant();
        var silence = silences.end(id, name(who), now).orElseThrow(SilenceResource::unknown);
        audit.note("End silence", id, silence.endsAt().equals(now) ? "Ended" : "It was over already");
        return SilenceView.of(silence, now);
    }

    private void refuseUnknown(Silence silence) {
        var scope = silence.scope();
        var incidents = silences.unknownIncidents(scope.incidents()).stream()
                .map(id -> new FieldProblem("incidents", "names %s, which does not exist".formatted(id)));
        var subscribers = silences.unknownSubscriptions(scope.subscriptions()).stream()
                .map(id -> new FieldProblem("subscriptions", "names %s, which does not exist".formatted(id)));
        var unknown = Stream.concat(incidents, subscribers).toList();
        if (!unknown.isEmpty()) {
            throw wrong(unknown.stream());
        }
    }

    private static Declined wrong(Stream<FieldProblem> problems) {
        return Declined.of(
                Status.BAD_REQUEST,
                "The silence was not created.",
                problems.map(problem -> new FieldError(problem.field(), problem.message()))
                        .toList());
    }

    private static Declined unknown() {
        return Declined.notFound("There is no such silence.");
    }

    private static String name(SecurityContext who) {
        return Optional.ofNullable(who.getUserPrincipal())
                .map(Principal::getName)
                .orElse(OperatorToken.USER);
    }
}

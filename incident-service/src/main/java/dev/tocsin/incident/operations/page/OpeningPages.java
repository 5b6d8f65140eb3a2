package dev.tocsin.incident.operations.page;

import dev.tocsin.contract.Severity;
import dev.tocsin.incident.catalog.CurrentCatalog;
import dev.tocsin.incident.dashboard.OpsPage;
import dev.tocsin.incident.form.FormErrors;
import dev.tocsin.incident.operations.ActionResult;
import dev.tocsin.incident.operations.api.OpeningCommands;
import dev.tocsin.support.access.Caller;
import dev.tocsin.support.access.Permissions;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// The form that opens an incident by hand, and its effects, which the operator confirms.
@Path("/ops/incidents/new")
@PermissionsAllowed(Permissions.INCIDENTS_WRITE)
@Blocking
@Produces(MediaType.TEXT_HTML)
class OpeningPages {

    private final OpeningCommands openings;
    private final CurrentCatalog catalog;
    private final Caller caller;
    private final Clock clock;

    OpeningPages(OpeningCommands openings, CurrentCatalog catalog, Caller caller, Clock clock) {
        this.openings = openings;
        this.catalog = catalog;
        this.caller = caller;
        this.clock = clock;
    }

    /// @param cells the cells with which the form begins
    @GET
    public TemplateInstance form(@RestQuery @Nullable String cells) {
        return form(OpeningEntries.blank(cells), FormErrors.NONE);
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response open(@BeanParam OpeningEntries entries) {
        var body = entries.body(catalog.get(), clock.instant());
        var key = entries.of("key").isEmpty() ? null : entries.of("key");
        var result = entries.isConfirmed()
                ? openings.open(body, caller.name(), key)
                : openings.rehearse(body, caller.name(), key);
        return switch (result) {
            case ActionResult.Done(var incident, var effects)
            when !entries.isConfirmed() && !effects.isEmpty() ->
                Response.ok(OpeningTemplates.effects(incident.incident().title(), entries, effects))
                        .build();
            case ActionResult.Done(var incident, var _) ->
                Response.seeOther(URI.create(OpsPage.INCIDENT + incident.key() + "&done=" + OperationsPages.OPENED))
                        .build();
            case ActionResult.Wrong(var errors) ->
                again(400, entries, FormErrors.ofFields(OpeningEntries.LABELS, errors));
            case ActionResult.Impossible(var why) -> again(409, entries, conflict(why));
            case ActionResult.Outdated(var changes) -> again(409, entries, conflict(String.join(" ", changes)));
            case ActionResult.Unknown(var why) -> again(409, entries, conflict(why));
        };
    }

    private static FormErrors conflict(String why) {
        return FormErrors.conflict("Nothing was opened: %s.".formatted(why));
    }

    private Response again(int status, OpeningEntries entries, FormErrors errors) {
        return Response.status(status)
                .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                .entity(form(entries, errors))
                .build();
    }

    private static TemplateInstance form(OpeningEntries entries, FormErrors errors) {
        var severities = Arrays.stream(Severity.values())
                .map(severity -> severity.name().toLowerCase(Locale.ROOT))
                .toList();
        return OpeningTemplates.opening(entries, severities, errors);
    }

    @CheckedTemplate(basePath = "operations")
    static final class OpeningTemplates {

        private OpeningTemplates() {}

        static native TemplateInstance opening(OpeningEntries entries, List<String> severities, FormErrors errors);

        /// @param title the title that the incident gets
        static native TemplateInstance effects(String title, OpeningEntries entries, List<String> effects);
    }
}

package dev.tocsin.incident.notices.page;

import dev.tocsin.engine.catalog.DisplayNames;
import dev.tocsin.incident.audit.AuditLog;
import dev.tocsin.incident.catalog.CurrentCatalog;
import dev.tocsin.incident.form.FormErrors;
import dev.tocsin.incident.notices.ListPart;
import dev.tocsin.incident.notices.NotifierAnswer.Success;
import dev.tocsin.incident.notices.NotifierAnswer.Unreachable;
import dev.tocsin.incident.notices.NotifierTrouble;
import dev.tocsin.incident.notices.ReceiverRow;
import dev.tocsin.incident.notices.rest.Notifier;
import dev.tocsin.support.access.Caller;
import dev.tocsin.support.access.Permissions;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// Receivers that are slow, failing or paused, and the end of a pause.
@Path("/ops/receivers")
@PermissionsAllowed(Permissions.DELIVERIES_READ)
@Blocking
@Produces(MediaType.TEXT_HTML)
class ReceiverPages {

    private static final String RECEIVERS = "/ops/receivers";

    private final Notifier notifier;
    private final AuditLog audit;
    private final CurrentCatalog catalog;
    private final Caller caller;
    private final Clock clock;

    ReceiverPages(Notifier notifier, AuditLog audit, CurrentCatalog catalog, Caller caller, Clock clock) {
        this.notifier = notifier;
        this.audit = audit;
        this.catalog = catalog;
        this.caller = caller;
        this.clock = clock;
    }

    /// @param receivers null while notifier-service does not answer
    /// @param next the path of the next page, or null
    record ReceiverList(
            @Nullable List<ReceiverRow> receivers,
            @Nullable NotifierTrouble trouble,
            @Nullable String next,
            boolean mayResume,
            ZoneId zone) {}

    /// @param done given when a receiver was just resumed
    @GET
    public TemplateInstance page(@RestQuery @Nullable String after, @RestQuery @Nullable String done) {
        return page(FilterWords.orNull(after), FormErrors.NONE, done);
    }

    @POST
    @PermissionsAllowed(Permissions.SUBSCRIPTIONS_WRITE)
    @Path("resume")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response resume(@RestForm("id") @Nullable String entry) {
        var id = NotifierForms.id(entry);
        var answer = notifier.run((api, actor) -> api.resume(actor, id));
        if (answer instanceof Success<Boolean>) {
            audit.note(caller.name(), "Resume receiver", id);
            return NotifierForms.see(URI.create(RECEIVERS + "?done=resume"));
        }
        var errors = NotifierForms.errors(Map.of(), answer);
        var page = answer instanceof Unreachable
                ? ReceiverTemplates.receivers(
                        new ReceiverList(null, null, null, true, zone()), errors, null, clock.instant())
                : page(null, errors, null);
        return NotifierForms.page(NotifierForms.status(answer), page);
    }

    private TemplateInstance page(@Nullable String after, FormErrors errors, @Nullable String done) {
        var answer = NotifierForms.shown(notifier.ask(api -> api.failingReceivers(after)));
        var part = answer.asOptional();
        var list = new ReceiverList(
                part.map(ListPart::items).orElse(null),
                answer instanceof Unreachable<?>(var trouble) ? trouble : null,
                part.map(ListPart::next).map(ReceiverPages::next).orElse(null),
                caller.may(Permissions.SUBSCRIPTIONS_WRITE),
                zone());
        return ReceiverTemplates.receivers(list, errors, done, clock.instant());
    }

    private static String next(String after) {
        var path = UriBuilder.fromPath(RECEIVERS);
        FilterWords.add(path, "after", after);
        return path.build().toString();
    }

    private ZoneId zone() {
        return DisplayNames.zone(catalog.get());
    }

    @CheckedTemplate(basePath = "notices")
    static final class ReceiverTemplates {

        private ReceiverTemplates() {}

        static native TemplateInstance receivers(
                ReceiverList list, FormErrors errors, @Nullable String done, Instant now);
    }
}

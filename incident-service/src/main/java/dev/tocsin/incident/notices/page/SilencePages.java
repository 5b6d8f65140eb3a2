package dev.tocsin.incident.notices.page;

import dev.tocsin.engine.catalog.DisplayNames;
import dev.tocsin.incident.audit.AuditLog;
import dev.tocsin.incident.catalog.CurrentCatalog;
import dev.tocsin.incident.form.FormErrors;
import dev.tocsin.incident.notices.ListPart;
import dev.tocsin.incident.notices.NotifierAnswer.Success;
import dev.tocsin.incident.notices.NotifierAnswer.Unreachable;
import dev.tocsin.incident.notices.NotifierTrouble;
import dev.tocsin.incident.notices.SilenceRow;
import dev.tocsin.incident.notices.page.SilenceEntries.SilenceFields;
import dev.tocsin.incident.notices.page.SilenceEntries.SilenceScopeQuery;
import dev.tocsin.incident.notices.rest.Notifier;
import dev.tocsin.support.access.Caller;
import dev.tocsin.support.access.Permissions;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
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
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// Silences: which there are, a form for a new one, and their early end.
@Path("/ops/silences")
@PermissionsAllowed(Permissions.STATUS_READ)
@Blocking
@Produces(MediaType.TEXT_HTML)
class SilencePages {

    private static final String SILENCES = "/ops/silences";

    private final Notifier notifier;
    private final AuditLog audit;
    private final CurrentCatalog catalog;
    private final Caller caller;
    private final Clock clock;

    SilencePages(Notifier notifier, AuditLog audit, CurrentCatalog catalog, Caller caller, Clock clock) {
        this.notifier = notifier;
        this.audit = audit;
        this.catalog = catalog;
        this.caller = caller;
        this.clock = clock;
    }

    /// @param silences null while notifier-service does not answer
    /// @param over whether those that have ended are listed, too
    /// @param next the path of the next page, or null
    record SilenceBoard(
            @Nullable List<SilenceRow> silences,
            @Nullable NotifierTrouble trouble,
            boolean over,
            @Nullable String next,
            boolean mayWrite,
            ZoneId zone) {}

    /// @param scope with which the form begins
    /// @param done what was just done
    @GET
    public TemplateInstance page(
            @RestQuery @DefaultValue("false") boolean over,
            @RestQuery @Nullable String after,
            @BeanParam SilenceScopeQuery scope,
            @RestQuery @Nullable String done) {
        return page(over, after, scope.entries(), FormErrors.NONE, done);
    }

    @POST
    @PermissionsAllowed(Permissions.SILENCES_WRITE)
    @Path("add")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response add(@BeanParam SilenceFields fields) {
        var entries = fields.entries();
        var read = entries.read(zone());
        if (!read.errors().isEmpty()) {
            var errors = FormErrors.ofFields(SilenceEntries.LABELS, read.errors());
            return NotifierForms.page(400, page(false, null, entries, errors, null));
        }
        var answer = notifier.act((api, actor) -> api.silence(actor, read.request()));
        if (answer instanceof Success<SilenceRow>(var silence)) {
            audit.note(caller.name(), "Make silence", silence.id());
            return NotifierForms.see(URI.create(SILENCES + "?done=add"));
        }
        var errors = NotifierForms.errors(SilenceEntries.LABELS, answer);
        return NotifierForms.page(NotifierForms.status(answer), again(answer instanceof Unreachable, entries, errors));
    }

    @POST
    @PermissionsAllowed(Permissions.SILENCES_WRITE)
    @Path("end")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response end(@RestForm @Nullable String id) {
        var silence = NotifierForms.id(id);
        var answer = notifier.act((api, actor) -> api.endSilence(actor, silence));
        if (answer instanceof Success<SilenceRow>) {
            audit.note(caller.name(), "End silence", silence);
            return NotifierForms.see(URI.create(SILENCES + "?done=end"));
        }
        var errors = NotifierForms.errors(SilenceEntries.LABELS, answer);
        return NotifierForms.page(
                NotifierForms.status(answer), again(answer instanceof Unreachable, SilenceEntries.NONE, errors));
    }

    /// A notifier that has just not answered is not asked once more.
    private TemplateInstance again(boolean isAway, SilenceEntries entries, FormErrors errors) {
        return isAway
                ? SilenceTemplates.silences(
                        new SilenceBoard(null, null, false, null, true, zone()), entries, errors, null, clock.instant())
                : page(false, null, entries, errors, null);
    }

    private TemplateInstance page(
            boolean over, @Nullable String after, SilenceEntries entries, FormErrors errors, @Nullable String done) {
        var answer = NotifierForms.shown(notifier.ask(api -> api.silences(over, after)));
        var part = answer.asOptional();
        var board = new SilenceBoard(
                part.map(ListPart::items).orElse(null),
                answer instanceof Unreachable<?>(var trouble) ? trouble : null,
                over,
                part.map(ListPart::next).map(next -> next(over, next)).orElse(null),
                caller.may(Permissions.SILENCES_WRITE),
                zone());
        return SilenceTemplates.silences(board, entries, errors, done, clock.instant());
    }

    private static String next(boolean over, String after) {
        return UriBuilder.fromPath(SILENCES)
                .queryParam("over", over)
                .queryParam("after", "{after}")
                .build(after)
                .toString();
    }

    private ZoneId zone() {
        return DisplayNames.zone(catalog.get());
    }

    @CheckedTemplate(basePath = "notices")
    static final class SilenceTemplates {

        private SilenceTemplates() {}

        static native TemplateInstance silences(
                SilenceBoard board, SilenceEntries entries, FormErrors errors, @Nullable String done, Instant now);
    }
}

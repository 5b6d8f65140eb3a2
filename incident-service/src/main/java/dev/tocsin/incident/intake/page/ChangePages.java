package dev.tocsin.incident.intake.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.contract.Topic;
import dev.tocsin.contract.change.ChangeKind;
import dev.tocsin.engine.catalog.DisplayNames;
import dev.tocsin.incident.audit.AuditLog;
import dev.tocsin.incident.catalog.CurrentCatalog;
import dev.tocsin.incident.form.FormErrors;
import dev.tocsin.incident.intake.IntakeAnswer;
import dev.tocsin.incident.intake.IntakeAnswer.Later;
import dev.tocsin.incident.intake.IntakeAnswer.Refused;
import dev.tocsin.incident.intake.IntakeAnswer.Stored;
import dev.tocsin.incident.intake.IntakeAnswer.Wrong;
import dev.tocsin.incident.intake.ReceivedBody.Opened;
import dev.tocsin.incident.intake.ReportedChange;
import dev.tocsin.incident.intake.api.EventDoor;
import dev.tocsin.incident.kafka.TopicTail;
import dev.tocsin.support.access.Caller;
import dev.tocsin.support.access.Permissions;
import dev.tocsin.support.kafka.Unavailability;
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
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// The changes of the last 90 days, and what an operator reports about one.
@Path("/ops/changes")
@PermissionsAllowed(Permissions.STATUS_READ)
@Blocking
@Produces(MediaType.TEXT_HTML)
class ChangePages {

    private static final long MOST_READ = 5_000;
    private static final int MOST_SHOWN = 100;
    private static final List<String> KINDS = Arrays.stream(ChangeKind.values())
            .map(kind -> kind.name().toLowerCase(Locale.ROOT))
            .toList();

    private final TopicTail topic;
    private final EventDoor door;
    private final CurrentCatalog catalog;
    private final AuditLog audit;
    private final Caller caller;
    private final Clock clock;

    ChangePages(TopicTail topic, EventDoor door, CurrentCatalog catalog, AuditLog audit, Caller caller, Clock clock) {
        this.topic = topic;
        this.door = door;
        this.catalog = catalog;
        this.audit = audit;
        this.caller = caller;
        this.clock = clock;
    }

    /// @param changes the latest first; null while Kafka does not answer
    /// @param sought text that each of them contains; empty for all
    /// @param most how many are shown
    record ChangeList(@Nullable List<ReportedChange> changes, String sought, int most, boolean mayWrite, ZoneId zone) {}

    /// A form as it stands on the page.
    ///
    /// @param open whether it is unfolded
    record ChangeForm(ChangeEntries entries, FormErrors errors, boolean open) {

        static final ChangeForm EMPTY = new ChangeForm(ChangeEntries.NONE, FormErrors.NONE, false);
    }

    /// @param find text that the listed changes contain
    /// @param revert the id of a change with which the form to take one back begins
    /// @param done what was just reported
    @GET
    public TemplateInstance page(
            @RestQuery @Nullable String find, @RestQuery @Nullable String revert, @RestQuery @Nullable String done) {
        var form = revert == null
                ? ChangeForm.EMPTY
                : new ChangeForm(ChangeEntries.ofChange(revert), FormErrors.NONE, true);
        return page(Objects.requireNonNullElse(find, "").strip(), ChangeForm.EMPTY, form, done);
    }

    @POST
    @PermissionsAllowed(Permissions.EVENTS_SEND)
    @Path("announce")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response announce(@BeanParam ChangeEntries entries) {
        var answer = send("Announce change", entries, entries.applied(caller.name(), zone(), clock.instant()));
        return answer instanceof Stored
                ? done("announced")
                : again(answer, page("", form(entries, answer), ChangeForm.EMPTY, null));
    }

    @POST
    @PermissionsAllowed(Permissions.EVENTS_SEND)
    @Path("revert")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response revert(@BeanParam ChangeEntries entries) {
        var answer = send("Take back change", entries, entries.reverted(caller.name(), zone(), clock.instant()));
        return answer instanceof Stored
                ? done("reverted")
                : again(answer, page("", ChangeForm.EMPTY, form(entries, answer), null));
    }

    private IntakeAnswer send(String action, ChangeEntries entries, ObjectNode body) {
        var answer = door.change(new Opened(body, null, "", null), null);
        if (answer instanceof Stored) {
            audit.note(caller.name(), action, entries.of("change"));
        }
        return answer;
    }

    private static Response done(String done) {
        return Response.seeOther(URI.create("/ops/changes?done=" + done)).build();
    }

    private static Response again(IntakeAnswer answer, TemplateInstance page) {
        return Response.status(
                        answer instanceof Later ? Response.Status.SERVICE_UNAVAILABLE : Response.Status.BAD_REQUEST)
                .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                .entity(page)
                .build();
    }

    private static ChangeForm form(ChangeEntries entries, IntakeAnswer answer) {
        return new ChangeForm(entries, errors(answer), true);
    }

    private static FormErrors errors(IntakeAnswer answer) {
        return switch (answer) {
            case Stored _ -> FormErrors.NONE;
            case Wrong(var errors) -> FormErrors.ofFields(ChangeEntries.LABELS, errors);
            case Later(var why) -> FormErrors.conflict(why);
            case Refused(var why) -> FormErrors.conflict(why);
        };
    }

    private TemplateInstance page(String find, ChangeForm announce, ChangeForm revert, @Nullable String done) {
        var changes = Unavailability.asEmpty(() -> topic.last(Topic.CHANGES, MOST_READ))
                .map(events -> ReportedChange.of(events, find, MOST_SHOWN))
                .orElse(null);
        var list = new ChangeList(changes, find, MOST_SHOWN, caller.may(Permissions.EVENTS_SEND), zone());
        return ChangeTemplates.changes(list, announce, revert, KINDS, done, clock.instant());
    }

    private ZoneId zone() {
        return DisplayNames.zone(catalog.get());
    }

    @CheckedTemplate(basePath = "intake")
    static final class ChangeTemplates {

        private ChangeTemplates() {}

        static native TemplateInstance changes(
                ChangeList list,
                ChangeForm announce,
                ChangeForm revert,
                List<String> kinds,
                @Nullable String done,
                Instant now);
    }
}

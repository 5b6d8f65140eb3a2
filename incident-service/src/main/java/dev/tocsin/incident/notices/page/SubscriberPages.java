package dev.tocsin.incident.notices.page;

import static java.util.Objects.requireNonNullElse;

import dev.tocsin.engine.catalog.DisplayNames;
import dev.tocsin.incident.audit.AuditLog;
import dev.tocsin.incident.catalog.CurrentCatalog;
import dev.tocsin.incident.form.FormErrors;
import dev.tocsin.incident.notices.ListPart;
import dev.tocsin.incident.notices.NoticeRow;
import dev.tocsin.incident.notices.NoticeSearch;
import dev.tocsin.incident.notices.NotifierAnswer;
import dev.tocsin.incident.notices.NotifierAnswer.Success;
import dev.tocsin.incident.notices.NotifierAnswer.Unreachable;
import dev.tocsin.incident.notices.NotifierTrouble;
import dev.tocsin.incident.notices.SubscriberRow;
import dev.tocsin.incident.notices.SubscriberSearch;
import dev.tocsin.incident.notices.page.SubscriberFilter.SubscriberQuery;
import dev.tocsin.incident.notices.rest.Notifier;
import dev.tocsin.support.access.Caller;
import dev.tocsin.support.access.Permissions;
import dev.tocsin.support.problem.Problem.FieldError;
import dev.tocsin.support.problem.UnsafeCharacters;
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
import jakarta.ws.rs.core.UriBuilder;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// Subscribers: who there is, what one of them gets and got, and the end of a subscription.
@Path("/ops/subscribers")
@PermissionsAllowed(Permissions.SUBSCRIPTIONS_READ)
@Blocking
@Produces(MediaType.TEXT_HTML)
class SubscriberPages {

    private static final String SUBSCRIBER = "/ops/subscribers/subscriber";
    private static final Pattern ID = Pattern.compile("[0-9a-z]{20}");
    private static final int LONGEST_REASON = 200;
    private static final int MOST_NOTICES = 20;

    private final Notifier notifier;
    private final AuditLog audit;
    private final CurrentCatalog catalog;
    private final Caller caller;
    private final Clock clock;

    SubscriberPages(Notifier notifier, AuditLog audit, CurrentCatalog catalog, Caller caller, Clock clock) {
        this.notifier = notifier;
        this.audit = audit;
        this.catalog = catalog;
        this.caller = caller;
        this.clock = clock;
    }

    /// @param subscribers null while notifier-service does not answer
    /// @param next the path of the next page, or null
    record SubscriberList(
            @Nullable List<SubscriberRow> subscribers,
            @Nullable NotifierTrouble trouble,
            @Nullable String next,
            ZoneId zone) {}

    /// @param subscriber null while notifier-service does not answer
    /// @param notices the last ones, the newest first; null while they cannot be read
    record SubscriberPage(
            String id,
            @Nullable SubscriberRow subscriber,
            @Nullable List<NoticeRow> notices,
            @Nullable NotifierTrouble trouble,
            boolean mayEnd,
            boolean maySilence,
            boolean mayReadNotices,
            boolean mayReplay,
            ZoneId zone) {

        public NoticeSearch search() {
            return NoticeSearch.to(id);
        }
    }

    @GET
    public TemplateInstance page(@BeanParam SubscriberQuery query, @RestQuery @Nullable String after) {
        var filter = query.filter();
        return list(notifier.ask(api -> api.subscribers(filter.search(FilterWords.orNull(after)))), filter, "", null);
    }

    /// By post, so that no address of a person is in the address of a page.
    @POST
    @Path("find")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response find(@RestForm @Nullable String find) {
        var sought = requireNonNullElse(find, "").strip();
        if (sought.isEmpty() || UnsafeCharacters.areIn(sought)) {
            var none = new NotifierAnswer.Success<ListPart<SubscriberRow>>(new ListPart<>(List.of(), null));
            return NotifierForms.page(400, list(none, SubscriberFilter.NONE, "", "Enter an address or an id."));
        }
        if (ID.matcher(sought).matches()) {
            return see(sought, null);
        }
        var answer = notifier.ask(api -> api.subscribers(SubscriberSearch.byAddress(sought)));
        return NotifierForms.page(200, list(answer, SubscriberFilter.NONE, sought, null));
    }

    private TemplateInstance list(
            NotifierAnswer<ListPart<SubscriberRow>> answer,
            SubscriberFilter filter,
            String sought,
            @Nullable String wrong) {
        var part = NotifierForms.shown(answer).asOptional();
        var list = new SubscriberList(
                part.map(ListPart::items).orElse(null),
                answer instanceof Unreachable<?>(var trouble) ? trouble : null,
                sought.isEmpty() ? part.map(ListPart::next).map(filter::next).orElse(null) : null,
                zone());
        return SubscriberTemplates.subscribers(list, filter, sought, wrong, clock.instant());
    }

    /// @param done what was just done
    @GET
    @Path("subscriber")
    public TemplateInstance subscriber(@RestQuery @Nullable String id, @RestQuery @Nullable String done) {
        return subscriber(NotifierForms.id(id), FormErrors.NONE, "", done);
    }

    @POST
    @PermissionsAllowed(Permissions.SUBSCRIPTIONS_WRITE)
    @Path("end")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response end(@RestForm("id") @Nullable String entry, @RestForm @Nullable String reason) {
        var id = NotifierForms.id(entry);
        var entered = requireNonNullElse(reason, "").strip();
        var problem = problemWithReason(entered);
        if (problem.isPresent()) {
            var error = new FieldError("reason", problem.get());
            return NotifierForms.page(
                    400, subscriber(id, FormErrors.ofFields(Map.of(), List.of(error)), entered, null));
        }
        var answer = notifier.run((api, actor) -> api.endSubscription(actor, id));
        if (answer instanceof Success<Boolean>) {
            audit.note(caller.name(), "End subscription: " + entered, id);
            return see(id, "end");
        }
        var errors = NotifierForms.errors(Map.of(), answer);
        var page = answer instanceof Unreachable<?>(var trouble)
                ? page(id, null, null, trouble, errors, entered, null)
                : subscriber(id, errors, entered, null);
        return NotifierForms.page(NotifierForms.status(answer), page);
    }

    private static Optional<String> problemWithReason(String entered) {
        if (entered.isEmpty()) {
            return Optional.of("is missing");
        }
        if (entered.length() > LONGEST_REASON) {
            return Optional.of("must be at most %d characters".formatted(LONGEST_REASON));
        }
        return UnsafeCharacters.areIn(entered) ? Optional.of(UnsafeCharacters.MESSAGE) : Optional.empty();
    }

    private TemplateInstance subscriber(String id, FormErrors errors, String reason, @Nullable String done) {
        var subscriber = NotifierForms.shown(notifier.ask(api -> api.subscriber(id)));
        var notices = subscriber.then(_ -> caller.may(Permissions.DELIVERIES_READ)
                ? notifier.ask(api -> api.deliveries(null, id, null, null, null, null))
                : new Success<>(new ListPart<NoticeRow>(List.of(), null)));
        return page(
                id,
                subscriber.asOptional().orElse(null),
                notices.asOptional()
                        .map(part -> part.items().stream().limit(MOST_NOTICES).toList())
                        .orElse(null),
                notices instanceof Unreachable<?>(var trouble) ? trouble : null,
                errors,
                reason,
                done);
    }

    private TemplateInstance page(
            String id,
            @Nullable SubscriberRow subscriber,
            @Nullable List<NoticeRow> notices,
            @Nullable NotifierTrouble trouble,
            FormErrors errors,
            String reason,
            @Nullable String done) {
        var page = new SubscriberPage(
                id,
                subscriber,
                notices,
                trouble,
                caller.may(Permissions.SUBSCRIPTIONS_WRITE),
                caller.may(Permissions.SILENCES_WRITE),
                caller.may(Permissions.DELIVERIES_READ),
                caller.may(Permissions.DELIVERIES_WRITE),
                zone());
        return SubscriberTemplates.subscriber(page, errors, reason, done, clock.instant());
    }

    private static Response see(String id, @Nullable String done) {
        var path = UriBuilder.fromPath(SUBSCRIBER);
        FilterWords.add(path, "id", id);
        FilterWords.add(path, "done", done);
        return NotifierForms.see(path.build());
    }

    private ZoneId zone() {
        return DisplayNames.zone(catalog.get());
    }

    @CheckedTemplate(basePath = "notices")
    static final class SubscriberTemplates {

        private SubscriberTemplates() {}

        /// @param sought the address that was searched; empty where the list is filtered
        static native TemplateInstance subscribers(
                SubscriberList list, SubscriberFilter filter, String sought, @Nullable String wrong, Instant now);

        static native TemplateInstance subscriber(
                SubscriberPage page, FormErrors errors, String reason, @Nullable String done, Instant now);
    }
}

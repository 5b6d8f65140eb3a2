package dev.tocsin.incident.notices.page;

import dev.tocsin.contract.Json;
import dev.tocsin.engine.catalog.DisplayNames;
import dev.tocsin.incident.audit.AuditLog;
import dev.tocsin.incident.catalog.CurrentCatalog;
import dev.tocsin.incident.form.FormErrors;
import dev.tocsin.incident.notices.ListPart;
import dev.tocsin.incident.notices.NoticeReplay;
import dev.tocsin.incident.notices.NoticeRow;
import dev.tocsin.incident.notices.NoticeSearch;
import dev.tocsin.incident.notices.NotifierAnswer.Success;
import dev.tocsin.incident.notices.NotifierAnswer.Unreachable;
import dev.tocsin.incident.notices.NotifierTrouble;
import dev.tocsin.incident.notices.ReplayableNotices;
import dev.tocsin.incident.notices.ReplayedNotices;
import dev.tocsin.incident.notices.page.NoticeQuery.NoticeFields;
import dev.tocsin.incident.notices.rest.Notifier;
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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// Notices on their way and at their end, and the replay of those that were given up.
@Path("/ops/deliveries")
@PermissionsAllowed(Permissions.DELIVERIES_READ)
@Blocking
@Produces(MediaType.TEXT_HTML)
class DeliveryPages {

    private static final String DELIVERIES = "/ops/deliveries";

    /// The time for which the notices of a channel are searched.
    private static final Duration BROAD = Duration.ofDays(30);

    private final Notifier notifier;
    private final AuditLog audit;
    private final CurrentCatalog catalog;
    private final Caller caller;
    private final Clock clock;

    DeliveryPages(Notifier notifier, AuditLog audit, CurrentCatalog catalog, Caller caller, Clock clock) {
        this.notifier = notifier;
        this.audit = audit;
        this.catalog = catalog;
        this.caller = caller;
        this.clock = clock;
    }

    /// @param notices null while notifier-service does not answer
    /// @param next the path of the next page, or null
    record NoticeList(
            @Nullable List<NoticeRow> notices,
            @Nullable NotifierTrouble trouble,
            @Nullable String next,
            boolean mayWrite,
            ZoneId zone) {

        public List<String> states() {
            return List.of("due", "delivered", "covered", "given-up");
        }

        public List<String> channels() {
            return FilterWords.channels();
        }
    }

    /// @param count null while notifier-service does not answer
    /// @param back the path of the list
    record ReplayConfirmation(
            @Nullable ReplayableNotices count, @Nullable NotifierTrouble trouble, String back, ZoneId zone) {

        public long most() {
            return NoticeReplay.MOST;
        }

        public long atOnce() {
            return count == null ? 0 : Math.min(count.count(), NoticeReplay.MOST);
        }
    }

    /// @param done what was just replayed, by the id of its result
    @GET
    public TemplateInstance page(
            @BeanParam NoticeQuery query, @RestQuery @Nullable String after, @RestQuery @Nullable String done) {
        return page(query.search(), FilterWords.orNull(after), FormErrors.NONE, done);
    }

    @POST
    @PermissionsAllowed(Permissions.DELIVERIES_WRITE)
    @Path("replay")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response replay(@RestForm("id") @Nullable String entry, @BeanParam NoticeFields fields) {
        var id = NotifierForms.id(entry);
        var search = fields.search();
        var answer = notifier.act((api, actor) -> api.replay(actor, id));
        if (answer instanceof Success<NoticeRow>) {
            audit.note(caller.name(), "Replay notice", id);
            return seeDone(search, new ReplayedNotices(1, 0));
        }
        var errors = NotifierForms.errors(Map.of(), answer);
        var page = answer instanceof Unreachable ? pageWithout(search, errors) : page(search, null, errors, null);
        return NotifierForms.page(NotifierForms.status(answer), page);
    }

    /// Says how many there are, before they are replayed.
    @GET
    @PermissionsAllowed(Permissions.DELIVERIES_WRITE)
    @Path("replay")
    public TemplateInstance confirm(@BeanParam NoticeQuery query) {
        return confirm(query.search(), FormErrors.NONE);
    }

    @POST
    @PermissionsAllowed(Permissions.DELIVERIES_WRITE)
    @Path("replay-many")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response replayMany(@BeanParam NoticeFields fields) {
        var search = fields.search();
        var answer = notifier.act((api, actor) -> api.replayMany(actor, NoticeReplay.of(search)));
        if (answer instanceof Success<ReplayedNotices>(var result)) {
            audit.note(caller.name(), "Replay %d notices".formatted(result.replayed()), words(search));
            return seeDone(search, result);
        }
        var errors = NotifierForms.errors(Map.of(), answer);
        var page = answer instanceof Unreachable
                ? DeliveryTemplates.replay(
                        new ReplayConfirmation(null, null, back(search), zone()), search, errors, clock.instant())
                : confirm(search, errors);
        return NotifierForms.page(NotifierForms.status(answer), page);
    }

    private TemplateInstance confirm(NoticeSearch search, FormErrors errors) {
        var answer = NotifierForms.shown(
                notifier.ask(api -> api.replayable(search.incident(), search.subscription(), search.channel())));
        var page = new ReplayConfirmation(
                answer.asOptional().orElse(null),
                answer instanceof Unreachable<?>(var trouble) ? trouble : null,
                back(search),
                zone());
        return DeliveryTemplates.replay(page, search, errors, clock.instant());
    }

    private TemplateInstance page(
            NoticeSearch search, @Nullable String after, FormErrors errors, @Nullable String done) {
        var since = search.isBroad() ? Json.format(clock.instant().minus(BROAD)) : null;
        var answer = NotifierForms.shown(notifier.ask(api -> api.deliveries(
                search.incident(), search.subscription(), search.channel(), search.state(), since, after)));
        var part = answer.asOptional();
        var list = new NoticeList(
                part.map(ListPart::items).orElse(null),
                answer instanceof Unreachable<?>(var trouble) ? trouble : null,
                part.map(ListPart::next).map(next -> next(search, next)).orElse(null),
                caller.may(Permissions.DELIVERIES_WRITE),
                zone());
        return DeliveryTemplates.deliveries(list, search, errors, sentence(done), clock.instant());
    }

    private TemplateInstance pageWithout(NoticeSearch search, FormErrors errors) {
        var list = new NoticeList(null, null, null, true, zone());
        return DeliveryTemplates.deliveries(list, search, errors, null, clock.instant());
    }

    private static @Nullable String sentence(@Nullable String done) {
        return done == null
                ? null
                : ReplayedNotices.of(done).map(ReplayedNotices::sentence).orElse(null);
    }

    private static Response seeDone(NoticeSearch search, ReplayedNotices result) {
        return NotifierForms.see(FilterWords.of(DELIVERIES, search)
                .queryParam("done", result.id())
                .build());
    }

    private static String back(NoticeSearch search) {
        return FilterWords.of(DELIVERIES, search).build().toString();
    }

    private static String next(NoticeSearch search, String after) {
        var path = FilterWords.of(DELIVERIES, search);
        FilterWords.add(path, "after", after);
        return path.build().toString();
    }

    private static String words(NoticeSearch search) {
        return Stream.of(search.incident(), search.subscription(), search.channel())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
    }

    private ZoneId zone() {
        return DisplayNames.zone(catalog.get());
    }

    @CheckedTemplate(basePath = "notices")
    static final class DeliveryTemplates {

        private DeliveryTemplates() {}

        static native TemplateInstance deliveries(
                NoticeList list, NoticeSearch search, FormErrors errors, @Nullable String done, Instant now);

        static native TemplateInstance replay(
                ReplayConfirmation page, NoticeSearch search, FormErrors errors, Instant now);
    }
}

package dev.tocsin.incident.trust.statuspage.page;

import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.engine.lifecycle.StoryStep;
import dev.tocsin.engine.recurrence.Recurrence;
import dev.tocsin.incident.http.Document;
import dev.tocsin.incident.trust.html.Patches;
import dev.tocsin.incident.trust.live.Audience;
import dev.tocsin.incident.trust.live.CurrentView;
import dev.tocsin.incident.trust.live.Incidents;
import dev.tocsin.incident.trust.live.LiveView;
import dev.tocsin.incident.trust.live.PublicIncident;
import dev.tocsin.incident.trust.pagestream.Broadcasts;
import dev.tocsin.incident.trust.pagestream.LivePages;
import dev.tocsin.incident.trust.pagestream.LiveRoutes;
import dev.tocsin.incident.trust.pagestream.PageFeed;
import dev.tocsin.incident.trust.statuspage.IncidentPage;
import dev.tocsin.incident.trust.statuspage.SubscribeScope;
import dev.tocsin.incident.trust.story.Story;
import dev.tocsin.incident.trust.story.StorySource;
import dev.tocsin.incident.trust.uptime.PastStatuses;
import dev.tocsin.incident.writer.PastIncidents;
import dev.tocsin.support.problem.Declined;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The pages of incidents, kept for all readers, and the streams that push changes to open ones. Wrong requests, and
/// those of operators, are left to [StatusPages].
@ApplicationScoped
class IncidentPages {

    private final CurrentView live;
    private final StorySource stories;
    private final PastStatuses statuses;
    private final PastIncidents past;
    private final ReadableIncidents readable;
    private final LivePages<FollowedIncident, IncidentPage> pages;
    private final @Nullable URI subscribe;

    /// The subject of an incident's stream.
    record FollowedIncident(String incident, Audience audience) {}

    IncidentPages(
            CurrentView live,
            StorySource stories,
            PastStatuses statuses,
            PastIncidents past,
            ReadableIncidents readable,
            Broadcasts broadcasts,
            Clock clock,
            SubscribeUrl subscribe) {
        this.live = live;
        this.stories = stories;
        this.statuses = statuses;
        this.past = past;
        this.readable = readable;
        this.subscribe = subscribe.get();
        this.pages = new LivePages<>(
                broadcasts,
                this::feed,
                (shown, now) ->
                        html(IncidentTemplates.incident(shown.picture(), shown.revision(), false, this.subscribe, now)),
                clock);
    }

    void serve(@Observes Router router) {
        router.get("/incidents/:id").handler(context -> LiveRoutes.answer(context, pages, followed(context)));
        router.get("/incidents/:id/live").handler(context -> LiveRoutes.follow(context, pages, followed(context)));
    }

    /// The requested incident, if it is public and the request shows no credentials.
    private Optional<FollowedIncident> followed(RoutingContext context) {
        var followed = new FollowedIncident(context.pathParam("id"), Audience.PUBLIC);
        return Optional.of(followed).filter(it -> !LiveRoutes.showsCredentials(context.request()) && isThere(it));
    }

    boolean isThere(FollowedIncident followed) {
        return Incidents.one(live.view(), followed.audience(), followed.incident())
                .isPresent();
    }

    Uni<Document> page(FollowedIncident followed) {
        return pages.page(followed);
    }

    /// @param known the revision that the reader knows, or null
    Multi<OutboundSseEvent> follow(FollowedIncident followed, @Nullable String known, Sse sse) {
        return pages.join(followed, known, sse);
    }

    /// The incident's page for operators, who work on the incident and see its recurrences. It is not kept.
    Optional<Document> pageForOperators(String incident, List<Recurrence> recurring, Instant now) {
        return look(live.view(), new FollowedIncident(incident, Audience.OPERATORS), recurring, now)
                .map(page -> html(IncidentTemplates.incident(page, "", true, null, now)));
    }

    /// The page of an incident that the live view has forgotten, from the database. Nothing pushes changes to it.
    Document pageOfOld(FollowedIncident followed, Instant now) {
        var view = live.view();
        return past.one(followed.incident())
                .map(StoryStep::snapshotOf)
                .flatMap(incident -> followed.audience() == Audience.OPERATORS
                        ? Optional.of(incident)
                        : PublicIncident.of(incident, view.catalog()))
                .map(seen -> page(view, seen, followed, List.of(), now))
                .map(page -> html(IncidentTemplates.incident(
                        page, null, followed.audience() == Audience.OPERATORS, subscribe, now)))
                .orElseThrow(() -> noIncident(followed.incident()));
    }

    private Optional<IncidentPage> look(
            LiveView view, FollowedIncident followed, List<Recurrence> recurring, Instant now) {
        return Incidents.one(view, followed.audience(), followed.incident())
                .map(seen -> page(view, seen, followed, recurring, now));
    }

    private IncidentPage page(
            LiveView view, IncidentSnapshot seen, FollowedIncident followed, List<Recurrence> recurring, Instant now) {
        return IncidentPage.of(
                view,
                seen,
                story(view, seen, followed.audience()),
                recurring,
                statuses.of(seen, view.asOf().orElse(now)),
                now);
    }

    private Story story(LiveView view, IncidentSnapshot seen, Audience audience) {
        var story = stories.of(seen, view, audience);
        var into = story.mergedInto();
        return audience == Audience.PUBLIC && into != null && !readable.has(into, view)
                ? story.withoutContinuation()
                : story;
    }

    /// An incident so old that the live view has forgotten it stays on the page as it was.
    private PageFeed<IncidentPage> feed(FollowedIncident followed) {
        var last = Incidents.one(live.view(), followed.audience(), followed.incident())
                .orElseThrow(() -> noIncident(followed.incident()));
        return new Patches<>(
                (view, now) -> look(view, followed, List.of(), now)
                        .orElseGet(() -> page(view, last, followed, List.of(), now)),
                this::content);
    }

    static Declined noIncident(String id) {
        return Declined.notFound("There is no incident %s on this page.".formatted(id));
    }

    private static Document html(TemplateInstance page) {
        return Document.of(page.render(), "text/html;charset=UTF-8");
    }

    private TemplateInstance content(IncidentPage page, String element, Instant now) {
        return switch (element) {
            case "standing" -> IncidentTemplates.standing(page, now);
            case "postmortem" -> IncidentTemplates.postmortem(page, now);
            case "notices" -> IncidentTemplates.notices(page);
            case "touched" -> IncidentFragments.touched(page, now);
            case "story" -> IncidentFragments.story(page, now);
            case "subscribe" -> IncidentTemplates.subscribe(page.scope(), subscribe);
            default -> throw new IllegalArgumentException("no element " + element);
        };
    }

    @CheckedTemplate(basePath = "statuspage")
    static final class IncidentTemplates {

        private IncidentTemplates() {}

        /// @param revision the revision of the page, from which its stream goes on, or empty to begin anew; null
        ///     without a stream
        static native TemplateInstance incident(
                IncidentPage page, @Nullable String revision, boolean operator, @Nullable URI subscribe, Instant now);

        static native TemplateInstance standing(IncidentPage page, Instant now);

        static native TemplateInstance postmortem(IncidentPage page, Instant now);

        static native TemplateInstance notices(IncidentPage page);

        static native TemplateInstance subscribe(SubscribeScope scope, @Nullable URI subscribe);
    }
}

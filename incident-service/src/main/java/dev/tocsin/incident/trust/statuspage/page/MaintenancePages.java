package dev.tocsin.incident.trust.statuspage.page;

import dev.tocsin.incident.http.Document;
import dev.tocsin.incident.trust.html.Patches;
import dev.tocsin.incident.trust.live.CurrentView;
import dev.tocsin.incident.trust.live.PublicWindow;
import dev.tocsin.incident.trust.pageparts.AnnouncedWork;
import dev.tocsin.incident.trust.pagestream.Broadcasts;
import dev.tocsin.incident.trust.pagestream.LivePages;
import dev.tocsin.incident.trust.pagestream.LiveRoutes;
import dev.tocsin.incident.trust.pagestream.PageFeed;
import dev.tocsin.incident.trust.statuspage.MaintenanceList;
import dev.tocsin.incident.trust.statuspage.MaintenancePage;
import dev.tocsin.support.problem.Declined;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The pages of planned work, kept for all readers, and the streams that push changes to open ones. Wrong requests
/// are left to [StatusPages].
@ApplicationScoped
class MaintenancePages {

    private static final String ALL = "";

    private final CurrentView live;
    private final LivePages<String, MaintenancePage> pages;
    private final LivePages<String, MaintenanceList> lists;
    private final @Nullable URI subscribe;

    MaintenancePages(CurrentView live, Broadcasts broadcasts, Clock clock, SubscribeUrl subscribe) {
        this.live = live;
        this.subscribe = subscribe.get();
        this.pages = new LivePages<>(
                broadcasts,
                this::feed,
                (shown, now) ->
                        html(MaintenanceTemplates.maintenance(shown.picture(), shown.revision(), this.subscribe, now)),
                clock);
        this.lists = new LivePages<>(
                broadcasts,
                _ -> new Patches<>(MaintenanceList::of, MaintenancePages::content),
                (shown, now) -> html(
                        MaintenanceTemplates.maintenanceList(shown.picture(), shown.revision(), this.subscribe, now)),
                clock);
    }

    void serve(@Observes Router router) {
        router.get("/maintenance").handler(context -> LiveRoutes.answer(context, lists, Optional.of(ALL)));
        router.get("/maintenance/live").handler(context -> LiveRoutes.follow(context, lists, Optional.of(ALL)));
        router.get("/maintenance/:id").handler(context -> LiveRoutes.answer(context, pages, known(context)));
        router.get("/maintenance/:id/live").handler(context -> LiveRoutes.follow(context, pages, known(context)));
    }

    /// The requested window, if customers may read about it.
    private Optional<String> known(RoutingContext context) {
        return Optional.of(context.pathParam("id"))
                .filter(id -> PublicWindow.one(live.view(), id).isPresent());
    }

    /// A window that is no longer public stays on the page as it was.
    private PageFeed<MaintenancePage> feed(String id) {
        var last = PublicWindow.one(live.view(), id).orElseThrow(() -> noMaintenance(id));
        return new Patches<>(
                (view, now) ->
                        MaintenancePage.of(view, PublicWindow.one(view, id).orElse(last), now),
                MaintenancePages::content);
    }

    static Declined noMaintenance(String id) {
        return Declined.notFound("There is no maintenance %s on this page.".formatted(id));
    }

    private static Document html(TemplateInstance page) {
        return Document.of(page.render(), "text/html;charset=UTF-8");
    }

    private static TemplateInstance content(MaintenancePage page, String element, Instant now) {
        return switch (element) {
            case "standing" -> MaintenanceTemplates.maintenanceStanding(page, now);
            case "affected" -> MaintenanceTemplates.maintenanceAffected(page);
            case "updates" -> MaintenanceTemplates.maintenanceUpdates(page, now);
            default -> throw new IllegalArgumentException("no element " + element);
        };
    }

    private static TemplateInstance content(MaintenanceList page, String element, Instant now) {
        return switch (element) {
            case "upcoming" -> MaintenanceTemplates.works(page.upcoming(), page.zone(), now);
            case "past" -> MaintenanceTemplates.works(page.past(), page.zone(), now);
            default -> throw new IllegalArgumentException("no element " + element);
        };
    }

    @CheckedTemplate(basePath = "statuspage", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static final class MaintenanceTemplates {

        private MaintenanceTemplates() {}

        /// @param revision the revision of the page, from which its stream goes on
        static native TemplateInstance maintenance(
                MaintenancePage page, String revision, @Nullable URI subscribe, Instant now);

        /// @param revision as above
        static native TemplateInstance maintenanceList(
                MaintenanceList page, String revision, @Nullable URI subscribe, Instant now);

        static native TemplateInstance maintenanceStanding(MaintenancePage page, Instant now);

        static native TemplateInstance maintenanceAffected(MaintenancePage page);

        static native TemplateInstance maintenanceUpdates(MaintenancePage page, Instant now);

        static native TemplateInstance works(List<AnnouncedWork> works, ZoneId zone, Instant now);
    }
}

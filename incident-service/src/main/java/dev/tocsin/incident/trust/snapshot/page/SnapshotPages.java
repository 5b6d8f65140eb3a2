package dev.tocsin.incident.trust.snapshot.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.contract.Json;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.incident.trust.brand.CurrentBrand;
import dev.tocsin.incident.trust.live.Audience;
import dev.tocsin.incident.trust.live.CurrentView;
import dev.tocsin.incident.trust.live.Incidents;
import dev.tocsin.incident.trust.live.LiveView;
import dev.tocsin.incident.trust.live.Times;
import dev.tocsin.incident.trust.readers.http.Documents;
import dev.tocsin.incident.trust.snapshot.Snapshot;
import dev.tocsin.incident.trust.snapshot.StaticLinks;
import dev.tocsin.incident.trust.snapshot.Validity;
import dev.tocsin.incident.trust.statuspage.IncidentPage;
import dev.tocsin.incident.trust.statuspage.StatusPage;
import dev.tocsin.incident.trust.statuspage.StatusPage.ShownIncident;
import dev.tocsin.incident.trust.story.StorySource;
import dev.tocsin.incident.trust.uptime.CurrentOverview;
import dev.tocsin.incident.trust.uptime.PastStatuses;
import dev.tocsin.support.http.BasePath;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Turns the trust page, the incidents it leads to, and the documents for machines into files that need nothing else.
@ApplicationScoped
public class SnapshotPages {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final CurrentView live;
    private final CurrentOverview uptime;
    private final StorySource stories;
    private final PastStatuses statuses;
    private final Documents documents;
    private final BasePath base;
    private final CurrentBrand brand;

    SnapshotPages(
            CurrentView live,
            CurrentOverview uptime,
            StorySource stories,
            PastStatuses statuses,
            Documents documents,
            BasePath base,
            CurrentBrand brand) {
        this.statuses = statuses;
        this.base = base;
        this.brand = brand;
        this.live = live;
        this.uptime = uptime;
        this.stories = stories;
        this.documents = documents;
    }

    /// Whether the current state is known yet.
    public boolean isSettled() {
        return documents.isSettled();
    }

    public StatusPage look(Instant now) {
        var view = live.view();
        return StatusPage.of(
                view, uptime.current(), incident -> stories.of(incident, view, Audience.PUBLIC), null, now);
    }

    public Snapshot snapshot(StatusPage page, Validity validity) throws IOException {
        var view = live.view();
        var inlined = Inlined.read(brand.get().css());
        var files = new TreeMap<String, byte[]>();
        for (var path : Documents.paths()) {
            var bytes =
                    documents.at(path).orElseThrow().await().atMost(PATIENCE).bytes();
            files.put(path.substring(1), path.endsWith(".json") ? dated(bytes, validity) : bytes);
        }
        var incidents = shown(page, view);
        var paths = new ArrayList<>(files.keySet());
        paths.add(Snapshot.INDEX);
        incidents.forEach(incident -> paths.add(path(incident)));
        var known = Set.copyOf(paths);
        incidents.forEach(
                incident -> files.put(path(incident), incidentPage(incident, view, validity, inlined, known)));
        files.put(
                Snapshot.INDEX,
                html(SnapshotTemplates.page(page, validity, inlined, validity.writtenAt()), Snapshot.INDEX, known));
        files.put(Snapshot.NEWS, news(validity, page.zone()));
        return new Snapshot(validity, files);
    }

    /// The incidents to which the page leads.
    private static List<IncidentSnapshot> shown(StatusPage page, LiveView view) {
        return Stream.concat(page.open().stream().map(ShownIncident::incident), page.recent().stream())
                .flatMap(incident -> Incidents.one(view, Audience.PUBLIC, incident.key()).stream())
                .toList();
    }

    private byte[] incidentPage(
            IncidentSnapshot incident, LiveView view, Validity validity, Inlined inlined, Set<String> known) {
        var story = stories.of(incident, view, Audience.PUBLIC);
        var page = IncidentPage.of(
                view,
                incident,
                story,
                List.of(),
                statuses.of(incident, view.asOf().orElse(validity.writtenAt())),
                validity.writtenAt());
        return html(SnapshotTemplates.incident(page, validity, inlined, validity.writtenAt()), path(incident), known);
    }

    private static String path(IncidentSnapshot incident) {
        return "incidents/%s/%s".formatted(incident.key(), Snapshot.INDEX);
    }

    private byte[] html(TemplateInstance template, String path, Set<String> known) {
        return new StaticLinks(base.prefix(), known, path).in(template.render()).getBytes(UTF_8);
    }

    /// Adds `page.valid_until`, by which the reader of a file knows whether it still shows the present state.
    private static byte[] dated(byte[] json, Validity validity) throws IOException {
        var tree = Json.mapper().readTree(json);
        if (tree.get("page") instanceof ObjectNode page) {
            page.put("valid_until", Json.format(validity.until()));
        }
        return Json.mapper().writeValueAsBytes(tree);
    }

    /// @param zone the zone in which pages write times
    private static byte[] news(Validity validity, ZoneId zone) throws JsonProcessingException {
        var news = new LinkedHashMap<String, @Nullable String>();
        news.put("content", validity.content());
        news.put("written_at", Json.format(validity.writtenAt()));
        news.put("written", Times.exact(validity.writtenAt(), zone));
        news.put("as_of", validity.asOf() == null ? null : Json.format(validity.asOf()));
        news.put("valid_until", Json.format(validity.until()));
        news.put("valid", Times.exact(validity.until(), zone));
        return Json.mapper().writeValueAsBytes(news);
    }

    @CheckedTemplate(basePath = "snapshot")
    static final class SnapshotTemplates {

        private SnapshotTemplates() {}

        static native TemplateInstance page(StatusPage page, Validity validity, Inlined inlined, Instant now);

        static native TemplateInstance incident(IncidentPage page, Validity validity, Inlined inlined, Instant now);
    }
}

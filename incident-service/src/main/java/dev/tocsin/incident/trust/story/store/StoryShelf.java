package dev.tocsin.incident.trust.story.store;

import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.incident.postgres.DatabaseGuard;
import dev.tocsin.incident.trust.live.Audience;
import dev.tocsin.incident.trust.live.LiveView;
import dev.tocsin.incident.trust.story.Story;
import dev.tocsin.incident.trust.story.StorySource;
import dev.tocsin.incident.writer.IncidentEvents;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The stories of incidents, each read from the database once while it does not change. Without the database, a story
/// is made from the topics: the last entries.
@ApplicationScoped
class StoryShelf implements StorySource {

    private static final Logger LOG = Logger.getLogger(StoryShelf.class);

    /// Enough for all stories that one page or feed shows.
    private static final int MOST = 100;

    private final IncidentEvents stories;
    private final DatabaseGuard database;
    private final Map<StoryKey, CachedStory> shelf = new LinkedHashMap<>(MOST, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<StoryKey, CachedStory> eldest) {
            return size() > MOST;
        }
    };

    StoryShelf(IncidentEvents stories, DatabaseGuard database) {
        this.stories = stories;
        this.database = database;
    }

    private record StoryKey(String incident, Audience audience) {}

    /// The same events and names give the same story.
    private record CachedStory(long number, long catalogVersion, Story story) {}

    @Override
    public Story of(IncidentSnapshot seen, LiveView view, Audience audience) {
        var wanted = new StoryKey(seen.key(), audience);
        var number = seen.incident().number();
        var version = view.catalog().version();
        var kept = kept(wanted);
        if (kept != null && kept.number() == number && kept.catalogVersion() == version) {
            return kept.story();
        }
        try {
            var story = database.read(() -> read(seen, view, audience));
            keep(wanted, new CachedStory(number, version, story));
            return story;
        } catch (PersistenceException e) {
            LOG.warnf("Timeline of incident %s cannot be read; only its end is shown: %s", seen.key(), e.getMessage());
            return Story.ofTimeline(seen);
        }
    }

    private Story read(IncidentSnapshot seen, LiveView view, Audience audience) {
        var events = switch (audience) {
            case OPERATORS -> stories.of(seen.key());
            case PUBLIC -> stories.withoutImpactChanges(seen.key());
        };
        return Story.of(events, seen, view, audience);
    }

    private synchronized @Nullable CachedStory kept(StoryKey wanted) {
        return shelf.get(wanted);
    }

    private synchronized void keep(StoryKey wanted, CachedStory kept) {
        shelf.put(wanted, kept);
    }
}

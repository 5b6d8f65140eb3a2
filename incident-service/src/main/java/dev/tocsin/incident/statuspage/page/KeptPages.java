package dev.tocsin.incident.statuspage.page;

import dev.tocsin.incident.http.Document;
import dev.tocsin.incident.http.Kept;
import dev.tocsin.incident.live.topic.LiveTopics;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// The trust page by the region that is asked for. Whatever else stands in a query is no page of its own, so that not
/// more are kept than there are regions.
final class KeptPages {

    private static final String ALL = "";

    private final BiFunction<String, Instant, Document> page;
    private final LiveTopics topics;
    private final Clock clock;
    private final Map<String, Kept<Document>> pages = new ConcurrentHashMap<>();

    /// @param page as it is now, for a region or, with an empty one, for all
    KeptPages(BiFunction<String, Instant, Document> page, LiveTopics topics, Clock clock) {
        this.page = page;
        this.topics = topics;
        this.clock = clock;
    }

    Uni<Document> current(@Nullable String region) {
        var kept = pages.get(region == null ? ALL : region);
        return (kept == null ? first(region) : kept).current();
    }

    private Kept<Document> first(@Nullable String region) {
        var key = region != null && topics.view().catalog().region(region).isPresent() ? region : ALL;
        return pages.computeIfAbsent(key, _ -> Kept.of(clock, (_, now) -> page.apply(key, now)));
    }
}

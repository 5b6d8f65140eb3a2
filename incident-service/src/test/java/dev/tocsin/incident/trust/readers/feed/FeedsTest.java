package dev.tocsin.incident.trust.readers.feed;

import static dev.tocsin.incident.trust.live.Harbour.INCIDENT;
import static dev.tocsin.incident.trust.live.Harbour.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedInput;
import dev.tocsin.incident.trust.live.LiveView;
import dev.tocsin.incident.trust.readers.PublicStatus;
import dev.tocsin.incident.trust.readers.Stories;
import dev.tocsin.incident.trust.story.Story;
import java.io.StringReader;
import java.util.Date;
import org.junit.jupiter.api.Test;

class FeedsTest {

    @Test
    void anEntryKeepsItsIdAndMovesWithEachUpdate() throws FeedException {
        var open = read(atom(Stories.broken())).getEntries();
        var over = read(atom(Stories.postmortem())).getEntries();

        assertThat(open)
                .extracting(SyndEntry::getUri)
                .containsExactly("tag:trust.harbour.example,2005:Incident/" + INCIDENT);
        assertThat(over)
                .extracting(SyndEntry::getUri)
                .containsExactly(open.getFirst().getUri());
        assertThat(over).extracting(SyndEntry::getPublishedDate).containsExactly(Date.from(NOON));
        assertThat(over.getFirst().getUpdatedDate()).isAfter(open.getFirst().getUpdatedDate());
        assertThat(over.getFirst().getContents().getFirst().getValue())
                .startsWith("<p><small>")
                .contains("<strong>Postmortem</strong>", "<strong>Resolved</strong>", "We are on it.");
    }

    @Test
    void rssSaysTheSame() throws FeedException {
        var feed = read(Feeds.rss(PublicStatus.of(Stories.broken(), Story::ofTimeline, NOON)));

        assertThat(feed.getTitle()).isEqualTo("Harbour CRM Status - Incident History");
        assertThat(feed.getEntries())
                .extracting(SyndEntry::getUri)
                .containsExactly("https://trust.harbour.example/incidents/" + INCIDENT);
    }

    @Test
    void anEmptyHistoryIsAFeedToo() throws FeedException {
        assertThat(read(atom(LiveView.EMPTY)).getEntries()).isEmpty();
        assertThat(read(Feeds.rss(PublicStatus.of(LiveView.EMPTY, Story::ofTimeline, NOON)))
                        .getEntries())
                .isEmpty();
    }

    @Test
    void hostileTextIsOnlyText() throws FeedException {
        var status = PublicStatus.of(Stories.hostile(), Story::ofTimeline, NOON);

        for (var written : new String[] {Feeds.atom(status), Feeds.rss(status)}) {
            assertThat(written).doesNotContain("<script").doesNotContain("\u202E");
            var entry = read(written).getEntries().getFirst();
            assertThat(entry.getTitle()).contains("<script>alert(1)</script>", "😀");
            assertThat(content(entry))
                    .contains("&lt;script&gt;", "😀", Stories.LONG)
                    .doesNotContain("<script");
        }
    }

    private static String content(SyndEntry entry) {
        return entry.getContents().isEmpty()
                ? entry.getDescription().getValue()
                : entry.getContents().getFirst().getValue();
    }

    private static String atom(LiveView view) {
        return Feeds.atom(PublicStatus.of(view, Story::ofTimeline, NOON));
    }

    private static SyndFeed read(String feed) throws FeedException {
        return new SyndFeedInput().build(new StringReader(feed));
    }
}

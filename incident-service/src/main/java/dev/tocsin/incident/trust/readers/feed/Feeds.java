package dev.tocsin.incident.trust.readers.feed;

import static java.util.stream.Collectors.joining;

import com.rometools.rome.feed.WireFeed;
import com.rometools.rome.feed.atom.Content;
import com.rometools.rome.feed.atom.Entry;
import com.rometools.rome.feed.atom.Feed;
import com.rometools.rome.feed.atom.Link;
import com.rometools.rome.feed.atom.Person;
import com.rometools.rome.feed.rss.Channel;
import com.rometools.rome.feed.rss.Description;
import com.rometools.rome.feed.rss.Guid;
import com.rometools.rome.feed.rss.Item;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.WireFeedOutput;
import dev.tocsin.contract.Text;
import dev.tocsin.incident.trust.readers.PublicStatus;
import dev.tocsin.incident.trust.readers.Shapes.ApiIncident;
import dev.tocsin.incident.trust.readers.Shapes.ApiUpdate;
import dev.tocsin.support.text.Markdown;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import org.jdom2.Element;
import org.jdom2.Namespace;

/// The newest incidents as feeds: an entry keeps its id for life, and its content grows with each update.
public final class Feeds {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm zzz", Locale.ENGLISH);
    private static final int MOST_UPDATES = 100;
    private static final Namespace ATOM = Namespace.getNamespace("atom", "http://www.w3.org/2005/Atom");

    private Feeds() {}

    public static String atom(PublicStatus status) {
        var calling = status.calling();
        var feed = new Feed("atom_1.0");
        feed.setId("tag:%s,2005:/history".formatted(calling.host()));
        feed.setTitle(title(status));
        feed.setUpdated(date(status.page().updatedAt()));
        var author = new Person();
        author.setName(calling.name());
        feed.setAuthors(List.of(author));
        feed.setAlternateLinks(List.of(link("alternate", calling.url(), "text/html")));
        feed.setOtherLinks(List.of(link("self", calling.url() + "/history.atom", "application/atom+xml")));
        feed.setEntries(status.newest().stream()
                .map(incident -> entry(incident, status))
                .toList());
        return written(feed);
    }

    public static String rss(PublicStatus status) {
        var calling = status.calling();
        var channel = new Channel("rss_2.0");
        channel.setTitle(title(status));
        channel.setLink(calling.url());
        channel.setDescription("What was wrong, and what was done about it");
        channel.setPubDate(date(status.page().updatedAt()));
        channel.setForeignMarkup(List.of(new Element("link", ATOM)
                .setAttribute("rel", "self")
                .setAttribute("type", "application/rss+xml")
                .setAttribute("href", calling.url() + "/history.rss")));
        channel.setItems(status.newest().stream().map(Feeds::item).toList());
        return written(channel);
    }

    private static Entry entry(ApiIncident incident, PublicStatus status) {
        var entry = new Entry();
        entry.setId("tag:%s,2005:Incident/%s".formatted(status.calling().host(), incident.id()));
        entry.setTitle(incident.name());
        entry.setPublished(date(incident.createdAt()));
        entry.setUpdated(date(incident.updatedAt()));
        entry.setAlternateLinks(List.of(link("alternate", incident.shortlink(), "text/html")));
        var content = new Content();
        content.setType("html");
        content.setValue(html(incident));
        entry.setContents(List.of(content));
        return entry;
    }

    private static Item item(ApiIncident incident) {
        var item = new Item();
        item.setTitle(incident.name());
        item.setLink(incident.shortlink());
        var guid = new Guid();
        guid.setValue(incident.shortlink());
        guid.setPermaLink(true);
        item.setGuid(guid);
        item.setPubDate(date(incident.createdAt()));
        var description = new Description();
        description.setType("text/html");
        description.setValue(html(incident));
        item.setDescription(description);
        return item;
    }

    private static String title(PublicStatus status) {
        return status.calling().name() + " Status - Incident History";
    }

    /// The updates, newest first; of very many only the latest. People's texts are Markdown, and become harmless HTML.
    private static String html(ApiIncident incident) {
        var updates = incident.incidentUpdates();
        var latest = updates.stream().limit(MOST_UPDATES).map(Feeds::html).collect(joining());
        return updates.size() <= MOST_UPDATES
                ? latest
                : latest
                        + "<p><a href=\"%s\">%d earlier updates</a></p>"
                                .formatted(Text.escaped(incident.shortlink()), updates.size() - MOST_UPDATES);
    }

    private static String html(ApiUpdate update) {
        return "<p><small>%s</small><br><strong>%s</strong></p>%s"
                .formatted(
                        TIME.format(update.displayAt().toZonedDateTime()),
                        capital(update.status()),
                        Markdown.html(update.body()));
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private static Link link(String rel, String href, String type) {
        var link = new Link();
        link.setRel(rel);
        link.setHref(href);
        link.setType(type);
        return link;
    }

    private static Date date(OffsetDateTime time) {
        return Date.from(time.toInstant());
    }

    private static String written(WireFeed feed) {
        try {
            return new WireFeedOutput().outputString(feed);
        } catch (FeedException e) {
            throw new IllegalStateException("the feed cannot be written", e);
        }
    }
}

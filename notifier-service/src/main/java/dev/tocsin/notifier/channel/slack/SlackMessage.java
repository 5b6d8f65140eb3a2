package dev.tocsin.notifier.channel.slack;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tocsin.notifier.channel.BoundedText;
import dev.tocsin.notifier.channel.chat.Note;
import dev.tocsin.notifier.channel.http.ChatMessage;
import dev.tocsin.notifier.channel.http.ChatMessage.Link;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A message in Slack's blocks.
///
/// The three characters that begin links and mentions are escaped, `verbatim` keeps Slack from making links and
/// mentions of plain words, and `link_names` is off.
///
/// @param text the text that notifications show
@JsonInclude(Include.NON_NULL)
record SlackMessage(
        String text,
        List<Block> blocks,
        @JsonProperty("link_names") boolean linkNames,
        @JsonProperty("unfurl_links") boolean unfurlLinks,
        @JsonProperty("unfurl_media") boolean unfurlMedia) {

    private static final int LONGEST_TEXT = 3000;
    private static final int LONGEST_HEADER = 150;
    private static final int LONGEST_FIELD = 2000;
    private static final int MOST_FIELDS = 10;

    @JsonInclude(Include.NON_NULL)
    record Block(
            String type,
            @Nullable SlackText text,
            @Nullable List<SlackText> fields,
            @Nullable List<SlackText> elements) {}

    @JsonInclude(Include.NON_NULL)
    record SlackText(
            String type,
            String text,
            @Nullable Boolean emoji,
            @Nullable Boolean verbatim) {}

    static SlackMessage of(ChatMessage announcement) {
        var blocks = new ArrayList<Block>();
        blocks.add(header(announcement.title()));
        blocks.add(section(escaped(announcement.sentence(), LONGEST_TEXT)));
        var update = announcement.update();
        if (update != null) {
            blocks.add(section(escaped(update, LONGEST_TEXT)));
        }
        if (!announcement.facts().isEmpty()) {
            blocks.add(new Block(
                    "section",
                    null,
                    announcement.facts().stream()
                            .limit(MOST_FIELDS)
                            .map(fact -> mrkdwn("*%s*\n%s"
                                    .formatted(
                                            escaped(fact.name(), LONGEST_HEADER),
                                            escaped(fact.value(), LONGEST_FIELD - LONGEST_HEADER - 10))))
                            .toList(),
                    null));
        }
        blocks.add(new Block(
                "context",
                null,
                null,
                List.of(mrkdwn(link(announcement.details()) + " · " + link(announcement.leave())))));
        return message(announcement.sentence(), blocks);
    }

    static SlackMessage of(Note note) {
        var blocks = new ArrayList<Block>();
        blocks.add(header(note.title()));
        note.paragraphs().forEach(paragraph -> blocks.add(section(escaped(paragraph, LONGEST_TEXT))));
        return message(note.title(), blocks);
    }

    private static SlackMessage message(String text, List<Block> blocks) {
        return new SlackMessage(escaped(text, LONGEST_TEXT), blocks, false, false, false);
    }

    /// Plain text knows no escapes, links or mentions.
    private static Block header(String text) {
        return new Block(
                "header", new SlackText("plain_text", BoundedText.of(text, LONGEST_HEADER), false, null), null, null);
    }

    private static Block section(String text) {
        return new Block("section", mrkdwn(text), null, null);
    }

    private static SlackText mrkdwn(String text) {
        return new SlackText("mrkdwn", text, null, true);
    }

    private static String link(Link link) {
        return "<%s|%s>"
                .formatted(
                        escaped(link.to().toString().replace("|", "%7C"), LONGEST_TEXT),
                        escaped(link.text(), LONGEST_HEADER));
    }

    private static String escaped(String text, int most) {
        return BoundedText.of(text, most, point -> switch (point) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            default -> Character.toString(point);
        });
    }
}

package dev.tocsin.notifier.channel.discord;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tocsin.notifier.channel.BoundedText;
import dev.tocsin.notifier.channel.chat.Note;
import dev.tocsin.notifier.channel.http.ChatMessage;
import dev.tocsin.notifier.channel.http.ChatMessage.Link;
import dev.tocsin.notifier.channel.http.ChatMessage.Tone;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A message with one embed, of which Discord accepts 6,000 characters in all. Nobody is mentioned, whatever the text
/// says.
record DiscordMessage(
        List<Embed> embeds,
        @JsonProperty("allowed_mentions") AllowedMentions allowedMentions) {

    private static final int LONGEST_TITLE = 256;
    private static final int LONGEST_SENTENCE = 1000;
    private static final int LONGEST_UPDATE = 1500;
    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_VALUE = 300;
    private static final int MOST_FIELDS = 7;

    /// The characters that begin formatting, a link or a mention.
    private static final String MARKS = "\\*_~`|>#[]()<@";

    @JsonInclude(Include.NON_NULL)
    record Embed(String title, String description, @Nullable URI url, int color, List<Field> fields) {}

    record Field(String name, String value, boolean inline) {}

    record AllowedMentions(List<String> parse) {}

    static DiscordMessage of(ChatMessage announcement) {
        var update = announcement.update();
        return message(new Embed(
                escaped(announcement.title(), LONGEST_TITLE),
                "%s%s\n\n%s · %s"
                        .formatted(
                                escaped(announcement.sentence(), LONGEST_SENTENCE),
                                update == null ? "" : "\n\n" + escaped(update, LONGEST_UPDATE),
                                link(announcement.details()),
                                link(announcement.leave())),
                announcement.details().to(),
                color(announcement.tone()),
                announcement.facts().stream()
                        .limit(MOST_FIELDS)
                        .map(fact -> new Field(
                                escaped(fact.name(), LONGEST_NAME), escaped(fact.value(), LONGEST_VALUE), true))
                        .toList()));
    }

    static DiscordMessage of(Note note) {
        return message(new Embed(
                escaped(note.title(), LONGEST_TITLE),
                escaped(String.join("\n\n", note.paragraphs()), LONGEST_SENTENCE),
                null,
                color(Tone.PLANNED),
                List.of()));
    }

    private static DiscordMessage message(Embed embed) {
        return new DiscordMessage(List.of(embed), new AllowedMentions(List.of()));
    }

    private static String link(Link link) {
        var to = link.to().toString().replace("(", "%28").replace(")", "%29");
        return "[%s](%s)".formatted(escaped(link.text(), LONGEST_NAME), to);
    }

    private static int color(Tone tone) {
        return switch (tone) {
            case CRITICAL -> 0xc0311f;
            case MAJOR -> 0xd9731a;
            case MINOR -> 0xd9a51a;
            case OVER -> 0x2e8b57;
            case PLANNED -> 0x2b59c3;
        };
    }

    /// A backslash before a mark shows the mark; a backslash within `://` keeps an address from becoming a link.
    private static String escaped(String text, int most) {
        return BoundedText.of(
                text,
                most,
                point -> MARKS.indexOf(point) >= 0 || point == '/'
                        ? "\\" + Character.toString(point)
                        : Character.toString(point));
    }
}

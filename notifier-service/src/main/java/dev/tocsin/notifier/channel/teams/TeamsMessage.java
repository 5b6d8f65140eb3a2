package dev.tocsin.notifier.channel.teams;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tocsin.notifier.channel.BoundedText;
import dev.tocsin.notifier.channel.chat.Note;
import dev.tocsin.notifier.channel.http.ChatMessage;
import dev.tocsin.notifier.channel.http.ChatMessage.Link;
import dev.tocsin.notifier.channel.http.ChatMessage.Tone;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An Adaptive TeamsCard in the envelope that a workflow takes, within the 28 KB of a message.
///
/// All text is in text runs, which do not interpret Markdown: nothing in them becomes a link or a mention.
record TeamsMessage(String type, List<Attachment> attachments) {

    private static final int LONGEST_TITLE = 300;
    private static final int LONGEST_SENTENCE = 1000;
    private static final int LONGEST_UPDATE = 2000;
    private static final int LONGEST_VALUE = 500;
    private static final int MOST_FACTS = 7;

    record Attachment(String contentType, TeamsCard content) {}

    @JsonInclude(Include.NON_EMPTY)
    record TeamsCard(
            @JsonProperty("$schema") String schema,
            String type,
            String version,
            List<Element> body,
            List<Action> actions) {}

    @JsonInclude(Include.NON_NULL)
    record Element(
            String type,
            @Nullable String style,
            @Nullable Boolean bleed,
            @Nullable List<Element> items,
            @Nullable List<TextRun> inlines) {}

    @JsonInclude(Include.NON_NULL)
    record TextRun(
            String type,
            String text,
            @Nullable String size,
            @Nullable String weight) {}

    record Action(String type, String title, URI url) {}

    static TeamsMessage of(ChatMessage announcement) {
        var body = new ArrayList<Element>();
        body.add(heading(style(announcement.tone()), announcement.title()));
        body.add(paragraph(announcement.sentence(), LONGEST_SENTENCE));
        var update = announcement.update();
        if (update != null) {
            body.add(paragraph(update, LONGEST_UPDATE));
        }
        announcement.facts().stream()
                .limit(MOST_FACTS)
                .map(fact -> text(
                        run(fact.name() + ": ", LONGEST_TITLE, null, "bolder"),
                        run(fact.value(), LONGEST_VALUE, null, null)))
                .forEach(body::add);
        return message(body, List.of(action(announcement.details()), action(announcement.leave())));
    }

    static TeamsMessage of(Note note) {
        var body = new ArrayList<Element>();
        body.add(heading(style(Tone.PLANNED), note.title()));
        note.paragraphs().forEach(paragraph -> body.add(paragraph(paragraph, LONGEST_SENTENCE)));
        return message(body, List.of());
    }

    private static TeamsMessage message(List<Element> body, List<Action> actions) {
        var card = new TeamsCard(
                "http://adaptivecards.io/schemas/adaptive-card.json", "AdaptiveCard", "1.4", body, actions);
        return new TeamsMessage("message", List.of(new Attachment("application/vnd.microsoft.card.adaptive", card)));
    }

    private static Action action(Link link) {
        return new Action("Action.OpenUrl", link.text(), link.to());
    }

    private static Element heading(String style, String title) {
        var text = text(run(title, LONGEST_TITLE, "large", "bolder"));
        return new Element("Container", style, true, List.of(text), null);
    }

    private static Element paragraph(String text, int most) {
        return text(run(text, most, null, null));
    }

    private static Element text(TextRun... runs) {
        return new Element("RichTextBlock", null, null, null, List.of(runs));
    }

    private static TextRun run(String text, int most, @Nullable String size, @Nullable String weight) {
        return new TextRun("TextRun", BoundedText.of(text, most), size, weight);
    }

    private static String style(Tone tone) {
        return switch (tone) {
            case CRITICAL, MAJOR -> "attention";
            case MINOR -> "warning";
            case OVER -> "good";
            case PLANNED -> "accent";
        };
    }
}

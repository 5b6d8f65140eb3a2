package dev.tocsin.incident.trust.pagestream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.incident.trust.pagestream.PageFeed.Said;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;

class MessageTest {

    private static final Message SHORT = new Message("na-7", new Said("patch", "one\ntwo"));
    private static final Message LONG = new Message(null, new Said("patch", "<td>up</td> ".repeat(50_000)));

    @Test
    void eachLineOfItsDataIsALineOfTheEvent() {
        assertThat(SHORT.plain().toString()).isEqualTo("event:patch\nid:na-7\ndata:one\ndata:two\n\n");
    }

    @Test
    void whoDoesNotKnowAllYetIsGivenNoId() {
        assertThat(LONG.plain().toString()).startsWith("event:patch\ndata:<td>");
    }

    @Test
    void aSignOfLifeIsAnEventThatBrowsersTell() {
        assertThat(Message.ALIVE.plain().toString()).isEqualTo("event:alive\ndata:still here\n\n");
    }

    @Test
    void compressedMessagesAreOneStreamWhateverWasTheFirst() throws DataFormatException {
        assertThat(read(SHORT, Message.ALIVE, LONG)).isEqualTo(plain(SHORT, Message.ALIVE, LONG));
        assertThat(read(LONG, SHORT, SHORT)).isEqualTo(plain(LONG, SHORT, SHORT));
    }

    @Test
    void eachCanBeReadAsSoonAsItCame() throws DataFormatException {
        try (var inflater = begun()) {
            for (var message : new Message[] {SHORT, LONG, Message.ALIVE}) {
                assertThat(more(inflater, message)).isEqualTo(plain(message));
            }
        }
    }

    private static String plain(Message... messages) {
        var text = new StringBuilder();
        Arrays.stream(messages).forEach(message -> text.append(message.plain().toString()));
        return text.toString();
    }

    private static String read(Message... messages) throws DataFormatException {
        var text = new StringBuilder();
        try (var inflater = begun()) {
            for (var message : messages) {
                text.append(more(inflater, message));
            }
        }
        return text.toString();
    }

    /// As a reader of gzip that has read its head.
    private static Inflater begun() {
        assertThat(Message.BEGINNING.getBytes()).hasSize(10).startsWith(0x1f, 0x8b, 8);
        return new Inflater(true);
    }

    private static String more(Inflater inflater, Message message) throws DataFormatException {
        inflater.setInput(message.compressed().getBytes());
        var bytes = new ByteArrayOutputStream();
        var block = new byte[4_096];
        for (var length = inflater.inflate(block); length > 0; length = inflater.inflate(block)) {
            bytes.write(block, 0, length);
        }
        return bytes.toString(UTF_8);
    }
}

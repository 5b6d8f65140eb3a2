package dev.tocsin.notifier.channel.chat;

import dev.tocsin.notifier.channel.http.CodeRequest;
import dev.tocsin.notifier.channel.http.TestMessage;
import java.util.List;

/// A message that is about no incident, as plain text; nothing in it is escaped yet.
public record Note(String title, List<String> paragraphs) {

    public static Note of(CodeRequest request) {
        return new Note(request.title(), List.of(request.sentence(), request.instruction()));
    }

    public static Note of(TestMessage test) {
        return new Note(test.title(), List.of(test.sentence()));
    }
}

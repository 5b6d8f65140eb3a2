package dev.tocsin.notifier.http;

import dev.tocsin.notifier.database.WordConverter;
import dev.tocsin.support.problem.Declined;
import dev.tocsin.support.problem.Problem.FieldError;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import java.util.stream.Stream;

/// Reads constants from the words in a request, such as `given-up`.
public final class RequestConstants {

    private RequestConstants() {}

    /// @param detail what was not done if the word is wrong
    /// @throws Declined naming the field and all valid words
    public static <E extends Enum<E>> E read(Class<E> type, String field, String word, String detail) {
        return Stream.of(type.getEnumConstants())
                .filter(constant -> WordConverter.word(constant).equals(word))
                .findFirst()
                .orElseThrow(() -> Declined.of(
                        Status.BAD_REQUEST, detail, List.of(new FieldError(field, "is not " + words(type)))));
    }

    /// Such as `due, delivered or covered`.
    private static <E extends Enum<E>> String words(Class<E> type) {
        var words = Stream.of(type.getEnumConstants()).map(WordConverter::word).toList();
        return "%s or %s".formatted(String.join(", ", words.subList(0, words.size() - 1)), words.getLast());
    }
}

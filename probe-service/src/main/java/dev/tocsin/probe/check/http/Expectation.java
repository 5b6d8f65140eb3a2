package dev.tocsin.probe.check.http;

import static dev.tocsin.contract.health.ErrorKind.OTHER;
import static dev.tocsin.contract.health.ErrorKind.WRONG_BODY;
import static dev.tocsin.contract.health.ErrorKind.WRONG_HEADER;
import static dev.tocsin.contract.health.ErrorKind.WRONG_STATUS;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.tocsin.contract.catalog.Question;
import dev.tocsin.probe.check.Fault;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Compares an answer with the expected status first, then headers, then body. A fault names the part that differs,
/// never the wanted or found value of a header or body, which may be secret.
final class Expectation {

    private Expectation() {}

    /// A body of which nothing is expected is not awaited unless the check says so: it may never end.
    static BodyUse useOfBody(Question.Http question) {
        if (question.expectsOfBody()) {
            return BodyUse.KEPT;
        }
        return Boolean.TRUE.equals(question.readBody()) ? BodyUse.DRAINED : BodyUse.NONE;
    }

    static Optional<Fault> judge(Question.Http question, HttpAnswer answer) {
        return status(question.status(), answer.status())
                .or(() -> headers(question, answer))
                .or(() -> contains(question.bodyContains(), answer.body()))
                .or(() -> matches(question.bodyMatches(), answer.body()));
    }

    private static Optional<Fault> status(List<Integer> right, int status) {
        return right.contains(status)
                ? Optional.empty()
                : Optional.of(Fault.of(
                        WRONG_STATUS,
                        "answered %d, not %s"
                                .formatted(
                                        status,
                                        right.stream().map(String::valueOf).collect(Collectors.joining(" or ")))));
    }

    private static Optional<Fault> headers(Question.Http question, HttpAnswer answer) {
        return question.expectHeaders().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(expected -> header(
                        expected.getKey(),
                        expected.getValue(),
                        answer.headers().getOrDefault(expected.getKey().toLowerCase(Locale.ROOT), List.of()))
                        .stream())
                .findFirst();
    }

    private static Optional<Fault> header(String name, String wanted, List<String> values) {
        if (values.isEmpty()) {
            return Optional.of(Fault.of(WRONG_HEADER, "header %s is missing".formatted(name)));
        }
        return values.contains(wanted)
                ? Optional.empty()
                : Optional.of(Fault.of(WRONG_HEADER, "header %s does not have the expected value".formatted(name)));
    }

    private static Optional<Fault> contains(@Nullable String text, String body) {
        return text == null || body.contains(text)
                ? Optional.empty()
                : Optional.of(Fault.of(WRONG_BODY, "the body does not contain the expected text"));
    }

    private static Optional<Fault> matches(@Nullable String expression, String body) {
        try {
            return expression == null
                            || Pattern.compile(expression).matcher(body).find()
                    ? Optional.empty()
                    : Optional.of(Fault.of(WRONG_BODY, "the body does not match the expression"));
        } catch (PatternSyntaxException e) {
            return Optional.of(Fault.unsure(OTHER, "the check's expression is not RE2"));
        }
    }
}

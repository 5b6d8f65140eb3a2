package dev.tocsin.notifier.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CustomHeadersTest {

    @Test
    void headersAreKeptAsLinesAndReadAgain() {
        var fields = new LinkedHashMap<String, String>();
        fields.put("Authorization", "Bearer a: b");
        fields.put("X-Api-Key", "k");

        var headers = CustomHeaders.of(fields);

        assertThat(CustomHeaders.problems(fields)).isEmpty();
        assertThat(headers.lines()).containsExactly("Authorization: Bearer a: b", "X-Api-Key: k");
        assertThat(CustomHeaders.ofLines(headers.lines())).isEqualTo(headers);
        assertThat(headers).asString().doesNotContain("Bearer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host",
                "content-length",
                "Content-Type",
                "Transfer-Encoding",
                "Connection",
                "Keep-Alive",
                "TE",
                "Trailer",
                "Upgrade",
                "Proxy-Authorization",
                "Expect",
                "User-Agent",
                "Webhook-Signature",
                "X-Forwarded-For",
                "traceparent"
            })
    void whatWeSayOurselvesIsRefused(String name) {
        assertThat(CustomHeaders.problems(Map.of(name, "x")))
                .containsExactly(new FieldProblem("headers." + name, "is a header that Tocsin sets itself"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a:b", "a\r\nb", "ä", ":path", "\u0000"})
    void aNameThatIsNoTokenIsRefused(String name) {
        assertThat(CustomHeaders.problems(Map.of(name, "x")))
                .containsExactly(
                        new FieldProblem("headers", "has a name that is not 1 to 64 letters, digits and hyphens"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " x", "x ", "a\r\nX-Evil: b", "a\nb", "a\u0000b", "a\tb", "ä"})
    void aValueThatEndsItsLineIsRefusedAndNotRepeated(String value) {
        assertThat(CustomHeaders.problems(Map.of("X-A", value)))
                .containsExactly(new FieldProblem(
                        "headers.X-A",
                        "must be one line of 1 to 1024 ASCII characters, without a space at either end"));
    }

    @Test
    void thereAreTenAtMostOfBoundedLengthAndEachOnce() {
        var many = IntStream.range(0, 11).boxed().collect(Collectors.toMap(n -> "X-" + n, _ -> "x"));

        assertThat(CustomHeaders.problems(many))
                .isEqualTo(List.of(new FieldProblem("headers", "has more than 10 entries")));
        assertThat(CustomHeaders.problems(Map.of("X-A", "x".repeat(1024)))).isEmpty();
        assertThat(CustomHeaders.problems(Map.of("X-A", "x".repeat(1025)))).hasSize(1);
        assertThat(CustomHeaders.problems(Map.of("x".repeat(65), "x"))).hasSize(1);
        assertThat(CustomHeaders.problems(Map.of("X-A", "x", "x-a", "y")))
                .singleElement()
                .extracting(FieldProblem::message)
                .isEqualTo("is given twice");
    }
}

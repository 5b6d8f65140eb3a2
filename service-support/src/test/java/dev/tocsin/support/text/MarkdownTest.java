package dev.tocsin.support.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownTest {

    private static final String HOSTILE = "<script>alert(1)</script> & \u202Eevil\u202C \u2067x\u2069 \u0000\u001B "
            + "\uD83D alone\r\nשלום\u200F ]]> -->";

    static Stream<Arguments> written() {
        return Stream.of(
                arguments("We *found* it.", "<p>We <em>found</em> it.</p>"),
                arguments("# Cause", "<p><strong>Cause</strong></p>"),
                arguments("- one", "<ul>\n<li>one</li>\n</ul>"),
                arguments("one\ntwo", "<p>one<br>\ntwo</p>"),
                arguments(
                        "[docs](https://harbour.example/a?b=c)",
                        "<p><a rel=\"nofollow noopener\" href=\"https://harbour.example/a?b=c\">docs</a></p>"),
                arguments(
                        "![a graph](https://elsewhere.example/x.png)",
                        "<p><a rel=\"nofollow noopener\" href=\"https://elsewhere.example/x.png\">a graph</a></p>"),
                arguments("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
                arguments("<b onclick=x>hi</b>", "<p>&lt;b onclick=x&gt;hi&lt;/b&gt;</p>"),
                arguments("[click](javascript:alert(1))", "<p><a rel=\"nofollow noopener\" href=\"\">click</a></p>"),
                arguments("[x](data:text/html,hi)", "<p><a rel=\"nofollow noopener\" href=\"\">x</a></p>"));
    }

    @ParameterizedTest
    @MethodSource("written")
    void whatIsWrittenIsShownAndDoesNoHarm(String markdown, String html) {
        assertThat(Markdown.html(markdown)).isEqualTo(html);
    }

    @Test
    void whatTurnsTheDirectionOfTextIsLeftOut() {
        assertThat(Markdown.html(HOSTILE))
                .doesNotContain("<script", "\u202E", "\u2067", "\u0000")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "שלום");
    }

    @ParameterizedTest
    @ValueSource(strings = {">", "> ", "- ", "[", "*a **b ", "![", "`", "<", "&"})
    void whatIsNestedWithoutEndIsShownAllTheSame(String piece) {
        var html = Markdown.html(piece.repeat(20_000 / piece.length()));

        assertThat(html).isNotEmpty();
    }

    static Stream<Arguments> asText() {
        return Stream.of(
                arguments("We see errors when **logging in**.", "We see errors when logging in."),
                arguments("one\r\ntwo\r\n\r\nthree", "one\ntwo\n\nthree"),
                arguments("Works:\r\n\r\n- Europe\r\n- *Asia*\r\n", "Works:\n\n- Europe\n- Asia"),
                arguments("# Cause\n\nA `patch`.", "Cause\n\nA \"patch\"."),
                arguments("[docs](https://harbour.example/a)", "\"docs\" (https://harbour.example/a)"),
                arguments("<b>&amp;", "<b>&"));
    }

    @ParameterizedTest
    @MethodSource("asText")
    void asTextTheMarksAreGone(String markdown, String text) {
        assertThat(Markdown.text(markdown)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {">", "- ", "[", "*a **b "})
    void whatIsNestedWithoutEndIsTextAllTheSame(String piece) {
        assertThat(Markdown.text(piece.repeat(20_000 / piece.length()))).isNotEmpty();
    }
}

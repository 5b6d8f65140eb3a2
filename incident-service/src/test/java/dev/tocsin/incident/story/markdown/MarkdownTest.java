package dev.tocsin.incident.story.markdown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.tocsin.incident.readers.Stories;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownTest {

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
        assertThat(Markdown.html(Stories.HOSTILE))
                .doesNotContain("<script", "\u202E", "\u2067", "\u0000")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "שלום");
    }

    @ParameterizedTest
    @ValueSource(strings = {">", "> ", "- ", "[", "*a **b ", "![", "`", "<", "&"})
    void whatIsNestedWithoutEndIsShownAllTheSame(String piece) {
        var html = Markdown.html(piece.repeat(20_000 / piece.length()));

        assertThat(html).isNotEmpty();
    }
}

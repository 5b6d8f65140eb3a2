package dev.tocsin.incident.trust.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StaticLinksTest {

    private static final Set<String> FILES =
            Set.of("index.html", "incidents/abc/index.html", "history.atom", "api/v2/summary.json");

    @ParameterizedTest
    @CsvSource({
        "index.html, /, ./",
        "index.html, /incidents/abc, ./incidents/abc/",
        "index.html, /history.atom, ./history.atom",
        "index.html, /api/v2/summary.json?x=1, ./api/v2/summary.json",
        "incidents/abc/index.html, /, ../../",
        "incidents/abc/index.html, /incidents/abc#story, ../../incidents/abc/",
        "incidents/abc/index.html, /history.atom, ../../history.atom",
    })
    void whatIsBesideThePageIsReachedFromIt(String here, String path, String link) {
        assertThat(new StaticLinks("", FILES, here).in("<a href=\"" + path + "\">x</a>"))
                .isEqualTo("<a href=\"" + link + "\">x</a>");
    }

    @ParameterizedTest
    @CsvSource({
        "<a href=\"/months/2026-03\">March</a>, <a>March</a>",
        "<a href=\"/incidents/unknown\">It</a>, <a>It</a>",
        "<a class=\"bar\" href=\"/cells/login@na\" aria-label=\"quiet\">…</a>,"
                + " <a class=\"bar\" role=\"img\" aria-label=\"quiet\">…</a>",
        "<use href=\"#mark-up\" />, <use href=\"#mark-up\" />",
        "<a href=\"https://harbour.example/\">us</a>, <a href=\"https://harbour.example/\">us</a>",
    })
    void whatIsNotBesideItIsNoLink(String html, String rewritten) {
        assertThat(new StaticLinks("", FILES, "index.html").in(html)).isEqualTo(rewritten);
    }
}

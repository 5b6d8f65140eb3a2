package dev.tocsin.benchmarks.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.benchmarks.web.PageWeight.WeighedPart;
import java.util.List;
import org.junit.jupiter.api.Test;

class PageWeightTest {

    private static final PageWeight WEIGHT = new PageWeight(List.of(
            new WeighedPart("/", 30_000),
            new WeighedPart("/static/bundle/app.js", 18_200),
            new WeighedPart("/static/mark.svg", 400)));

    @Test
    void aBrowserLoadsIconStylesAndScriptsButNoFeeds() {
        assertThat(PageWeight.loadedBy("""
                        <link rel="icon" href="/static/mark.svg" type="image/svg+xml">
                        <link rel="alternate" href="/history.atom" type="application/atom+xml">
                        <link rel="stylesheet" media="screen" href="/static/bundle/app.css">
                        <script type="text/javascript" src="/static/bundle/app.js" defer></script>
                        <a href="/static/elsewhere.html">x</a>"""))
                .containsExactly("/static/mark.svg", "/static/bundle/app.css", "/static/bundle/app.js");
    }

    @Test
    void allPartsAreAddedUpAndNamed() {
        assertThat(WEIGHT.all()).isEqualTo(48_600);
        assertThat(WEIGHT).hasToString("48.6 kB: 30.0 /, 18.2 app.js, 0.4 mark.svg");
    }
}

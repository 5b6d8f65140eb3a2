package dev.tocsin.incident.trust.readers;

import static dev.tocsin.incident.trust.live.Harbour.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.engine.uptime.Status;
import dev.tocsin.incident.trust.live.Audience;
import dev.tocsin.incident.trust.live.CellView;
import dev.tocsin.incident.trust.live.LiveView;
import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class BadgeTest {

    @Test
    void namesWhereTheTroubleIs() {
        assertThat(Badge.of(cells(Stories.broken(), "login"), false, true))
                .isEqualTo(new Badge("Log in", Status.DOWN, "Down in North America"));
        assertThat(Badge.of(cells(Stories.green(), "login"), false, true))
                .isEqualTo(new Badge("Log in", Status.UP, "Up"));
        assertThat(Badge.of(cells(Stories.green(), "login").subList(0, 1), true, true))
                .isEqualTo(new Badge("Log in – North America", Status.UP, "Up"));
    }

    @Test
    void neverShowsAStaleGreen() {
        assertThat(Badge.of(cells(Stories.green(), "login"), false, false).status())
                .isEqualTo(Status.UNKNOWN);
    }

    @ParameterizedTest
    @EnumSource(Status.class)
    void saysItsStatusInAWordAColourAndAShape(Status status) throws Exception {
        var svg = new Badge("Log in", status, status.word()).svg();

        var root = parsed(svg).getDocumentElement();
        assertThat(root.getAttribute("role")).isEqualTo("img");
        assertThat(root.getElementsByTagName("title").item(0).getTextContent()).isEqualTo("Log in: " + status.word());
        assertThat(root.getElementsByTagName("g").item(0).getChildNodes().getLength())
                .isPositive();
    }

    @Test
    void hostileNamesAreOnlyText() throws Exception {
        for (var hostile : List.of(Stories.HOSTILE, Stories.LONG)) {
            var svg = new Badge(hostile, Status.UP, hostile).svg();

            assertThat(parsed(svg).getElementsByTagName("script").getLength()).isZero();
            assertThat(svg).hasSizeLessThan(3_000).doesNotContain("\u202E");
        }
    }

    private static List<CellView> cells(LiveView view, String component) {
        assertThat(view.isFresh(NOON)).isTrue();
        return CellView.all(view, Audience.PUBLIC).stream()
                .filter(cell -> cell.cell().component().equals(component))
                .toList();
    }

    private static Document parsed(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }
}

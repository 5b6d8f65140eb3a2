package dev.tocsin.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.tocsin.system.Chromium.VISIBLE_IN_TIME;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.tocsin.system.Chromium.Running;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Pictures of each view of operators, for people to look at: hundreds, in `target/pages/operators`, with `-Dpictures`.
/// No view may be wider than its screen in any of them.
@StartsStandalone
@ExtendWith(Chromium.class)
@EnabledIfSystemProperty(named = "pictures", matches = ".*")
class ViewPicturesIT {

    private static final int OFFSET = FastStandalone.PORT_OFFSET + 700;
    private static final List<String> OF_NORTH_AMERICA = List.of("cache@na", "login@na", "api@na");
    private static final List<String> OF_EUROPE = List.of("cache@eu", "login@eu", "api@eu");

    /// Rows that are far from the window are not painted, and a picture of the whole page would show gaps there.
    private static final String ALL_SHOWN = """
            for (const row of document.querySelectorAll(".component, .grid tr, .group")) row.style.contentVisibility = "visible";
            scrollTo(0, 0);""";

    @Test
    void withNothingWrongOneIncidentAndAStorm(Running chromium) {
        try (var tocsin = Standalone.upAfresh("pictures", OFFSET, "--fast")) {
            tocsin.awaitQuiet();
            var page = signedIn(tocsin, chromium);
            picturesOf("nothing-wrong", page, tocsin);

            tocsin.breakCell("cache@na", "errors");
            assertThat(page.locator("#open .incident").first()).isVisible(VISIBLE_IN_TIME);
            picturesOf("one-incident", page, tocsin);

            OF_NORTH_AMERICA.forEach(cell -> tocsin.breakCell(cell, "errors"));
            OF_EUROPE.forEach(cell -> tocsin.breakCell(cell, "timeout"));
            var inEurope = new Locator.FilterOptions().setHasText("Europe");
            assertThat(page.locator("#open .incident").filter(inEurope).first()).isVisible(VISIBLE_IN_TIME);
            picturesOf("storm", page, tocsin);
        }
    }

    @Test
    void withHostileTextInTwelveRegionsBeforeAnythingWasReported(Running chromium, @TempDir Path folder)
            throws IOException {
        var catalog = Files.writeString(folder.resolve("hostile.yaml"), HostileCatalog.of(12, 40));
        try (var tocsin = Standalone.upAfresh("pictures-hostile", OFFSET, "--catalog", catalog.toString())) {
            picturesOf("hostile-text", signedIn(tocsin, chromium), tocsin);
        }
    }

    @Test
    void withNoDataAtAll(Running chromium, @TempDir Path folder) throws IOException {
        var catalog = Files.writeString(folder.resolve("empty.yaml"), HostileCatalog.EMPTY);
        try (var tocsin = Standalone.upAfresh("pictures-empty", OFFSET, "--catalog", catalog.toString())) {
            picturesOf("no-data", signedIn(tocsin, chromium), tocsin);
        }
    }

    private static void picturesOf(String state, Page page, Standalone tocsin) {
        for (var path : views(page)) {
            page.navigate(tocsin.incidentService(path).toString());
            assertThat(page.locator("h1").first()).isVisible();
            page.locator("main details > summary").all().forEach(Locator::click);
            page.evaluate(ALL_SHOWN);
            Chromium.pictureOfEachScreen(page, "operators/%s/%s".formatted(state, name(path)));
        }
        page.navigate(tocsin.incidentService("/ops").toString());
    }

    /// What the rail links to, and the first open incident.
    private static SequencedSet<String> views(Page page) {
        var paths = new LinkedHashSet<String>();
        page.locator("header.rail nav a[href], #open a[data-item]")
                .all()
                .forEach(link -> paths.add(URI.create(link.getAttribute("href")).toString()));
        paths.add("/ops?wall");
        assertThat(paths).as("views in the rail").contains("/ops", "/ops/incidents", "/ops/audit");
        return paths;
    }

    private static String name(String path) {
        return path.replaceFirst("id=.*", "one")
                .replaceFirst("^/ops/?", "")
                .replaceAll("[^a-z]+", "-")
                .replaceFirst("^$", "overview");
    }

    private static Page signedIn(Standalone tocsin, Running chromium) {
        var page = chromium.open(tocsin.incidentService("/ops"));
        page.locator("input[name=user]").fill("operator");
        page.locator("input[type=password]").fill(tocsin.operatorToken());
        page.locator("button[type=submit]").click();
        return page;
    }
}

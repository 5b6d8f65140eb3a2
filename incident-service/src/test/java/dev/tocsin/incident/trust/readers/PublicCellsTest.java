package dev.tocsin.incident.trust.readers;

import static dev.tocsin.incident.trust.live.Harbour.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.engine.uptime.Status;
import dev.tocsin.incident.trust.live.LiveView;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicCellsTest {

    private static final String SITE = "https://status.harbour.example/now";

    @ParameterizedTest
    @CsvSource({
        ",,All systems are up,/",
        ",eu,All systems are up in Europe,/?region=eu",
        "login,,Log in is up,/",
        "login,na,Log in is up in North America,/cells/login@na"
    })
    void eachPartHasItsSentenceAndItsPage(
            @Nullable String component, @Nullable String region, String headline, String path) {
        var status = cells(Stories.green(), true).status(new StatusScope(component, region));

        assertThat(status).isEqualTo(new CurrentStatus("Harbour CRM", SITE + path, Status.UP, "Up", headline, null));
    }

    @Test
    void aPartSaysNothingOfTheOthers() {
        var cells = cells(Stories.broken(), true);

        assertThat(headline(cells, StatusScope.EVERYTHING)).startsWith("Log in").contains("North America");
        assertThat(headline(cells, new StatusScope(null, "eu"))).isEqualTo("All systems are up in Europe");
        assertThat(headline(cells, new StatusScope("login", null))).isEqualTo("Log in is down in North America");
        assertThat(headline(cells, new StatusScope("login", "eu"))).isEqualTo("Log in is up in Europe");
    }

    @Test
    void neverSaysThatAStaleGreenIsUp() {
        for (var scope : new StatusScope[] {
            StatusScope.EVERYTHING, new StatusScope("login", null), new StatusScope("login", "na")
        }) {
            assertThat(cells(Stories.green(), false).status(scope).status()).isEqualTo(Status.UNKNOWN);
        }
        assertThat(cells(Stories.green(), false).badge(StatusScope.EVERYTHING).status())
                .isEqualTo(Status.UNKNOWN);
    }

    @Test
    void theBadgeOfAllSaysTheHeadline() {
        var cells = cells(Stories.green(), true);

        assertThat(cells.badge(StatusScope.EVERYTHING))
                .isEqualTo(new Badge("Harbour CRM", Status.UP, "All systems are up"));
        assertThat(cells.badge(new StatusScope(null, "eu")))
                .isEqualTo(new Badge("Harbour CRM – Europe", Status.UP, "All systems are up in Europe"));
    }

    @Test
    void hidesWhatIsNotPublic() {
        var cells = cells(Stories.broken(), true);

        assertThat(cells.whyUnknown(new StatusScope("cache", null)))
                .hasValueSatisfying(wrong -> assertThat(wrong.field()).isEqualTo("component"));
        assertThat(cells.whyUnknown(new StatusScope("login", "mars")))
                .hasValueSatisfying(wrong -> assertThat(wrong.message()).isEqualTo("must be one of na, eu"));
        assertThat(cells.whyUnknown(StatusScope.EVERYTHING)).isEmpty();
    }

    private static String headline(PublicCells cells, StatusScope scope) {
        return cells.status(scope).headline();
    }

    private static PublicCells cells(LiveView view, boolean fresh) {
        assertThat(view.isFresh(NOON)).isTrue();
        return PublicCells.of(view, URI.create(SITE), fresh);
    }
}

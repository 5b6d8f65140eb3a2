package dev.tocsin.incident.trust.statuspage;

import static dev.tocsin.incident.trust.live.Harbour.LOGIN_NA;
import static dev.tocsin.incident.trust.live.Harbour.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.InstanceOfAssertFactories.list;

import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.Weight;
import dev.tocsin.contract.catalog.CatalogVersionPublished;
import dev.tocsin.contract.catalog.ComponentDefined;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.engine.uptime.Span;
import dev.tocsin.engine.uptime.Timeline;
import dev.tocsin.engine.uptime.VerdictChange;
import dev.tocsin.incident.trust.live.Audience;
import dev.tocsin.incident.trust.live.Harbour;
import dev.tocsin.incident.trust.live.Incidents;
import dev.tocsin.incident.trust.live.LiveView;
import dev.tocsin.incident.trust.live.Views;
import dev.tocsin.incident.trust.statuspage.IncidentPage.ComponentNotice;
import dev.tocsin.incident.trust.statuspage.IncidentPage.RegionOutage;
import dev.tocsin.incident.trust.statuspage.IncidentPage.Touched;
import dev.tocsin.incident.trust.story.Story;
import dev.tocsin.incident.trust.story.Story.NextUpdate;
import dev.tocsin.incident.trust.story.Story.StoryEntry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IncidentPageTest {

    private static final Instant ONSET = NOON.minusSeconds(1_000);
    private static final Story STORY = new Story(
            List.of(new StoryEntry(
                    4,
                    NOON,
                    "incident.update_posted",
                    IncidentState.IDENTIFIED,
                    "We are on it.",
                    null,
                    NOON.plusSeconds(60),
                    null)),
            null);

    @Test
    void itSaysWhatCustomersNoticeOfEachAffectedComponent() {
        assertThat(page(IncidentState.IDENTIFIED, NOON).notices())
                .containsExactly(new ComponentNotice("Log in", "Signing in"));
    }

    @Test
    void itSaysForHowLongEachComponentWasAffected() {
        var statuses = Timeline.of(
                List.of(
                        new VerdictChange(LOGIN_NA, 1, ONSET.minusSeconds(9_000), Verdict.UP),
                        new VerdictChange(LOGIN_NA, 2, ONSET, Verdict.DOWN),
                        new VerdictChange(LOGIN_NA, 3, ONSET.plusSeconds(290), Verdict.DEGRADED),
                        new VerdictChange(LOGIN_NA, 4, ONSET.plusSeconds(480), Verdict.UP)),
                List.of(),
                List.of(),
                new Span(ONSET, NOON));

        var page = IncidentPage.of(
                view(IncidentState.RESOLVED),
                seen(IncidentState.RESOLVED),
                STORY,
                List.of(),
                Map.of(LOGIN_NA, statuses),
                NOON);

        assertThat(page.places())
                .singleElement()
                .extracting(RegionOutage::cells)
                .asInstanceOf(list(Touched.class))
                .extracting(Touched::component, Touched::lasted)
                .containsExactly(tuple("Log in", "down for 4 minutes, degraded for 3"), tuple("API", ""));
    }

    @Test
    void theNextUpdateIsDueWhileTheIncidentIsOpen() {
        assertThat(page(IncidentState.IDENTIFIED, NOON).nextUpdate())
                .isEqualTo(new NextUpdate(NOON.plusSeconds(60), false));
        assertThat(page(IncidentState.IDENTIFIED, NOON.plusSeconds(60)).nextUpdate())
                .isEqualTo(new NextUpdate(NOON.plusSeconds(60), true));
        assertThat(page(IncidentState.RESOLVED, NOON).nextUpdate()).isNull();
    }

    @Test
    void theLinkToSubscribeCarriesItsRegionAndComponents() {
        assertThat(page(IncidentState.IDENTIFIED, NOON).scope().query())
                .isEqualTo("?regions=na&components=login&components=api");
    }

    private static IncidentPage page(IncidentState state, Instant now) {
        return IncidentPage.of(view(state), seen(state), STORY, List.of(), now);
    }

    private static IncidentSnapshot seen(IncidentState state) {
        return Incidents.one(view(state), Audience.PUBLIC, Harbour.INCIDENT).orElseThrow();
    }

    private static LiveView view(IncidentState state) {
        return Views.atNoon(
                new ComponentDefined(
                        2,
                        NOON,
                        "login",
                        "Log in",
                        "Product",
                        "Signing in",
                        Weight.HIGH,
                        true,
                        0,
                        List.of("na", "eu"),
                        List.of(),
                        List.of(),
                        null),
                new CatalogVersionPublished(2, NOON, "1".repeat(64), 1),
                Harbour.cacheOutage(4, state, ONSET));
    }
}

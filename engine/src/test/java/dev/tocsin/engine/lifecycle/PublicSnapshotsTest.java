package dev.tocsin.engine.lifecycle;

import static dev.tocsin.engine.correlation.CatalogBuilder.harbour;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Envelope;
import dev.tocsin.contract.Json;
import dev.tocsin.contract.Severity;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.Weight;
import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.contract.incident.PublicIncidentSnapshot;
import dev.tocsin.contract.incident.PublicIncidentSnapshot.Cause;
import dev.tocsin.contract.incident.PublicIncidentSnapshot.PublicOutage;
import dev.tocsin.contract.incident.PublicIncidentSnapshot.PublicUpdate;
import dev.tocsin.contract.incident.Reach;
import dev.tocsin.contract.incident.Suspect;
import dev.tocsin.contract.incident.Suspect.Confidence;
import dev.tocsin.contract.incident.Suspect.SuspectKind;
import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.engine.correlation.Command.Acknowledge;
import dev.tocsin.engine.correlation.Command.CorrectImpact;
import dev.tocsin.engine.correlation.Command.PostUpdate;
import dev.tocsin.engine.correlation.Command.Resolve;
import dev.tocsin.engine.correlation.Story;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class PublicSnapshotsTest {

    private static final String OPERATOR = "Dana Quill";
    private static final String NOTE = "we forgot to renew the licence";

    @Test
    void customersReadPublicComponentsAndWhatWasWrittenToThem() {
        var story = Story.of(harbour())
                .applied("patch-17", "cache", "na")
                .afterSeconds(60)
                .down("cache@na", "login@na")
                .degraded("api@na")
                .afterSeconds(40);
        var id = story.onlyIncident().id();

        story.order(new PostUpdate(id, OPERATOR, "We are **on it**.", null, story.now()));

        var snapshot = latest(story);
        assertThat(snapshot.incident().title())
                .isEqualTo(story.onlyIncident().head().title());
        assertThat(snapshot.incident().number()).isEqualTo(story.onlyIncident().number());
        assertThat(snapshot.incident().regions()).containsExactly("na");
        assertThat(snapshot.withdrawn()).isFalse();
        assertThat(snapshot.outages()).singleElement().satisfies(outage -> {
            assertThat(outage.outage()).isEqualTo("na-1");
            assertThat(outage.down()).containsExactly("login");
            assertThat(outage.degraded()).containsExactly("api");
            assertThat(outage.root()).isNull();
        });
        assertThat(snapshot.listsAll()).isTrue();
        assertThat(snapshot.updates())
                .containsExactly(new PublicUpdate(
                        story.onlyIncident().number(), snapshot.time(), "We are **on it**.", null, null));
    }

    @Test
    void ofWhatIsSuspectedFirstCustomersReadThePublicCellOrThatThereWasAChange() {
        var story = Story.of(harbour()).down("login@na").afterSeconds(40);

        assertThat(cause(story, SuspectKind.CELL, "login@na"))
                .isEqualTo(new Cause(SuspectKind.CELL, Cell.of("login@na"), Confidence.LIKELY));
        assertThat(cause(story, SuspectKind.CELL, "cache@na")).isNull();
        assertThat(cause(story, SuspectKind.CHANGE, "patch-17"))
                .isEqualTo(new Cause(SuspectKind.CHANGE, null, Confidence.LIKELY));
    }

    private static @Nullable Cause cause(Story story, SuspectKind kind, String subject) {
        var suspect = new Suspect(kind, subject, "Patch of db7.internal", Confidence.LIKELY, 0.9, List.of());
        return ((OpenIncident) story.onlyIncident())
                .suspect(List.of(suspect), story.now())
                .publicSnapshot(story.catalog())
                .orElseThrow()
                .cause();
    }

    @Test
    void nothingInternalIsInAnyOfThem() {
        var story = Story.of(harbour())
                .applied("patch-17", "cache", "na")
                .afterSeconds(60)
                .down("database@na", "cache@na", "login@na", "search@na")
                .afterSeconds(40);
        var id = story.onlyIncident().id();
        story.order(new Acknowledge(id, OPERATOR, story.now()))
                .order(new PostUpdate(id, OPERATOR, "We are on it.", null, story.now()))
                .order(new CorrectImpact(id, OPERATOR, null, Severity.MINOR, NOTE, story.now()))
                .reverted("patch-17")
                .up("cache@na")
                .afterSeconds(30)
                .order(new Resolve(id, OPERATOR, NOTE, story.now()));

        var texts = published(story).stream()
                .map(snapshot -> new String(Envelope.data(snapshot), UTF_8))
                .toList();

        assertThat(texts)
                .hasSizeGreaterThan(4)
                .allSatisfy(text -> assertThat(text)
                        .contains("login")
                        .doesNotContainIgnoringCase("cache")
                        .doesNotContainIgnoringCase("database")
                        .doesNotContainIgnoringCase("patch")
                        .doesNotContainIgnoringCase(OPERATOR)
                        .doesNotContain(NOTE));
    }

    @Test
    void anIncidentOfInternalComponentsHasNone() {
        var story = Story.of(harbour()).down("cache@na").afterSeconds(40);
        var id = story.onlyIncident().id();

        story.order(new CorrectImpact(id, OPERATOR, null, Severity.MAJOR, NOTE, story.now()))
                .up("cache@na")
                .after(Duration.ofMinutes(4));

        assertThat(story.onlyIncident().isOpen()).isFalse();
        assertThat(published(story)).isEmpty();
    }

    @Test
    void whatPeopleWriteOfAnInternalIncidentIsNotReadWhenItTouchesCustomersLater() {
        var story = Story.of(harbour()).down("cache@na").afterSeconds(40);
        var id = story.onlyIncident().id();

        story.order(new PostUpdate(id, OPERATOR, NOTE, null, story.now()))
                .down("login@na")
                .afterSeconds(40)
                .order(new PostUpdate(id, OPERATOR, "Log in fails.", null, story.now()));

        assertThat(latest(story).updates()).extracting(PublicUpdate::text).containsExactly("Log in fails.");
    }

    @Test
    void oneThatIsMadeInternalIsWithdrawn() {
        var story = Story.of(harbour()).down("cache@na", "login@na").afterSeconds(40);
        var id = story.onlyIncident().id();
        var before = latest(story);

        story.order(new CorrectImpact(id, OPERATOR, "Cache is being moved", Severity.INTERNAL, NOTE, story.now()));

        var withdrawn = latest(story);
        assertThat(withdrawn.withdrawn()).isTrue();
        assertThat(withdrawn.incident().number())
                .isGreaterThan(before.incident().number());
        assertThat(withdrawn.incident().title()).isEqualTo(before.incident().title());
        assertThat(withdrawn.incident().severity()).isEqualTo(before.incident().severity());
        assertThat(withdrawn.incident().regions()).isEmpty();
        assertThat(withdrawn.outages()).isEmpty();
    }

    @Test
    void oneWhosePublicComponentLeavesTheCatalogIsWithdrawn() {
        var story = Story.of(harbour()).down("cache@na", "login@na").afterSeconds(40);
        var before = latest(story);

        story.withoutComponent("login", 2).afterSeconds(5);

        assertThat(story.onlyIncident().isOpen()).isTrue();
        assertThat(latest(story).withdrawn()).isTrue();
        assertThat(latest(story).incident().title()).isEqualTo(before.incident().title());
    }

    @Test
    void itsEndAndTheNextEpisodeAreRead() {
        var story = Story.of(harbour()).down("login@na").afterSeconds(40);
        var id = story.onlyIncident().id();
        story.order(new PostUpdate(id, OPERATOR, "We are on it.", null, story.now()))
                .up("login@na")
                .after(Duration.ofMinutes(3));
        var resolved = latest(story);

        story.down("login@na").afterSeconds(40);

        assertThat(resolved.incident().state()).isEqualTo(IncidentState.RESOLVED);
        assertThat(resolved.resolvedAt()).isNotNull();
        assertThat(resolved.outages()).singleElement().satisfies(outage -> {
            assertThat(outage.endedAt()).isNotNull();
            assertThat(outage.recovered()).containsExactly("login");
        });
        assertThat(latest(story).incident().episode()).isEqualTo(2);
        assertThat(latest(story).outages()).extracting(PublicOutage::outage).containsExactly("na-2");
        assertThat(latest(story).updates()).isEmpty();
    }

    @Test
    void anEpisodeThatCustomersDoNotNoticeLeavesTheEndOfTheOneBefore() {
        var story = Story.of(harbour()).down("login@na", "cache@na").afterSeconds(40);
        story.up("login@na", "cache@na").after(Duration.ofMinutes(3));
        var resolved = latest(story);

        story.down("cache@na").afterSeconds(40);

        assertThat(story.onlyIncident().episode()).isEqualTo(2);
        assertThat(latest(story)).isEqualTo(resolved);
    }

    @Test
    void updatesAreKeptToALength() {
        var story = Story.of(harbour()).down("login@na").afterSeconds(40);
        var id = story.onlyIncident().id();
        IntStream.rangeClosed(1, 25)
                .forEach(i -> story.order(
                        new PostUpdate(id, OPERATOR, "%d ".formatted(i) + "x".repeat(3_000), null, story.now())));

        var updates = latest(story).updates();

        assertThat(updates).hasSize(PublicIncidentSnapshot.MOST_UPDATES);
        assertThat(updates.getFirst().text())
                .startsWith("25 xx")
                .endsWith("x…")
                .hasSize(PublicIncidentSnapshot.LONGEST_UPDATE);
    }

    /// Names as long as they may be, in more cells than fit.
    @Test
    void theLargestFitsIntoARecord() {
        var worst = IntStream.range(0, 12_000)
                .mapToObj(i -> Impact.of(
                        new Cell("c".repeat(58) + (10_000 + i), "na"),
                        i % 2 == 0 ? Verdict.DEGRADED : Verdict.DOWN,
                        Instant.EPOCH,
                        true,
                        Weight.HIGH))
                .toList();
        var incident = OpenIncident.of("0c8e1r5t7y3u", Instant.EPOCH)
                .withNew(Outage.of("na", worst))
                .assessed(new Assessment("Much is down", Severity.CRITICAL, new Reach(1, 1)));

        var snapshot = PublicSnapshots.of(incident, Catalog.EMPTY).orElseThrow();

        assertThat(Envelope.data(snapshot)).hasSizeBetween(600_000, PublicIncidentSnapshot.MOST_BYTES);
        assertThat(snapshot.allComponents()).isEqualTo(12_000);
        assertThat(snapshot.listsAll()).isFalse();
        assertThat(snapshot.outages().getFirst().down()).hasSize(6_000);
    }

    @Test
    void whatAReleaseBeforeStoredHasTheUpdatesOfItsTimeline() throws JsonProcessingException {
        var story = Story.of(harbour()).down("login@na").afterSeconds(40);
        story.order(new PostUpdate(story.onlyIncident().id(), OPERATOR, "We are on it.", null, story.now()));
        ObjectNode document = Json.mapper().valueToTree(story.onlyIncident());
        var stored = (ObjectNode) document.path("story");
        stored.remove(List.of("updates", "announced"));

        var read = Json.mapper().readValue(document.toString(), Incident.class);

        var catalog = story.catalog();
        assertThat(PublicSnapshots.of(read, catalog)).contains(latest(story));
    }

    private static List<PublicIncidentSnapshot> published(Story story) {
        return story.told().stream()
                .flatMap(told -> told.publicSnapshot(story.catalog()).stream())
                .toList();
    }

    private static PublicIncidentSnapshot latest(Story story) {
        return published(story).getLast();
    }
}

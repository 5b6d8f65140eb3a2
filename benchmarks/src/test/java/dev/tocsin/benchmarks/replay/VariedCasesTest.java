package dev.tocsin.benchmarks.replay;

import static dev.tocsin.benchmarks.replay.CaseWorld.minute;
import static dev.tocsin.benchmarks.replay.CaseWorld.point;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.change.ChangeHeld;
import dev.tocsin.contract.health.VantagePointSetAside;
import dev.tocsin.contract.health.VantagePointTakenBack;
import dev.tocsin.contract.incident.Suspect;
import dev.tocsin.contract.incident.Suspect.Confidence;
import dev.tocsin.contract.incident.Suspect.ScorePart;
import dev.tocsin.contract.incident.Suspect.SuspectKind;
import dev.tocsin.engine.replay.ReplayResult;
import dev.tocsin.engine.replay.ReplayResult.ReplayedIncident;
import dev.tocsin.engine.replay.ReplayResult.ReplayedOutage;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The kinds of which [RecordedCasesTest] has one each: other times, rates and numbers of vantage points, regions and
/// cells. A seed is a variation; a failure names it.
class VariedCasesTest {

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 6);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void inABrownOutNobodyIsSetAside(long seed) {
        var luck = new SplittableRandom(seed * 1_000_003 + 17);
        var cells = luck.nextInt(5, 12);
        var world = new CaseWorld(seed, luck.nextInt(3, 6), "r1");
        var rate = luck.nextDouble(0.15, 0.75);
        for (var cell = 0; cell < cells; cell++) {
            world.watched("c" + cell, "r1", "").fails("c" + cell + "@r1", 8, 33, rate);
        }

        assertThat(world.replayed(36).oversight()).as("rate %s", rate).isEmpty();
    }

    /// It is taken back in time, with whoever is left to compare it with, and what breaks then is seen.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aVantagePointThatIsRightAgainIsTakenBack(long seed) {
        var luck = new SplittableRandom(seed * 1_000_003 + 17);
        var points = luck.nextInt(3, 6);
        var cells = luck.nextInt(5, 9);
        var bad = point(points - 1);
        var from = luck.nextDouble(3, 5);
        var right = from + luck.nextDouble(4, 9);
        var world = new CaseWorld(seed, points, "r1", "r2");
        for (var cell = 0; cell < cells; cell++) {
            world.watched("c" + cell, "r1, r2", "");
        }
        world.cutOff(bad, from, right, luck.nextBoolean() ? "r1" : null);
        for (var other = 0; other < points - 2; other++) {
            world.dead(point(other), right + luck.nextDouble(-1, 1), 60);
        }
        world.down("c0@r1", 30, 36);

        var found = world.replayed(42);

        assertThat(found.oversight())
                .filteredOn(event -> event instanceof VantagePointSetAside)
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event.time()).isBetween(minute(from), minute(from + 4)));
        assertThat(found.oversight())
                .filteredOn(event -> event instanceof VantagePointTakenBack)
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event.time()).isBetween(minute(right + 5), minute(right + 8)));
        assertThat(standingAside(found)).isEmpty();
        assertThat(found.incidents()).singleElement().satisfies(incident -> {
            assertThat(incident.openedAt()).isBetween(minute(30), minute(32));
            assertThat(incident.outages()).flatExtracting(ReplayedOutage::cells).containsExactly(Cell.of("c0@r1"));
        });
    }

    /// One that loses half of its packets is no brown-out: the others lose none.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aVantagePointThatAloneLosesManyPacketsIsSetAside(long seed) {
        var luck = new SplittableRandom(seed * 1_000_003 + 17);
        var points = luck.nextInt(3, 6);
        var world = new CaseWorld(seed, points, "r1");
        for (var cell = 0; cell < 8; cell++) {
            world.watched("c" + cell, "r1", "");
        }
        world.loses(point(0), 4, 16, luck.nextDouble(0.6, 0.9));

        var found = world.replayed(28);

        assertThat(found.oversight())
                .filteredOn(event -> event instanceof VantagePointSetAside)
                .extracting(event -> ((VantagePointSetAside) event).vantagePoint())
                .contains(point(0))
                .containsOnly(point(0));
        assertThat(standingAside(found)).isEmpty();
        assertThat(found.incidents()).isEmpty();
    }

    /// While one of three is set aside, a second goes wrong; the first is right again, and with the third it is
    /// enough.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whoIsRightAgainComesBackWhileAnotherIsWrong(long seed) {
        var luck = new SplittableRandom(seed * 1_000_003 + 17);
        var world = new CaseWorld(seed, 3, "r1");
        for (var cell = 0; cell < 6; cell++) {
            world.watched("c" + cell, "r1", "");
        }
        var right = luck.nextDouble(9, 12);
        world.cutOff("vp-c", 4, right, null).cutOff("vp-b", right + luck.nextDouble(-2, 4), 60, null);
        world.down("c0@r1", 30, 36);

        var found = world.replayed(42);

        assertThat(found.incidents()).singleElement().satisfies(incident -> {
            assertThat(incident.openedAt()).isBetween(minute(30), minute(32));
            assertThat(incident.outages()).flatExtracting(ReplayedOutage::cells).containsExactly(Cell.of("c0@r1"));
        });
        assertThat(standingAside(found)).containsExactly("vp-b");
        assertThat(found.oversight())
                .filteredOn(event -> event instanceof VantagePointTakenBack)
                .singleElement()
                .satisfies(event -> assertThat(event.time()).isBetween(minute(right + 5), minute(right + 8)));
    }

    /// The root recovers first, or some of what needs it does, and the rest gets worse once more before it is over.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aRootStaysTheRootWhileTheRestRecovers(long seed) {
        var luck = new SplittableRandom(seed * 1_000_003 + 17);
        var isWatched = luck.nextBoolean();
        var world = new CaseWorld(seed, 3, "global", "r1");
        if (isWatched) {
            world.watched("base", "global", "").down("base@global", 10, luck.nextDouble(16, 24));
        } else {
            world.unwatched("base", "global", "");
        }
        world.bystanders(8, "r1");
        var dependents = luck.nextInt(2, 5);
        for (var number = 0; number < dependents; number++) {
            var cell = "needy-" + number;
            var slowFrom = luck.nextDouble(25, 32);
            world.watched(cell, "r1", "base@global")
                    .down(cell + "@r1", 10 + luck.nextDouble(0.5), slowFrom)
                    .slow(cell + "@r1", slowFrom, slowFrom + luck.nextDouble(2, 4));
        }
        world.applied("long-before", 10 - luck.nextDouble(20, 50), List.of("needy-0"), List.of("r1"));

        var found = world.replayed(48);

        assertThat(found.incidents()).singleElement().satisfies(incident -> {
            assertThat(incident.outages()).extracting(ReplayedOutage::root).containsOnly(Cell.of("base@global"));
            assertThat(incident.resolvedAt()).isNotNull();
            assertThat(incident.suspects().getFirst().subject()).isEqualTo("base@global");
            assertThat(changes(incident))
                    .filteredOn(suspect -> suspect.confidence() != Confidence.POSSIBLE)
                    .isEmpty();
        });
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aChangeOfAllThatNeedsAnInferredRootIsSuspectedFirstHeldAndConfirmed(long seed) {
        var luck = new SplittableRandom(seed * 1_000_003 + 17);
        var world = new CaseWorld(seed, luck.nextInt(3, 6), "r1", "r2")
                .unwatched("store", "r1, r2", "")
                .bystanders(12, "r1, r2");
        var dependents = IntStream.range(0, luck.nextInt(2, 4))
                .mapToObj(number -> "front-" + number)
                .toList();
        var applied = luck.nextDouble(8, 12);
        var broken = applied + luck.nextDouble(0.2, 10);
        var end = broken + luck.nextDouble(6, 12);
        dependents.forEach(front -> world.watched(front, "r1, r2", "store").down(front + "@r1", broken, end));
        world.applied("culprit", applied, dependents, luck.nextBoolean() ? List.of("r1") : List.of());
        world.reverted("culprit", end - luck.nextDouble(0.2, 1.5));

        var found = world.replayed(end + 6);

        assertThat(found.incidents()).singleElement().satisfies(incident -> {
            assertThat(incident.outages()).extracting(ReplayedOutage::root).containsExactly(Cell.of("store@r1"));
            assertThat(incident.suspects().getFirst().subject()).isEqualTo("culprit");
            assertThat(incident.suspects().getFirst().confidence()).isEqualTo(Confidence.CONFIRMED);
        });
        assertThat(found.held()).extracting(ChangeHeld::change).containsExactly("culprit");
    }

    /// Who was broken by something else, too, is not explained by it.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aChangeOfSomeOfWhatNeedsAnInferredRootIsNeverConfirmed(long seed) {
        var luck = new SplittableRandom(seed * 1_000_003 + 17);
        var world = new CaseWorld(seed, 3, "r1").unwatched("store", "r1", "").bystanders(9, "r1");
        var broken = luck.nextDouble(8, 12);
        for (var number = 0; number < 3; number++) {
            var front = "front-" + number;
            world.watched(front, "r1", "store").down(front + "@r1", broken, 22);
        }
        world.applied("innocent", broken - luck.nextDouble(0.2, 5), List.of("front-0"), List.of("r1"));
        world.reverted("innocent", 22 - luck.nextDouble(0.2, 1.5));

        var found = world.replayed(28);

        assertThat(found.incidents()).singleElement().satisfies(incident -> {
            assertThat(incident.suspects().getFirst().confidence()).isNotEqualTo(Confidence.CONFIRMED);
            assertThat(changes(incident)).extracting(Suspect::subject).containsExactly("innocent");
        });
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void outagesOfOneCauseAreOneIncidentOrNameEachOther(long seed) {
        var luck = new SplittableRandom(seed * 1_000_003 + 17);
        var regions = IntStream.rangeClosed(1, luck.nextInt(2, 5))
                .mapToObj(number -> "r" + number)
                .toList();
        var everywhere = String.join(", ", regions);
        var world = new CaseWorld(seed, 3, regions.toArray(String[]::new))
                .watched("network", everywhere, "")
                .bystanders(2, everywhere);
        var needing = List.of("compute", "storage", "queue");
        needing.forEach(component -> world.watched(component, everywhere, "network"));
        for (var region : regions) {
            var from = 10 + luck.nextDouble(1);
            world.fails("network@" + region, from, 25, luck.nextDouble(0.6, 0.95));
            needing.forEach(component -> world.down(component + "@" + region, from + luck.nextDouble(0.2), 25.2));
        }

        var found = world.replayed(29);

        assertThat(found.outages())
                .extracting(ReplayedOutage::root)
                .allMatch(root -> root != null && root.component().equals("network"));
        for (var incident : found.incidents()) {
            assertThat(incident.linked())
                    .containsExactlyInAnyOrderElementsOf(found.incidents().stream()
                            .map(ReplayedIncident::id)
                            .filter(id -> !id.equals(incident.id()))
                            .toList());
        }
    }

    /// What two regions need is found down after both, in a third.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aSharedRootThatIsFoundLateJoinsOrLinksAllThatNeedIt(long seed) {
        var luck = new SplittableRandom(seed * 1_000_003 + 17);
        var world = new CaseWorld(seed, 3, "dc", "r1", "r2")
                .watched("network", "dc", "")
                .watched("mail", "r1", "network@dc")
                .watched("calls", "r2", "network@dc")
                .bystanders(4, "r1, r2");
        world.down("mail@r1", 10, 25).down("calls@r2", 10 + luck.nextDouble(0.5), 25);
        world.down("network@dc", 10 + luck.nextDouble(1.5, 3), 24);

        var found = world.replayed(30);

        assertThat(found.outages()).hasSize(3).extracting(ReplayedOutage::root).containsOnly(Cell.of("network@dc"));
        var ids = found.incidents().stream().map(ReplayedIncident::id).toList();
        for (var incident : found.incidents()) {
            assertThat(incident.linked())
                    .containsExactlyInAnyOrderElementsOf(
                            ids.stream().filter(id -> !id.equals(incident.id())).toList());
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aChangeAtARootInAnotherRegionIsScoredAndHeldForThatRegion(long seed) {
        var luck = new SplittableRandom(seed * 1_000_003 + 17);
        var shards = IntStream.rangeClosed(1, luck.nextInt(1, 5))
                .mapToObj(number -> "s" + number)
                .toList();
        var everywhere = String.join(", ", shards);
        var regions = new ArrayList<>(shards);
        regions.add("dc");
        regions.add("site");
        var world = new CaseWorld(seed, 3, regions.toArray(String[]::new))
                .bystanders(8, everywhere)
                .unwatched("power", "site", "");
        var isUpstream = luck.nextBoolean();
        var applied = luck.nextDouble(8, 10);
        var broken = applied + luck.nextDouble(0.2, 9);
        if (luck.nextBoolean()) {
            world.watched("dns", "dc", "power@site").down("dns@dc", broken, 26);
        } else {
            world.unwatched("dns", "dc", "power@site");
        }
        for (var component : List.of("login", "core")) {
            world.watched(component, everywhere, "dns@dc");
            shards.forEach(shard -> world.down(component + "@" + shard, broken + luck.nextDouble(0.2), 26.2));
        }
        var where = isUpstream ? "site" : "dc";
        world.applied(
                "culprit",
                applied,
                List.of(isUpstream ? "power" : "dns"),
                luck.nextBoolean() ? List.of(where) : List.of());

        var found = world.replayed(32);

        assertThat(found.incidents()).singleElement().satisfies(incident -> {
            assertThat(changes(incident)).singleElement().satisfies(change -> {
                assertThat(change.subject()).isEqualTo("culprit");
                assertThat(change.confidence()).isEqualTo(Confidence.LIKELY);
                assertThat(change.parts())
                        .filteredOn(part -> part.name().equals("regions"))
                        .extracting(ScorePart::value)
                        .containsExactly(0.2);
            });
            assertThat(found.held())
                    .hasSameSizeAs(incident.outages())
                    .allSatisfy(held -> assertThat(held.regions()).containsExactly(where));
        });
    }

    private static List<Suspect> changes(ReplayedIncident incident) {
        return incident.suspects().stream()
                .filter(suspect -> suspect.kind() == SuspectKind.CHANGE)
                .toList();
    }

    /// Who is set aside at the end, like `vp-a` or `vp-a in r1`.
    private static List<String> standingAside(ReplayResult found) {
        var aside = new ArrayList<String>();
        for (var event : found.oversight()) {
            switch (event) {
                case VantagePointSetAside set -> aside.add(name(set.vantagePoint(), set.region()));
                case VantagePointTakenBack back -> aside.remove(name(back.vantagePoint(), back.region()));
                default -> {}
            }
        }
        return aside;
    }

    private static String name(String vantagePoint, @Nullable String region) {
        return region == null ? vantagePoint : vantagePoint + " in " + region;
    }
}

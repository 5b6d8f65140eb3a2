package dev.tocsin.engine.correlation.rule;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Severity;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.Weight;
import dev.tocsin.engine.Seeds;
import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.engine.correlation.CatalogBuilder;
import dev.tocsin.engine.lifecycle.Impact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a title claims is or was so, and nothing that is bad is left out: random impacts, and the sentence taken apart
/// again. A failure names its seed and the sentence.
@Execution(ExecutionMode.CONCURRENT)
class TitleLawsTest {

    private static final Instant NOON = Instant.parse("2006-04-11T12:00:00Z");
    private static final int INCIDENTS_A_SEED = 50;

    private static final List<String> COMPONENTS =
            List.of("Log in", "API", "Search", "Service 12", "Service 40", "Cache", "Database");
    private static final Set<String> INTERNAL = Set.of("Cache", "Database");
    private static final List<String> REGIONS = List.of("North America", "Europe", "Oregon", "São Paulo", "Ohio");

    private static final Pattern CLAIM = Pattern.compile(
            "(?:(?<down>.+?) (?:is|are) down)?(?: and )?(?:(?<degraded>.+?) (?:is|are) degraded)? in (?<regions>.+)");
    private static final Pattern MORE = Pattern.compile("(?<count>\\d+) more (?:is|are) affected in (?<regions>.+)");
    private static final Pattern MORE_NAMES = Pattern.compile(" and (\\d+) more$");

    private static final Catalog CATALOG = catalog();

    static LongStream seeds() {
        return Seeds.upTo(20);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatATitleClaimsIsSo(long seed) {
        var random = new Random(seed);
        for (var number = 0; number < INCIDENTS_A_SEED; number++) {
            var impacts = impacts(random);

            var title = Title.of(impacts, TitleLawsTest::severity, CATALOG);

            try {
                new Oracle(impacts, title).judge();
            } catch (AssertionError e) {
                throw new AssertionError(
                        "seed %d, incident %d: \"%s\"%n%s%n%s".formatted(seed, number, title, impacts, e.getMessage()),
                        e);
            }
        }
    }

    @Test
    void componentsAndRegionsAreNotJoinedAcross() {
        var title = Title.of(
                List.of(
                        impact("Service 12", "Oregon", Verdict.DOWN),
                        impact("Service 40", "São Paulo", Verdict.DOWN),
                        impact("Cache", "Europe", Verdict.DOWN)),
                TitleLawsTest::severity,
                CATALOG);

        assertThat(title).isEqualTo("Service 12 is down in Oregon; Service 40 is down in São Paulo");
    }

    @Test
    void whatIsDegradedIsNotSaidToBeDown() {
        var title = Title.of(
                List.of(impact("Search", "Europe", Verdict.DEGRADED), impact("API", "Europe", Verdict.DOWN)),
                TitleLawsTest::severity,
                CATALOG);

        assertThat(title).isEqualTo("API is down and Search is degraded in Europe");
    }

    private static List<Impact> impacts(Random random) {
        var impacts = new ArrayList<Impact>();
        var share = List.of(0.05, 0.2, 0.6).get(random.nextInt(3));
        for (var component : COMPONENTS) {
            for (var region : REGIONS) {
                if (random.nextDouble() < share) {
                    impacts.add(impact(component, region, random.nextBoolean() ? Verdict.DOWN : Verdict.DEGRADED));
                }
            }
        }
        if (impacts.isEmpty()) {
            impacts.add(impact(COMPONENTS.get(random.nextInt(COMPONENTS.size())), "Ohio", Verdict.DOWN));
        }
        return impacts;
    }

    private static Impact impact(String component, String region, Verdict worst) {
        return Impact.of(
                new Cell(id(component), id(region)), worst, NOON, !INTERNAL.contains(component), Weight.NORMAL);
    }

    private static Severity severity(Impact impact) {
        return impact.worst() == Verdict.DOWN ? Severity.MAJOR : Severity.MINOR;
    }

    private static String id(String name) {
        return COMPONENTS.contains(name) ? "c-" + COMPONENTS.indexOf(name) : "r-" + REGIONS.indexOf(name);
    }

    private static Catalog catalog() {
        var builder = CatalogBuilder.emptyCatalog();
        REGIONS.forEach(region -> builder.region(id(region), region, 100));
        COMPONENTS.forEach(
                component -> builder.component(id(component), component, Weight.NORMAL, !INTERNAL.contains(component)));
        return builder.catalog();
    }

    /// Names, and how many more there are that are not said.
    private record NameList(List<String> names, int more) {

        static NameList of(String list, List<String> known) {
            var more = MORE_NAMES.matcher(list);
            var count = more.find() ? Integer.parseInt(more.group(1)) : 0;
            var names = Arrays.stream(MORE_NAMES.matcher(list).replaceAll("").split(", | and ", -1))
                    .toList();
            assertThat(known).containsAll(names);
            return new NameList(names, count);
        }

        int count() {
            return names.size() + more;
        }
    }

    /// Looks each claim up in the impacts.
    private record Oracle(List<Impact> impacts, String title, Set<Cell> named) {

        Oracle(List<Impact> impacts, String title) {
            this(shown(impacts), title, new HashSet<>());
        }

        /// Internal components only where there are no others.
        private static List<Impact> shown(List<Impact> impacts) {
            var forCustomers =
                    impacts.stream().filter(impact -> impact.now().isPublic()).toList();
            return forCustomers.isEmpty() ? impacts : forCustomers;
        }

        void judge() {
            var pairs = 0;
            var more = 0;
            for (var part : title.split("; ", -1)) {
                var rest = MORE.matcher(part);
                if (rest.matches()) {
                    more = Integer.parseInt(rest.group("count"));
                    var regions = NameList.of(rest.group("regions"), REGIONS);
                    assertThat(impacts.stream()
                                    .map(impact -> impact.cell().region())
                                    .collect(toSet()))
                            .containsAll(regions.names.stream()
                                    .map(TitleLawsTest::id)
                                    .toList());
                } else {
                    pairs += claimed(part);
                }
            }
            if (more == 0) {
                assertThat(pairs).isEqualTo(impacts.size());
            } else {
                assertThat(more).isBetween(1, impacts.size() - pairs);
            }
            assertThat(named.stream().anyMatch(cell -> worst(cell) == Verdict.DOWN))
                    .isEqualTo(impacts.stream().anyMatch(impact -> impact.worst() == Verdict.DOWN));
        }

        private int claimed(String part) {
            var claim = CLAIM.matcher(part);
            assertThat(claim.matches()).as(part).isTrue();
            var regions = NameList.of(claim.group("regions"), REGIONS);
            var pairs = 0;
            for (var verdict : List.of(Verdict.DOWN, Verdict.DEGRADED)) {
                var list = claim.group(verdict == Verdict.DOWN ? "down" : "degraded");
                if (list != null) {
                    var components = NameList.of(list, COMPONENTS);
                    components.names.forEach(component -> isSo(component, regions, verdict));
                    pairs += components.count() * regions.count();
                }
            }
            return pairs;
        }

        private void isSo(String component, NameList regions, Verdict verdict) {
            var there = impacts.stream()
                    .filter(impact -> impact.cell().component().equals(id(component)) && impact.worst() == verdict)
                    .map(Impact::cell)
                    .toList();
            assertThat(there.stream().map(Cell::region).collect(Collectors.toSet()))
                    .as("where %s is %s", component, verdict)
                    .containsAll(regions.names.stream().map(TitleLawsTest::id).toList())
                    .hasSize(regions.count());
            named.addAll(there);
        }

        private Verdict worst(Cell cell) {
            return impacts.stream()
                    .filter(impact -> impact.cell().equals(cell))
                    .map(Impact::worst)
                    .findFirst()
                    .orElseThrow();
        }
    }
}

package dev.tocsin.benchmarks.simulation;

import dev.tocsin.contract.Cell;
import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.engine.catalog.file.CatalogFile;
import dev.tocsin.engine.catalog.file.CatalogReading.Invalid;
import dev.tocsin.engine.catalog.file.CatalogReading.Valid;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The product that a world watches, in some regions, with layers of components that need one another.
///
/// It is written down as a catalog file and read back by the service's own reader, so that every default is the
/// service's.
///
/// @param everySeconds the check interval of each watched component
/// @param needs the direct needs of each component
/// @param hosts the hosts of components whose checks do not use the host of the component's name
record Product(
        List<String> regions,
        List<String> points,
        SequencedMap<String, List<String>> needs,
        Map<String, Integer> everySeconds,
        Map<String, String> hosts) {

    private static final List<String> REGIONS = List.of("na", "eu", "apac", "sa");
    private static final List<String> POINTS = List.of("us-east", "eu-west", "ap-south", "us-west", "sa-east");
    private static final List<String> DEEP = List.of("database", "cache", "queue", "storage", "directory");
    private static final List<String> MIDDLE =
            List.of("api", "search", "billing", "files", "reports", "mailer", "rules", "sessions");
    private static final List<String> FRONT = List.of("login", "web", "mobile", "admin", "export", "partners");

    private static final double MOST_AT_ONCE = 0.25;

    static Product random(SplittableRandom luck) {
        var regions = REGIONS.subList(0, luck.nextInt(2, 5));
        var points = POINTS.subList(0, luck.nextInt(5) == 0 ? 5 : 3);
        var needs = new LinkedHashMap<String, List<String>>();
        var deep = some(DEEP, luck.nextInt(2, 4), luck);
        var middle = some(MIDDLE, luck.nextInt(4, 7), luck);
        deep.forEach(component -> needs.put(component, List.of()));
        middle.forEach(component -> needs.put(component, some(deep, luck.nextInt(1, 3), luck)));
        some(FRONT, luck.nextInt(4, 7), luck)
                .forEach(component -> needs.put(component, some(middle, luck.nextInt(1, 3), luck)));
        var every = new LinkedHashMap<String, Integer>();
        needs.keySet().forEach(component -> every.put(component, everySeconds(luck)));
        return new Product(regions, points, needs, every, Map.of());
    }

    /// Very many components, in groups of ten, in which nine need the first.
    static Product wide(int cells) {
        var regions = REGIONS;
        var needs = new LinkedHashMap<String, List<String>>();
        IntStream.range(0, Math.ceilDiv(cells, regions.size()))
                .forEach(number -> needs.put(
                        "part-" + number, number % 10 == 0 ? List.of() : List.of("part-" + (number - number % 10))));
        return new Product(
                regions,
                POINTS.subList(0, 3),
                needs,
                needs.keySet().stream().collect(Collectors.toMap(component -> component, _ -> 30)),
                Map.of());
    }

    private static int everySeconds(SplittableRandom luck) {
        return switch (luck.nextInt(6)) {
            case 0 -> 15;
            case 1 -> 60;
            default -> 30;
        };
    }

    private static List<String> some(List<String> of, int many, SplittableRandom luck) {
        var left = new ArrayList<>(of);
        var some = new ArrayList<String>();
        while (some.size() < many && !left.isEmpty()) {
            some.add(left.remove(luck.nextInt(left.size())));
        }
        return some;
    }

    Product withoutChecksOn(String component) {
        var every = new LinkedHashMap<>(everySeconds);
        every.remove(component);
        return new Product(regions, points, needs, every, hosts);
    }

    /// The product with the component checked at another host and at another interval.
    Product withChecksMoved(String component, int seconds) {
        var every = new LinkedHashMap<>(everySeconds);
        every.put(component, seconds);
        var at = new LinkedHashMap<>(hosts);
        at.put(component, component + "-moved");
        return new Product(regions, points, needs, every, at);
    }

    Product without(String component) {
        var left = new LinkedHashMap<String, List<String>>();
        needs.forEach((other, needed) -> {
            if (!other.equals(component)) {
                left.put(
                        other,
                        needed.stream().filter(it -> !it.equals(component)).toList());
            }
        });
        return new Product(regions, points, left, everySeconds, hosts).withoutChecksOn(component);
    }

    Product with(String component, List<String> needed, int seconds) {
        var more = new LinkedHashMap<>(needs);
        more.put(component, needed);
        var every = new LinkedHashMap<>(everySeconds);
        every.put(component, seconds);
        return new Product(regions, points, more, every, hosts);
    }

    List<String> components() {
        return List.copyOf(needs.keySet());
    }

    /// The host and the interval at which the component is checked.
    String asks(String component) {
        return "%s each %s s".formatted(hosts.getOrDefault(component, component), everySeconds.get(component));
    }

    boolean isWatched(String component) {
        return everySeconds.containsKey(component);
    }

    /// Components that no other needs.
    List<String> leaves() {
        return needs.keySet().stream()
                .filter(component -> neededBy(component).isEmpty())
                .toList();
    }

    /// Components that others need.
    List<String> roots() {
        return needs.keySet().stream()
                .filter(component -> !neededBy(component).isEmpty())
                .toList();
    }

    /// The components that need this one over any number of hops, with the number of hops.
    SequencedMap<String, Integer> neededBy(String component) {
        return reach(
                component,
                it -> needs.keySet().stream()
                        .filter(other -> needs.getOrDefault(other, List.of()).contains(it))
                        .toList());
    }

    /// The components that this one needs over any number of hops.
    Set<String> allNeeds(String component) {
        return reach(component, it -> needs.getOrDefault(it, List.of())).keySet();
    }

    private static SequencedMap<String, Integer> reach(String from, Function<String, List<String>> next) {
        var hops = new LinkedHashMap<String, Integer>();
        var ahead = new ArrayDeque<>(List.of(from));
        hops.put(from, 0);
        while (!ahead.isEmpty()) {
            var component = ahead.remove();
            var further = hops.getOrDefault(component, 0) + 1;
            next.apply(component).stream()
                    .filter(it -> hops.putIfAbsent(it, further) == null)
                    .forEach(ahead::add);
        }
        hops.remove(from);
        return hops;
    }

    /// Two components that are unrelated according to the graph.
    record ComponentPair(String one, String other) {}

    /// Pairs that, with all components that need them, are too few to be rightly taken for trouble of the whole
    /// region.
    List<ComponentPair> unrelatedPairs() {
        return needs.keySet().stream()
                .filter(one -> !isSilentOn(one))
                .flatMap(one -> needs.keySet().stream()
                        .filter(other -> !isSilentOn(other) && one.compareTo(other) < 0 && !areRelated(one, other))
                        .filter(other ->
                                touched(one).size() + touched(other).size() <= MOST_AT_ONCE * everySeconds.size())
                        .map(other -> new ComponentPair(one, other)))
                .toList();
    }

    /// Unrelated pairs whose two components both need something that is well and watched.
    List<ComponentPair> pairsWithACommonNeed() {
        return unrelatedPairs().stream()
                .filter(pair -> {
                    var common = new LinkedHashSet<>(allNeeds(pair.one()));
                    common.retainAll(allNeeds(pair.other()));
                    return !common.isEmpty() && common.stream().allMatch(this::isWatched);
                })
                .toList();
    }

    /// Whether a fault of one could be taken for a fault of the other, given the graph.
    private boolean areRelated(String one, String other) {
        var first = touched(one);
        return touched(other).stream().anyMatch(first::contains);
    }

    /// Whether the graph says nothing about it: it needs nothing, and nothing needs it.
    boolean isSilentOn(String component) {
        return allNeeds(component).isEmpty() && neededBy(component).isEmpty();
    }

    private Set<String> touched(String component) {
        var touched = new LinkedHashSet<String>();
        touched.add(component);
        touched.addAll(neededBy(component).keySet());
        return touched;
    }

    List<Cell> cells(String region) {
        return needs.keySet().stream()
                .map(component -> new Cell(component, region))
                .toList();
    }

    String yaml() {
        var yaml = new StringBuilder("page: { name: Simulated, url: \"https://trust.simulated.example\" }\nregions:\n");
        var customers = 40_000;
        for (var region : regions) {
            yaml.append("  %s: { name: %s, at: [0, 0], customers: %d }%n".formatted(region, region, customers));
            customers /= 2;
        }
        yaml.append("vantage-points:\n");
        points.forEach(point -> yaml.append(
                "  %s: { name: %s, at: [0, 0], controls: [\"tcp://one.example:443\", \"tcp://two.example:443\"] }%n"
                        .formatted(point, point)));
        yaml.append("settings:\n  checks: { from: [%s] }%n".formatted(String.join(", ", points)));
        yaml.append("components:\n");
        needs.forEach((component, needed) -> yaml.append("  %s: { name: %s, weight: %s, needs: [%s] }%n"
                .formatted(
                        component,
                        component,
                        FRONT.contains(component) ? "high" : "normal",
                        String.join(", ", needed))));
        yaml.append("checks:\n");
        everySeconds.forEach((component, every) -> yaml.append(
                "  %s-answers: { of: %s, every: %ds, slow-after: 1500ms, tcp: { host: %s.example, port: 443 } }%n"
                        .formatted(component, component, every, hosts.getOrDefault(component, component))));
        return yaml.toString();
    }

    static Catalog catalog(String yaml) {
        return switch (CatalogFile.read(yaml.getBytes(StandardCharsets.UTF_8))) {
            case Valid(var catalog, var _, var _) -> catalog;
            case Invalid invalid -> throw new IllegalStateException(invalid.text());
        };
    }
}

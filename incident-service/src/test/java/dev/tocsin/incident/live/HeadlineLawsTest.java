package dev.tocsin.incident.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Severity;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.Weight;
import dev.tocsin.contract.incident.CellImpact;
import dev.tocsin.contract.incident.IncidentHead;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.contract.incident.IncidentSnapshot.Links;
import dev.tocsin.contract.incident.IncidentSnapshot.OutageSummary;
import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.contract.incident.Reach;
import dev.tocsin.engine.uptime.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a headline claims is so, and nothing that is bad is left out: random cells, incidents and chosen regions, and
/// the sentence taken apart again word by word. A failure names its seed and the sentence.
class HeadlineLawsTest {

    private static final Instant NOON = Instant.parse("2006-04-11T12:00:00Z");
    private static final Duration AT_ONE_TIME = Duration.ofMinutes(2);
    private static final int STATES_A_SEED = 50;

    private static final List<String> COMPONENTS =
            List.of("Log in", "API", "Search", "Files", "Reports", "Service 12", "Service 40");
    private static final List<String> REGIONS =
            List.of("North America", "Europe", "Oregon", "São Paulo", "Asia", "Ohio");

    private static final String COMPONENT_LIST = list(COMPONENTS);
    private static final String REGION_LIST = list(REGIONS);
    private static final Pattern CLAIM = Pattern.compile(
            "(?:(?<down>%s) (?:is|are) down)?(?: and )?(?:(?<degraded>%1$s) (?:is|are) degraded)? in (?<regions>%s)(?<maintenance>, for maintenance)?"
                    .formatted(COMPONENT_LIST, REGION_LIST));
    private static final Pattern MORE =
            Pattern.compile("(?<count>\\d+) more (?:is|are) affected in (?<regions>%s)".formatted(REGION_LIST));
    private static final Pattern MORE_NAMES = Pattern.compile(" and (\\d+) more$");

    private enum Said {
        ALL_UP,
        WORKING_AGAIN,
        UP_AS_FAR_AS_CHECKED,
        OTHERS_UP,
        MONITORING,
        IN_PROGRESS,
        NO_DATA,
        UNCONFIRMED,
        UNWATCHED
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 20);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatItSaysIsSo(long seed) {
        var random = new Random(seed);
        for (var number = 0; number < STATES_A_SEED; number++) {
            var state = State.random(random);

            var headline = Headline.of(state.cells, state.open, true, state.region);

            try {
                new Oracle(state, headline).judge();
            } catch (AssertionError | IllegalStateException e) {
                throw new AssertionError(
                        "seed %d, state %d, region %s: \"%s\" since %s%n%s%n%s"
                                .formatted(
                                        seed,
                                        number,
                                        state.region,
                                        headline.text(),
                                        headline.since(),
                                        state,
                                        e.getMessage()),
                        e);
            }
        }
    }

    /// What the reader may see.
    private record State(
            List<CellView> cells,
            List<IncidentSnapshot> open,
            @Nullable String region) {

        static State random(Random random) {
            var components = COMPONENTS.subList(0, 1 + random.nextInt(COMPONENTS.size()));
            var regions = REGIONS.subList(0, 1 + random.nextInt(REGIONS.size()));
            var bad = List.of(0.0, 0.05, 0.2, 0.6).get(random.nextInt(4));
            var unknown = random.nextInt(3) == 0 ? 0.1 : 0;
            var maintained = random.nextInt(3) == 0 ? 0.15 : 0;
            var cells = new ArrayList<CellView>();
            for (var component : components) {
                for (var region : regions) {
                    if (random.nextInt(8) > 0) {
                        cells.add(cell(component, region, verdict(random, bad, unknown), random, maintained));
                    }
                }
            }
            var open = new ArrayList<IncidentSnapshot>();
            for (var incident = random.nextInt(4); incident > 0 && !cells.isEmpty(); incident--) {
                open.add(incident(incident, cells, random));
            }
            var region = random.nextBoolean() ? null : id(regions.get(random.nextInt(regions.size())));
            return new State(cells, open, region);
        }

        private static Verdict verdict(Random random, double bad, double unknown) {
            if (random.nextDouble() < unknown) {
                return Verdict.UNKNOWN;
            }
            return random.nextDouble() >= bad ? Verdict.UP : random.nextBoolean() ? Verdict.DOWN : Verdict.DEGRADED;
        }

        private static CellView cell(
                String component, String region, Verdict verdict, Random random, double maintained) {
            var watched = random.nextInt(15) > 0;
            var began = NOON.minusSeconds(random.nextInt(4) == 0 ? 1800 + random.nextInt(900) : random.nextInt(90));
            return new CellView(
                    new Cell(id(component), id(region)),
                    component,
                    region,
                    null,
                    true,
                    watched,
                    watched ? verdict : null,
                    watched ? began : null,
                    watched ? began : null,
                    random.nextDouble() < maintained,
                    null);
        }

        /// Of some cells: those that are bad, some that recovered, and some of which nothing is known any more.
        private static IncidentSnapshot incident(int number, List<CellView> cells, Random random) {
            var touched = cells.stream()
                    .filter(CellView::watched)
                    .filter(cell -> random.nextInt(cell.isBad() ? 2 : 5) == 0)
                    .map(cell -> impact(cell, random))
                    .toList();
            var regions =
                    touched.stream().map(it -> it.cell().region()).distinct().toList();
            var isBad = touched.stream().anyMatch(it -> it.verdict().isBad());
            var severity =
                    List.of(Severity.MINOR, Severity.MAJOR, Severity.CRITICAL).get(random.nextInt(3));
            var began = NOON.minusSeconds(60L * (1 + random.nextInt(5)));
            var outages = regions.stream()
                    .map(region -> {
                        var ofRegion = touched.stream()
                                .filter(it -> it.cell().region().equals(region))
                                .toList();
                        var stands =
                                ofRegion.stream().anyMatch(it -> it.verdict().isBad()) || random.nextBoolean();
                        return new OutageSummary(region + "-1", region, began, stands ? null : NOON, null, 1, 1);
                    })
                    .toList();
            return new IncidentSnapshot(
                    new IncidentHead(
                            "abcdefghijk" + number,
                            3,
                            1,
                            "Everything is down everywhere",
                            isBad ? IncidentState.INVESTIGATING : IncidentState.MONITORING,
                            severity,
                            regions),
                    NOON,
                    NOON.minusSeconds(60),
                    null,
                    null,
                    outages,
                    List.of(),
                    new Reach(1, 2),
                    List.of(),
                    List.of(),
                    touched,
                    touched.size(),
                    List.of(),
                    new Links("", "", ""),
                    null);
        }

        private static CellImpact impact(CellView cell, Random random) {
            var verdict = cell.verdict() == Verdict.UNKNOWN ? Verdict.DOWN : Objects.requireNonNull(cell.verdict());
            var onset = Objects.requireNonNull(cell.onset()).minusSeconds(random.nextInt(4) == 0 ? 300 : 0);
            return new CellImpact(cell.cell(), verdict, onset, true, Weight.NORMAL, null);
        }

        boolean isHere(CellView cell) {
            return region == null || cell.cell().region().equals(region);
        }

        boolean isInIncident(CellView cell) {
            return open.stream()
                    .flatMap(incident -> incident.cells().stream())
                    .anyMatch(impact -> impact.cell().equals(cell.cell()));
        }

        /// Bad, and not by maintenance alone.
        boolean isTrouble(CellView cell) {
            return cell.isBad() && (!cell.maintenance() || isInIncident(cell));
        }

        /// The gravest incident that it is in; before one, the least that it will be.
        Severity severity(CellView cell) {
            return open.stream()
                    .filter(incident -> incident.cells().stream()
                            .anyMatch(impact -> impact.cell().equals(cell.cell())))
                    .map(incident -> incident.incident().severity())
                    .max(Severity::compareTo)
                    .orElse(cell.verdict() == Verdict.DOWN ? Severity.MAJOR : Severity.MINOR);
        }
    }

    /// Names, and how many more there are that are not said.
    private record Named(List<String> names, int more) {

        static Named of(@Nullable String list, List<String> known) {
            if (list == null) {
                return new Named(List.of(), 0);
            }
            var more = MORE_NAMES.matcher(list);
            var count = more.find() ? Integer.parseInt(more.group(1)) : 0;
            var names = Arrays.stream(MORE_NAMES.matcher(list).replaceAll("").split(", | and ", -1))
                    .toList();
            if (!known.containsAll(names)) {
                throw new IllegalStateException("no names: " + list);
            }
            return new Named(names, count);
        }

        int count() {
            return names.size() + more;
        }
    }

    private record Claim(Verdict verdict, Named components, Named regions, boolean forMaintenance) {

        int pairs() {
            return components.count() * regions.count();
        }
    }

    private record More(int components, Named regions) {}

    /// Takes the sentence apart, and looks each claim up in the cells.
    private record Oracle(State state, Headline headline, List<Claim> claims, List<More> more, Set<Said> said) {

        Oracle(State state, Headline headline) {
            this(state, headline, new ArrayList<>(), new ArrayList<>(), new HashSet<>());
            for (var part : headline.text().split("; ", -1)) {
                read(part);
            }
        }

        private void read(String part) {
            var claim = CLAIM.matcher(part);
            var rest = MORE.matcher(part);
            if (claim.matches()) {
                var regions = Named.of(claim.group("regions"), REGIONS);
                var maintenance = claim.group("maintenance") != null;
                add(Verdict.DOWN, claim.group("down"), regions, maintenance);
                add(Verdict.DEGRADED, claim.group("degraded"), regions, maintenance);
            } else if (rest.matches()) {
                more.add(new More(Integer.parseInt(rest.group("count")), Named.of(rest.group("regions"), REGIONS)));
            } else {
                said.add(said(part));
            }
        }

        private void add(Verdict verdict, @Nullable String components, Named regions, boolean maintenance) {
            if (components != null) {
                claims.add(new Claim(verdict, Named.of(components, COMPONENTS), regions, maintenance));
            }
        }

        private Said said(String part) {
            var in = state.region == null ? "" : " in " + name(state.region);
            return switch (part) {
                case String text when text.equals("All systems are up" + in) -> Said.ALL_UP;
                case String text when text.equals("Everything is working again" + in) -> Said.WORKING_AGAIN;
                case String text
                when text.equals("Everything we can check" + in + " is up") -> Said.UP_AS_FAR_AS_CHECKED;
                case String text when text.equals("all other systems are up" + in) -> Said.OTHERS_UP;
                case String text
                when text.equals("We cannot confirm the current status" + in + " yet") -> Said.UNCONFIRMED;
                case String text
                when text.equals("Nothing is monitored" + in + " yet") || text.equals("Nothing is monitored yet") ->
                    Said.UNWATCHED;
                case String text when text.startsWith("we have no data for ") -> Said.NO_DATA;
                case "we are monitoring it" -> Said.MONITORING;
                case "maintenance is in progress" -> Said.IN_PROGRESS;
                default -> throw new IllegalStateException("not understood: " + part);
            };
        }

        void judge() {
            claims.forEach(this::isSo);
            if (said.contains(Said.UNWATCHED)) {
                assertThat(here()).noneMatch(CellView::watched);
                return;
            }
            nothingIsLeftOut(state::isHere, claim -> isOfChosenRegion(claim.regions));
            if (state.region != null) {
                nothingIsLeftOut(cell -> !state.isHere(cell), claim -> !isOfChosenRegion(claim.regions));
            }
            theGravestIsNamed();
            theRestIsSo();
            sinceIsOfAll();
            statusIsOfHere();
        }

        private boolean isOfChosenRegion(Named regions) {
            return state.region == null || regions.names.equals(List.of(name(state.region)));
        }

        private List<CellView> here() {
            return state.cells.stream().filter(state::isHere).toList();
        }

        private void isSo(Claim claim) {
            for (var component : claim.components.names) {
                var there = state.cells.stream()
                        .filter(cell -> cell.componentName().equals(component) && cell.verdict() == claim.verdict)
                        .filter(cell -> claim.forMaintenance
                                ? cell.maintenance() && !state.isInIncident(cell)
                                : state.isTrouble(cell))
                        .filter(cell -> !claim.forMaintenance || state.isHere(cell))
                        .filter(cell -> state.region == null || isOfChosenRegion(claim.regions) == state.isHere(cell))
                        .map(CellView::regionName)
                        .toList();
                assertThat(there).as("%s is %s", component, claim.verdict).containsAll(claim.regions.names);
                assertThat(there).as("%s is %s", component, claim.verdict).hasSize(claim.regions.count());
            }
        }

        private void nothingIsLeftOut(Predicate<CellView> scope, Predicate<Claim> claimed) {
            var bad =
                    state.cells.stream().filter(scope).filter(state::isTrouble).toList();
            var named = claims.stream()
                    .filter(claim -> !claim.forMaintenance)
                    .filter(claimed)
                    .mapToInt(Claim::pairs)
                    .sum();
            var rest = more.stream()
                    .filter(it -> claimed.test(new Claim(Verdict.DOWN, it.regions, it.regions, false)))
                    .toList();
            if (rest.isEmpty()) {
                assertThat(named).as("pairs named").isEqualTo(bad.size());
            } else {
                assertThat(rest).hasSize(1);
                assertThat(named).as("pairs named").isLessThan(bad.size());
                assertThat(rest.getFirst().components).isBetween(1, bad.size() - named);
                assertThat(bad).extracting(CellView::regionName).containsAll(rest.getFirst().regions.names);
            }
        }

        private void theGravestIsNamed() {
            var bad = here().stream().filter(state::isTrouble).toList();
            if (!bad.isEmpty() && claims.getFirst().components.more == 0 && claims.getFirst().regions.more == 0) {
                var gravest = bad.stream()
                        .map(state::severity)
                        .max(Severity::compareTo)
                        .orElseThrow();
                var regions = claims.getFirst().regions;
                assertThat(bad)
                        .filteredOn(cell -> claims.stream()
                                .filter(claim -> claim.regions.equals(regions))
                                .anyMatch(claim -> claim.components.more > 0
                                        || claim.components.names.contains(cell.componentName())))
                        .extracting(state::severity)
                        .contains(gravest);
            }
        }

        private void theRestIsSo() {
            var watched = here().stream().filter(CellView::watched).toList();
            var bad = watched.stream().filter(CellView::isBad).toList();
            var unknown = watched.stream()
                    .filter(cell -> cell.verdict() == Verdict.UNKNOWN)
                    .toList();
            var allUp = bad.isEmpty() && unknown.isEmpty();
            var stands = state.open.stream()
                    .flatMap(incident -> incident.outages().stream())
                    .anyMatch(outage -> outage.endedAt() == null
                            && (state.region == null || outage.region().equals(state.region)));
            assertThat(said.contains(Said.ALL_UP)).isEqualTo(allUp && !stands);
            assertThat(said.contains(Said.WORKING_AGAIN)).isEqualTo(allUp && stands);
            assertThat(said.contains(Said.MONITORING)).isEqualTo(allUp && stands);
            var trouble = bad.stream().anyMatch(state::isTrouble);
            assertThat(said.contains(Said.UNCONFIRMED)).isEqualTo(unknown.size() == watched.size());
            assertThat(said.contains(Said.NO_DATA))
                    .isEqualTo(!trouble && !unknown.isEmpty() && unknown.size() < watched.size());
            assertThat(said.contains(Said.UP_AS_FAR_AS_CHECKED))
                    .isEqualTo(bad.isEmpty() && !unknown.isEmpty() && unknown.size() < watched.size());
            assertThat(said.contains(Said.OTHERS_UP)).isEqualTo(!trouble && !bad.isEmpty() && unknown.isEmpty());
        }

        private void sinceIsOfAll() {
            var began = state.cells.stream()
                    .filter(state::isTrouble)
                    .map(this::began)
                    .sorted()
                    .toList();
            if (began.isEmpty() || began.getLast().isAfter(began.getFirst().plus(AT_ONE_TIME))) {
                assertThat(headline.since()).isNull();
            } else {
                assertThat(headline.since())
                        .isEqualTo(ofOnlyIncident()
                                .filter(of -> Duration.between(of, began.getFirst())
                                                .abs()
                                                .compareTo(AT_ONE_TIME)
                                        <= 0)
                                .orElse(began.getFirst()));
            }
        }

        /// The start that an incident's page shows, if all that is bad belongs to that one.
        private Optional<Instant> ofOnlyIncident() {
            var incidents = state.cells.stream()
                    .filter(state::isTrouble)
                    .map(this::incident)
                    .distinct()
                    .toList();
            return incidents.size() == 1
                    ? incidents
                            .getFirst()
                            .map(incident -> incident.outages().stream()
                                    .map(OutageSummary::onset)
                                    .reduce(incident.startedAt(), (one, other) -> one.isBefore(other) ? one : other))
                    : Optional.empty();
        }

        private Optional<IncidentSnapshot> incident(CellView cell) {
            return state.open.stream()
                    .sorted(Comparator.comparing((IncidentSnapshot incident) ->
                                    incident.incident().severity())
                            .reversed())
                    .filter(incident -> incident.cells().stream()
                            .anyMatch(impact -> impact.cell().equals(cell.cell())))
                    .findFirst();
        }

        private Instant began(CellView cell) {
            return state.open.stream()
                    .sorted(Comparator.comparing((IncidentSnapshot incident) ->
                                    incident.incident().severity())
                            .reversed())
                    .map(IncidentSnapshot::cells)
                    .flatMap(Collection::stream)
                    .filter(impact -> impact.cell().equals(cell.cell()))
                    .map(CellImpact::onset)
                    .findFirst()
                    .orElse(Objects.requireNonNull(cell.onset()));
        }

        private void statusIsOfHere() {
            var bad = here().stream().filter(state::isTrouble).toList();
            if (!bad.isEmpty()) {
                assertThat(headline.status())
                        .isEqualTo(
                                bad.stream().anyMatch(cell -> cell.verdict() == Verdict.DOWN)
                                        ? Status.DOWN
                                        : Status.DEGRADED);
            } else {
                assertThat(headline.status()).isNotEqualTo(Status.DOWN);
                assertThat(headline.status() == Status.UP)
                        .isEqualTo(said.contains(Said.ALL_UP) && !said.contains(Said.IN_PROGRESS));
            }
        }
    }

    private static String list(List<String> names) {
        var name = "(?:%s)".formatted(names.stream().map(Pattern::quote).collect(Collectors.joining("|")));
        return "%s(?:, %s)*(?: and (?:%s|\\d+ more))?".formatted(name, name, name);
    }

    private static String id(String name) {
        return COMPONENTS.contains(name) ? "c-" + COMPONENTS.indexOf(name) : "r-" + REGIONS.indexOf(name);
    }

    private static String name(String regionId) {
        return REGIONS.stream()
                .filter(region -> id(region).equals(regionId))
                .findFirst()
                .orElseThrow();
    }
}

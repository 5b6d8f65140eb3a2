package dev.tocsin.incident.trust.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Severity;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.incident.CellImpact;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.contract.incident.IncidentSnapshot.OutageSummary;
import dev.tocsin.engine.uptime.Status;
import dev.tocsin.incident.trust.live.HeadlineSentence.Claim;
import dev.tocsin.incident.trust.live.HeadlineSentence.Named;
import dev.tocsin.incident.trust.live.HeadlineSentence.Said;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/// Looks each claim of a headline up in the cells that a reader may see.
record HeadlineOracle(VisibleState state, Headline headline, HeadlineSentence sentence) {

    private static final Duration AT_ONE_TIME = Duration.ofMinutes(2);

    HeadlineOracle(VisibleState state, Headline headline) {
        this(state, headline, HeadlineSentence.of(headline, state.region()));
    }

    void judge() {
        sentence.claims().forEach(this::isSo);
        if (sentence.says(Said.UNWATCHED)) {
            assertThat(here()).noneMatch(CellView::watched);
            return;
        }
        nothingIsLeftOut(state::isHere, claim -> isOfChosenRegion(claim.regions()));
        if (state.region() != null) {
            nothingIsLeftOut(cell -> !state.isHere(cell), claim -> !isOfChosenRegion(claim.regions()));
        }
        theGravestIsNamed();
        theRestIsSo();
        sinceIsOfAll();
        statusIsOfHere();
    }

    private boolean isOfChosenRegion(Named regions) {
        return state.region() == null || regions.names().equals(List.of(VisibleState.name(state.region())));
    }

    private List<CellView> here() {
        return state.cells().stream().filter(state::isHere).toList();
    }

    private void isSo(Claim claim) {
        for (var component : claim.components().names()) {
            var there = state.cells().stream()
                    .filter(cell -> cell.componentName().equals(component) && cell.verdict() == claim.verdict())
                    .filter(cell -> claim.forMaintenance()
                            ? cell.maintenance() && !state.isInIncident(cell)
                            : state.isTrouble(cell))
                    .filter(cell -> !claim.forMaintenance() || state.isHere(cell))
                    .filter(cell -> state.region() == null || isOfChosenRegion(claim.regions()) == state.isHere(cell))
                    .map(CellView::regionName)
                    .toList();
            assertThat(there)
                    .as("%s is %s", component, claim.verdict())
                    .containsAll(claim.regions().names());
            assertThat(there)
                    .as("%s is %s", component, claim.verdict())
                    .hasSize(claim.regions().count());
        }
    }

    private void nothingIsLeftOut(Predicate<CellView> scope, Predicate<Claim> claimed) {
        var bad = state.cells().stream().filter(scope).filter(state::isTrouble).toList();
        var named = sentence.claims().stream()
                .filter(claim -> !claim.forMaintenance())
                .filter(claimed)
                .mapToInt(Claim::pairs)
                .sum();
        var rest = sentence.more().stream()
                .filter(it -> claimed.test(new Claim(Verdict.DOWN, it.regions(), it.regions(), false)))
                .toList();
        if (rest.isEmpty()) {
            assertThat(named).as("pairs named").isEqualTo(bad.size());
        } else {
            assertThat(rest).hasSize(1);
            assertThat(named).as("pairs named").isLessThan(bad.size());
            assertThat(rest.getFirst().components()).isBetween(1, bad.size() - named);
            assertThat(bad)
                    .extracting(CellView::regionName)
                    .containsAll(rest.getFirst().regions().names());
        }
    }

    private void theGravestIsNamed() {
        var bad = here().stream().filter(state::isTrouble).toList();
        if (!bad.isEmpty()
                && sentence.claims().getFirst().components().more() == 0
                && sentence.claims().getFirst().regions().more() == 0) {
            var gravest =
                    bad.stream().map(state::severity).max(Severity::compareTo).orElseThrow();
            var regions = sentence.claims().getFirst().regions();
            assertThat(bad)
                    .filteredOn(cell -> sentence.claims().stream()
                            .filter(claim -> claim.regions().equals(regions))
                            .anyMatch(claim -> claim.components().more() > 0
                                    || claim.components().names().contains(cell.componentName())))
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
        var stands = state.open().stream()
                .flatMap(incident -> incident.outages().stream())
                .anyMatch(outage -> outage.endedAt() == null
                        && (state.region() == null || outage.region().equals(state.region())));
        assertThat(sentence.says(Said.ALL_UP)).isEqualTo(allUp && !stands);
        assertThat(sentence.says(Said.WORKING_AGAIN)).isEqualTo(allUp && stands);
        assertThat(sentence.says(Said.MONITORING)).isEqualTo(allUp && stands);
        var trouble = bad.stream().anyMatch(state::isTrouble);
        assertThat(sentence.says(Said.UNCONFIRMED)).isEqualTo(unknown.size() == watched.size());
        assertThat(sentence.says(Said.NO_DATA))
                .isEqualTo(!trouble && !unknown.isEmpty() && unknown.size() < watched.size());
        assertThat(sentence.says(Said.UP_AS_FAR_AS_CHECKED))
                .isEqualTo(bad.isEmpty() && !unknown.isEmpty() && unknown.size() < watched.size());
        assertThat(sentence.says(Said.OTHERS_UP)).isEqualTo(!trouble && !bad.isEmpty() && unknown.isEmpty());
    }

    private void sinceIsOfAll() {
        var began = state.cells().stream()
                .filter(state::isTrouble)
                .map(this::began)
                .sorted()
                .toList();
        if (began.isEmpty() || began.getLast().isAfter(began.getFirst().plus(AT_ONE_TIME))) {
            assertThat(headline.since()).isNull();
        } else {
            assertThat(headline.since())
                    .isEqualTo(ofOnlyIncident()
                            .filter(of ->
                                    Duration.between(of, began.getFirst()).abs().compareTo(AT_ONE_TIME) <= 0)
                            .orElse(began.getFirst()));
        }
    }

    /// The start that an incident's page shows, if all that is bad belongs to that one.
    private Optional<Instant> ofOnlyIncident() {
        var incidents = state.cells().stream()
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
        return state.open().stream()
                .sorted(Comparator.comparing((IncidentSnapshot incident) ->
                                incident.incident().severity())
                        .reversed())
                .filter(incident -> incident.cells().stream()
                        .anyMatch(impact -> impact.cell().equals(cell.cell())))
                .findFirst();
    }

    private Instant began(CellView cell) {
        return state.open().stream()
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
                    .isEqualTo(sentence.says(Said.ALL_UP) && !sentence.says(Said.IN_PROGRESS));
        }
    }
}

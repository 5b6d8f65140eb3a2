package dev.tocsin.incident.correlation;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingDouble;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.Weight;
import dev.tocsin.contract.catalog.CatalogVersionPublished;
import dev.tocsin.contract.catalog.ComponentDefined;
import dev.tocsin.contract.change.ChangeApplied;
import dev.tocsin.contract.change.ChangeHeld;
import dev.tocsin.contract.change.ChangeReverted;
import dev.tocsin.contract.incident.IncidentEvent;
import dev.tocsin.contract.incident.IncidentEvent.ImpactChanged;
import dev.tocsin.contract.incident.IncidentEvent.Opened;
import dev.tocsin.contract.incident.IncidentEvent.OutageStarted;
import dev.tocsin.contract.incident.Suspect;
import dev.tocsin.contract.status.ClockAdvanced;
import dev.tocsin.contract.status.StatusChanged;
import dev.tocsin.contract.status.WatchEnded;
import dev.tocsin.incident.correlation.Input.Catalogued;
import dev.tocsin.incident.correlation.Input.Changed;
import dev.tocsin.incident.correlation.Input.Observed;
import dev.tocsin.incident.correlation.Input.Uncatalogued;
import dev.tocsin.incident.correlation.TraceEntry.Rule;
import dev.tocsin.incident.correlation.WatchedCell.Trouble;
import dev.tocsin.incident.lifecycle.Impact;
import dev.tocsin.incident.lifecycle.Incident;
import dev.tocsin.incident.lifecycle.Outage;
import dev.tocsin.incident.lifecycle.Told;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Decides which failures are one incident.
///
/// A bad cell joins an outage that stands, or waits until its hold ends; then all that waits and belongs to it opens
/// with it. An outage ends when all its cells were up for a while. What changed in between is told once a second.
/// One instance thinks about one input; seen from outside it is a pure function of the state and that input.
public final class Correlator {

    private static final Duration BETWEEN_IMPACTS = Duration.ofSeconds(1);
    private static final Duration CHANGES_KEPT = Duration.ofHours(24);

    private final Input input;
    private final List<Told> told = new ArrayList<>();
    private final List<TraceEntry> trace = new ArrayList<>();
    private Correlation state;

    private Correlator(Correlation state, Input input) {
        this.state = state;
        this.input = input;
    }

    public static Decision decide(Correlation state, Input input) {
        var correlator = new Correlator(state, input);
        correlator.hear();
        correlator.joinWhatStands();
        correlator.openWhatWaitedLongEnough();
        correlator.endWhatIsOver();
        correlator.tellWhatChanged();
        correlator.forgetWhatIsPast();
        return new Decision(correlator.state, List.copyOf(correlator.told), List.copyOf(correlator.trace));
    }

    private void hear() {
        switch (input) {
            case Observed(StatusChanged change) -> heard(change);
            case Observed(WatchEnded ended) -> heard(ended);
            case Observed(ClockAdvanced clock) -> state = state.withClock(clock.partition(), clock.time());
            case Catalogued(CatalogVersionPublished version) -> heard(version);
            case Catalogued(var entry) ->
                state = state.withArriving(state.arriving().with(entry));
            case Uncatalogued(var key) ->
                state = state.withArriving(state.arriving().without(key));
            case Changed(ChangeApplied applied) -> state = state.with(new KnownChange(applied, revertedAt(applied)));
            case Changed(ChangeReverted reverted) -> heard(reverted);
            case Changed(ChangeHeld _) -> {}
        }
    }

    private void heard(StatusChanged change) {
        state = state.withClock(change.partition(), change.time());
        var before = state.cell(change.cell());
        if (change.number() <= before.number()) {
            return;
        }
        var after = before.after(change);
        state = state.with(after);
        placeOf(change.cell()).ifPresentOrElse(place -> touched(place, after), () -> waiting(before, after));
    }

    /// The cell's impact follows its verdict; of UNKNOWN, and of an unstable UP, it keeps what it was.
    private void touched(Place place, WatchedCell cell) {
        var impact = Objects.requireNonNull(place.outage.impacts().get(cell.cell()));
        var verdict = cell.isUp() || cell.isBad()
                ? Objects.requireNonNull(cell.verdict())
                : impact.now().verdict();
        var onset = impact.isBad() || cell.trouble() == null
                ? impact.now().onset()
                : cell.trouble().onset();
        if (verdict == impact.now().verdict()) {
            explain(
                    place.incident.id(),
                    cell.cell(),
                    Rule.IMPACT_KEPT,
                    "it is %s, which changes nothing".formatted(cell.verdict()));
            return;
        }
        state = state.with(place.incident.with(place.outage.turned(cell.cell(), verdict, onset)));
        explain(place.incident.id(), cell.cell(), Rule.IMPACT_CHANGED, "it is %s now".formatted(verdict));
    }

    private void waiting(WatchedCell before, WatchedCell after) {
        if (before.trouble() == null && after.trouble() != null) {
            var hold = state.landscape().openHold(after.cell());
            explain(
                    null,
                    List.of(after.cell()),
                    Rule.HOLD_BEGAN,
                    "it is bad and waits",
                    Map.of("since", after.trouble().since().toString(), "hold", hold.toString()));
        } else if (before.trouble() != null && after.trouble() == null) {
            explain(null, after.cell(), Rule.UP_BEFORE_HOLD, "up again before its hold ended: nothing opens");
        } else if (after.verdict() == Verdict.UNKNOWN) {
            explain(null, after.cell(), Rule.UNKNOWN_DECIDES_NOTHING, "UNKNOWN neither opens, joins nor ends");
        }
    }

    private void heard(WatchEnded ended) {
        state = state.withClock(ended.partition(), ended.time());
        var before = state.cell(ended.cell());
        if (ended.number() > before.number()) {
            state = state.with(before.after(ended));
            leave(ended.cell(), "it is not watched any more");
        }
    }

    private void heard(CatalogVersionPublished version) {
        state = state.with(Landscape.of(state.arriving().with(version)));
        state.incidents().values().stream()
                .flatMap(Incident::standing)
                .flatMap(outage -> outage.impacts().keySet().stream())
                .filter(cell -> !state.landscape().has(cell))
                .toList()
                .forEach(cell -> leave(cell, "the catalog does not have it any more"));
    }

    private void heard(ChangeReverted reverted) {
        var known = state.changes().get(reverted.change());
        if (known != null) {
            state = state.with(new KnownChange(known.applied(), reverted.time()));
        }
    }

    private @Nullable Instant revertedAt(ChangeApplied applied) {
        var known = state.changes().get(applied.change());
        return known == null ? null : known.revertedAt();
    }

    private void leave(Cell cell, String why) {
        placeOf(cell).ifPresent(place -> {
            state = state.with(place.incident.with(place.outage.without(cell)));
            explain(place.incident.id(), cell, Rule.LEFT, why);
        });
    }

    /// A bad cell joins the oldest outage that takes it; each that joins may bring others.
    private void joinWhatStands() {
        var joined = openIncidents().findAny().isPresent();
        while (joined) {
            joined = false;
            for (var cell : waiting()) {
                joined |= join(cell);
            }
        }
    }

    private boolean join(Waiting waiting) {
        var joining = new Joining(state);
        var fits = openIncidents()
                .flatMap(incident -> incident.standing().map(outage -> new Place(incident, outage)))
                .filter(place ->
                        joining.why(waiting.cell, waiting.trouble, place.outage).isPresent())
                .toList();
        if (fits.isEmpty()) {
            return false;
        }
        var oldest = fits.getFirst();
        explain(
                oldest.incident.id(),
                waiting.cell.cell(),
                Rule.JOINED,
                joining.why(waiting.cell, waiting.trouble, oldest.outage).orElseThrow());
        state = state.with(oldest.incident.with(oldest.outage.with(List.of(impact(waiting)))));
        fits.stream()
                .map(place -> place.incident.id())
                .distinct()
                .filter(other -> !other.equals(oldest.incident.id()))
                .forEach(other -> link(oldest.incident.id(), other, waiting.cell.cell()));
        return true;
    }

    private void link(String older, String other, Cell cell) {
        state = state.with(incident(older).linkedTo(other)).with(incident(other).linkedTo(older));
        explain(other, cell, Rule.LINKED, "it fits this one too, and joined the older, %s".formatted(older));
    }

    private void openWhatWaitedLongEnough() {
        for (var first = nextToOpen(); first.isPresent(); first = nextToOpen()) {
            open(first.get());
        }
    }

    private Optional<Waiting> nextToOpen() {
        return waiting().stream()
                .filter(it -> !state.clockOf(it.cell).isBefore(it.holdEnds(state)))
                .filter(it -> !state.isAwaited(it.cell.cell().region(), it.holdEnds(state)))
                .findFirst();
    }

    private void open(Waiting first) {
        var group = gather(first);
        var outage = suspectRoot(group.outage);
        var relation = relationOf(outage, first.trouble);
        var known = relation.map(Relation::incident).orElseGet(() -> newIncident(group));
        var incident = known.isOpen() ? known : known.nextEpisode();
        var outageId = incident.nextOutageIn(outage.region());
        state = state.with(assessed(incident.withNew(outage)));

        explainOpening(incident.id(), first, group, relation);
        if (relation.isEmpty()) {
            tell(incident(incident.id())
                    .tell(now(), (head, time) -> new Opened(head, time, outage.onset(), incident.linked())));
        } else if (!known.isOpen()) {
            tell(incident(incident.id()).reopen(outage.onset(), now()));
        }
        tellOutage(incident.id(), outageId);
        suspect(incident.id());
    }

    private void explainOpening(String incident, Waiting first, Group group, Optional<Relation> relation) {
        explain(
                incident,
                List.of(first.cell.cell()),
                Rule.HOLD_ENDED,
                "it was bad for its whole hold",
                Map.of(
                        "since", first.trouble.since().toString(),
                        "hold", state.landscape().openHold(first.cell.cell()).toString(),
                        "clock", state.clockOf(first.cell).toString()));
        group.reasons.forEach((cell, reason) -> explain(incident, cell, Rule.JOINED, reason));
        relation.ifPresentOrElse(
                it -> explain(incident, first.cell.cell(), it.rule, it.reason),
                () -> explain(incident, first.cell.cell(), Rule.OPENED, "nothing that stands takes it"));
    }

    /// All that waits and belongs to the first, though its own hold may not have ended: it opens with it.
    private Group gather(Waiting first) {
        var joining = new Joining(state);
        var outage = Outage.of(first.cell.cell().region(), List.of(impact(first)));
        var members = new ArrayList<>(List.of(first));
        var reasons = new LinkedHashMap<Cell, String>();
        var rest = new ArrayList<>(waiting());
        rest.remove(first);
        List<Waiting> joined;
        do {
            joined = new ArrayList<>();
            for (var waiting : rest) {
                var reason = joining.why(waiting.cell, waiting.trouble, outage);
                if (reason.isPresent()) {
                    joined.add(waiting);
                    reasons.put(waiting.cell.cell(), reason.get());
                }
            }
            outage = outage.with(joined.stream().map(this::impact).toList());
            members.addAll(joined);
            rest.removeAll(joined);
        } while (!joined.isEmpty());
        return new Group(outage, members, reasons);
    }

    /// Named after the cell that turned bad first, so that the order in which clocks come does not matter.
    private Incident newIncident(Group group) {
        var first = group.members.stream().min(Waiting.FIRST_BAD).orElseThrow();
        var id = IncidentIds.derive(group.outage.region(), first.cell.cell(), first.trouble.onset());
        return Incident.of(id, now());
    }

    /// The incident to which a new outage belongs, if there is one: it comes back, or has a sibling.
    private Optional<Relation> relationOf(Outage outage, Trouble first) {
        return comingBack(outage, first).or(() -> sibling(outage));
    }

    private Optional<Relation> comingBack(Outage outage, Trouble first) {
        return state.incidents().values().stream()
                .filter(incident -> incident.ofThisEpisode().stream()
                        .filter(old -> old.decidedAt() != null
                                && !first.since()
                                        .isAfter(old.decidedAt()
                                                .plus(state.landscape().reopenWithin())))
                        .anyMatch(old -> isSameTrouble(old, outage)))
                .max(comparing(Incident::updatedAt).thenComparing(Incident::id))
                .map(incident -> new Relation(
                        incident,
                        Rule.REOPENED,
                        "a cell of it, or one with its root, turned bad within %s of its end"
                                .formatted(state.landscape().reopenWithin())));
    }

    private static boolean isSameTrouble(Outage old, Outage outage) {
        var root = old.rootCell();
        return old.region().equals(outage.region())
                && (outage.impacts().keySet().stream().anyMatch(old::has)
                        || (root != null && root.equals(outage.rootCell())));
    }

    private Optional<Relation> sibling(Outage outage) {
        var joining = new Joining(state);
        return openIncidents()
                .filter(incident -> incident.standing()
                        .filter(other -> !other.region().equals(outage.region()))
                        .filter(other -> joining.isWithinWindow(outage.onset(), other))
                        .anyMatch(other -> isSibling(other, outage)))
                .findFirst()
                .map(incident -> new Relation(
                        incident, Rule.SIBLING, "the same component, or the same root, is bad in another region"));
    }

    private static boolean isSibling(Outage other, Outage outage) {
        var root = other.rootCell();
        return (root != null && root.equals(outage.rootCell()))
                || outage.impacts().keySet().stream()
                        .anyMatch(cell -> other.impacts().keySet().stream()
                                .anyMatch(it -> it.component().equals(cell.component())));
    }

    private void endWhatIsOver() {
        for (var incident : openIncidents().toList()) {
            incident.standing().filter(Outage::isUp).forEach(outage -> endIfOver(incident.id(), outage));
            if (incident(incident.id()).standing().findAny().isEmpty()) {
                tell(incident(incident.id()).resolve(now()));
                explain(incident.id(), List.of(), Rule.RESOLVED, "all its outages ended", Map.of());
            }
        }
    }

    private void endIfOver(String incident, Outage outage) {
        var cells = outage.impacts().keySet().stream().map(state::cell).toList();
        var lastUp =
                cells.stream().map(WatchedCell::since).max(Instant::compareTo).orElseGet(this::now);
        var hold = state.landscape().endHold(outage.episode());
        var end = lastUp.plus(hold);
        if (!cells.isEmpty()
                && (cells.stream().anyMatch(cell -> state.clockOf(cell).isBefore(end))
                        || state.isAwaited(outage.region(), end))) {
            return;
        }
        tell(incident(incident).end(outage, lastUp, now()));
        explain(
                incident,
                List.copyOf(outage.impacts().keySet()),
                Rule.OUTAGE_ENDED,
                "all its cells were up for the end hold, each on its own clock",
                Map.of("lastUp", lastUp.toString(), "hold", hold.toString()));
    }

    private void tellWhatChanged() {
        for (var incident : openIncidents().toList()) {
            var due = !now().isBefore(incident.impactToldAt().plus(BETWEEN_IMPACTS));
            var changed = incident.standing().filter(outage -> !outage.isTold()).findFirst();
            if (changed.isPresent() && due) {
                state = state.with(assessed(withRootsSuspected(incident)));
                tellImpact(incident.id(), changed.get().id());
                suspect(incident.id());
            } else if (input instanceof Changed) {
                suspect(incident.id());
            }
        }
    }

    /// Recovery tells nothing new of where it came from.
    private Incident withRootsSuspected(Incident incident) {
        var next = incident;
        for (var outage : incident.standing().toList()) {
            var worsened = outage.impacts().values().stream()
                    .anyMatch(impact -> impact.isBad() && outage.untold().contains(impact.cell()));
            if (worsened || !outage.left().isEmpty()) {
                next = next.with(suspectRoot(outage));
            }
        }
        return next;
    }

    private Outage suspectRoot(Outage outage) {
        var root = new RootSuspicion(state).rootOf(outage).orElse(null);
        return outage.from(
                root, cell -> root != null && state.landscape().needs(cell).containsKey(root.cell()));
    }

    private Incident assessed(Incident incident) {
        return incident.assessed(new ImpactAssessment(state.landscape().catalog()).of(incident));
    }

    private void tellOutage(String incident, String outageId) {
        var outage = incident(incident).outage(outageId);
        var cells = outage.untoldImpacts(IncidentEvent.MOST_CELLS);
        var next = incident(incident).with(outage.told(cells)).impactTold(now());
        tell(next.tell(
                now(),
                (head, time) -> new OutageStarted(
                        head,
                        time,
                        outage.id(),
                        outage.region(),
                        outage.onset(),
                        outage.root(),
                        cells,
                        outage.impacts().size(),
                        next.assessment().reach())));
        explain(
                incident,
                List.copyOf(outage.impacts().keySet()),
                Rule.ROOT_SUSPECTED,
                outage.root() == null
                        ? "no cell stands out"
                        : "%s needs no other bad cell, and most need it"
                                .formatted(outage.root().cell()),
                Map.of("cells", Integer.toString(outage.impacts().size())));
    }

    private void tellImpact(String incident, String outageId) {
        var outage = incident(incident).outage(outageId);
        var cells = outage.untoldImpacts(IncidentEvent.MOST_CELLS);
        var left = List.copyOf(outage.left());
        var next = incident(incident).with(outage.told(cells)).impactTold(now());
        tell(next.tell(
                now(),
                (head, time) -> new ImpactChanged(
                        head,
                        time,
                        outage.id(),
                        outage.region(),
                        outage.root(),
                        cells,
                        left,
                        next.assessment().reach())));
    }

    /// Names the suspects if they are others than before; scores that shift name nobody new.
    private void suspect(String id) {
        var incident = incident(id);
        var suspicion = new ChangeSuspicion(state.landscape(), state.changes().values());
        var roots = new RootSuspicion(state);
        var suspects = incident.ofThisEpisode().stream()
                .flatMap(outage -> Stream.concat(
                        Optional.ofNullable(outage.root()).map(root -> roots.suspect(root, outage)).stream(),
                        suspicion.of(outage).stream()))
                .sorted(comparingDouble(Suspect::score).reversed().thenComparing(Suspect::subject))
                .collect(Collectors.toMap(Suspect::subject, it -> it, (first, _) -> first, LinkedHashMap::new));
        var named = List.copyOf(suspects.values());
        if (!names(named).equals(names(incident.suspects()))) {
            tell(incident.suspect(named, now()));
        }
    }

    private static Map<String, Suspect.Confidence> names(List<Suspect> suspects) {
        var names = new HashMap<String, Suspect.Confidence>();
        suspects.forEach(suspect -> names.put(suspect.subject(), suspect.confidence()));
        return names;
    }

    /// What ended long ago can neither reopen nor be suspected.
    private void forgetWhatIsPast() {
        state.incidents().values().stream()
                .filter(incident -> incident.resolvedAt() != null
                        && incident.resolvedAt()
                                .plus(state.landscape().reopenWithin())
                                .plus(Duration.ofHours(1))
                                .isBefore(now()))
                .map(Incident::id)
                .toList()
                .forEach(id -> state = state.withoutIncident(id));
        state.changes().values().stream()
                .map(KnownChange::applied)
                .filter(change -> change.time().plus(CHANGES_KEPT).isBefore(now()))
                .map(ChangeApplied::change)
                .toList()
                .forEach(id -> state = state.withoutChange(id));
    }

    /// Bad cells that belong to no outage yet, in the order in which they turned bad.
    private List<Waiting> waiting() {
        return state.cells().values().stream()
                .flatMap(cell -> Waiting.of(cell).stream())
                .filter(it -> state.landscape().has(it.cell.cell()))
                .filter(it -> placeOf(it.cell.cell()).isEmpty())
                .sorted(Waiting.FIRST_BAD)
                .toList();
    }

    private Impact impact(Waiting waiting) {
        var cell = waiting.cell.cell();
        var component = state.landscape().catalog().component(cell.component());
        return Impact.of(
                cell,
                Objects.requireNonNull(waiting.cell.verdict()),
                waiting.trouble.onset(),
                component.map(ComponentDefined::isPublic).orElse(false),
                component.map(ComponentDefined::weight).orElse(Weight.NORMAL));
    }

    private Stream<Incident> openIncidents() {
        return state.incidents().values().stream()
                .filter(Incident::isOpen)
                .sorted(comparing(Incident::startedAt).thenComparing(Incident::id));
    }

    private Optional<Place> placeOf(Cell cell) {
        return openIncidents()
                .flatMap(
                        incident -> incident.standingOutageOf(cell).map(outage -> new Place(incident, outage)).stream())
                .findFirst();
    }

    private Incident incident(String id) {
        return Objects.requireNonNull(state.incidents().get(id), id);
    }

    private Instant now() {
        return state.latest();
    }

    private void tell(Told next) {
        told.add(next);
        state = state.with(next.incident());
    }

    private void explain(@Nullable String incident, Cell cell, Rule rule, String reason) {
        explain(incident, List.of(cell), rule, reason, Map.of());
    }

    private void explain(
            @Nullable String incident, List<Cell> cells, Rule rule, String reason, Map<String, String> numbers) {
        trace.add(new TraceEntry(now(), incident, cells, rule, input.id(), reason, numbers));
    }

    private record Place(Incident incident, Outage outage) {}

    private record Relation(Incident incident, Rule rule, String reason) {}

    /// @param reasons why each but the first belongs to it
    private record Group(Outage outage, List<Waiting> members, Map<Cell, String> reasons) {}

    /// A bad cell that belongs to no outage yet.
    private record Waiting(WatchedCell cell, Trouble trouble) {

        static final Comparator<Waiting> FIRST_BAD =
                comparing((Waiting it) -> it.trouble.since()).thenComparing(it -> it.cell.cell());

        static Optional<Waiting> of(WatchedCell cell) {
            return cell.isBad() && cell.trouble() != null
                    ? Optional.of(new Waiting(cell, cell.trouble()))
                    : Optional.empty();
        }

        Instant holdEnds(Correlation state) {
            return trouble.since().plus(state.landscape().openHold(cell.cell()));
        }
    }
}

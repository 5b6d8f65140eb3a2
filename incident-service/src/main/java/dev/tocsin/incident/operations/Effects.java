package dev.tocsin.incident.operations;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Severity;
import dev.tocsin.contract.incident.IncidentEvent.OutageStarted;
import dev.tocsin.engine.correlation.Command;
import dev.tocsin.engine.correlation.Command.Acknowledge;
import dev.tocsin.engine.correlation.Command.Assign;
import dev.tocsin.engine.correlation.Command.CorrectCells;
import dev.tocsin.engine.correlation.Command.CorrectImpact;
import dev.tocsin.engine.correlation.Command.EditUpdate;
import dev.tocsin.engine.correlation.Command.Merge;
import dev.tocsin.engine.correlation.Command.Open;
import dev.tocsin.engine.correlation.Command.PostUpdate;
import dev.tocsin.engine.correlation.Command.PublishPostmortem;
import dev.tocsin.engine.correlation.Command.Reopen;
import dev.tocsin.engine.correlation.Command.Resolve;
import dev.tocsin.engine.correlation.Command.Split;
import dev.tocsin.engine.correlation.Command.Unacknowledge;
import dev.tocsin.engine.correlation.Command.Unassign;
import dev.tocsin.engine.correlation.Command.WithdrawUpdate;
import dev.tocsin.engine.correlation.CorrelationDecision;
import dev.tocsin.engine.correlation.WatchedCell;
import dev.tocsin.engine.lifecycle.Incident;
import dev.tocsin.engine.lifecycle.Outage;
import dev.tocsin.engine.lifecycle.StoryStep;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/// The effects of an action that an operator confirms first, in sentences, taken from the decision.
final class Effects {

    private static final int MOST_NAMED = 5;

    private Effects() {}

    static List<String> of(Command command, CorrelationDecision decision) {
        return switch (command) {
            case Open open -> opened(open, decision.next().incident(open.incident()));
            case WithdrawUpdate withdrawal -> withdrawn(withdrawal);
            case CorrectCells cells -> corrected(cells, decision);
            case Resolve resolve -> resolved(decision.next().incident(resolve.incident()), decision);
            case Reopen reopen -> reopened(decision.next().incident(reopen.incident()));
            case Merge merge -> merged(merge, decision);
            case Split split -> split(split, decision);
            case Acknowledge _,
                    Unacknowledge _,
                    Assign _,
                    Unassign _,
                    PostUpdate _,
                    EditUpdate _,
                    CorrectImpact _,
                    PublishPostmortem _ -> List.of();
        };
    }

    private static List<String> opened(Open open, Incident incident) {
        var stated = incident.standing().flatMap(Outage::statedCells).toList();
        var effects = new ArrayList<String>();
        effects.add("“%s” opens as %s, with %s: %s."
                .formatted(
                        title(incident), severity(incident), cells(open.cells().size()), some(open.cells())));
        if (!stated.isEmpty()) {
            effects.add("No check shows trouble of %s. It ends by hand, or when these have failed and recovered."
                    .formatted(some(stated)));
        }
        effects.add(
                told(incident, "It appears on the status page, and subscribers whom it affects are notified once."));
        return effects;
    }

    private static List<String> corrected(CorrectCells cells, CorrelationDecision decision) {
        var incident = decision.next().incident(cells.incident());
        var effects = new ArrayList<String>();
        if (!cells.added().isEmpty()) {
            effects.add(
                    "%s %s added.".formatted(some(cells.added()), cells.added().size() == 1 ? "is" : "are"));
        }
        if (!cells.removed().isEmpty()) {
            effects.add(
                    "%s %s taken away. A cell that is taken away while it is not up opens no incident until it has recovered."
                            .formatted(some(cells.removed()), cells.removed().size() == 1 ? "is" : "are"));
        }
        effects.add("The incident is “%s” then, %s, with %s."
                .formatted(title(incident), severity(incident), cells(standing(incident))));
        effects.add(
                told(
                        incident,
                        "Subscribers whom it affects now are notified of its start, and those whom it no longer affects of its end."));
        return effects;
    }

    private static List<String> withdrawn(WithdrawUpdate withdrawal) {
        return List.of(
                "Customers no longer see update %d.".formatted(withdrawal.update()),
                "Operators see it marked, with your name and the reason.",
                "Subscribers who got it are not notified. To notify them, post another update.");
    }

    private static List<String> resolved(Incident incident, CorrelationDecision decision) {
        var effects = new ArrayList<String>();
        effects.add("“%s” is resolved.".formatted(title(incident)));
        var muted = incident.ofThisEpisode().stream()
                .flatMap(outage -> outage.impacts().keySet().stream())
                .map(decision.next()::cell)
                .filter(WatchedCell::muted)
                .map(WatchedCell::cell)
                .toList();
        if (!muted.isEmpty()) {
            effects.add("%s not up: %s. %s recovered."
                    .formatted(
                            muted.size() == 1 ? "1 cell is" : muted.size() + " cells are",
                            some(muted),
                            muted.size() == 1
                                    ? "It will not open a new incident until it has"
                                    : "They will not open a new incident until each has"));
        }
        effects.add(told(incident, "Subscribers who were notified of its start will be notified of its end."));
        return effects;
    }

    private static List<String> reopened(Incident incident) {
        var cells = incident.standing()
                .flatMap(outage -> outage.impacts().keySet().stream())
                .toList();
        return List.of(
                "“%s” is open again as episode %d, with %s: %s."
                        .formatted(title(incident), incident.episode(), cells(cells.size()), some(cells)),
                "It ends by hand, or when all of these have failed and recovered.",
                told(incident, "Subscribers whom it affects are notified that it is open again."));
    }

    private static List<String> merged(Merge merge, CorrelationDecision decision) {
        var absorbed = decision.next().incident(merge.incident());
        var into = decision.next().incident(merge.into());
        var cells = decision.published().stream()
                .map(StoryStep::event)
                .filter(OutageStarted.class::isInstance)
                .mapToInt(event -> ((OutageStarted) event).allCells())
                .sum();
        return List.of(
                "“%s” (%s) is closed and will not reopen.".formatted(title(absorbed), absorbed.id()),
                "%s of it %s in “%s” (%s)."
                        .formatted(cells(cells), cells == 1 ? "continues" : "continue", title(into), into.id()),
                told(
                        absorbed,
                        "Subscribers who were notified of its start get one closing notice, which names the other incident."));
    }

    private static List<String> split(Split split, CorrelationDecision decision) {
        var whole = decision.next().incident(split.incident());
        return decision.published().stream()
                .map(StoryStep::incident)
                .filter(incident -> !incident.id().equals(split.incident()))
                .reduce((_, last) -> last)
                .map(part -> List.of(
                        "%s %s: “%s”, %s."
                                .formatted(
                                        some(split.cells()),
                                        split.cells().size() == 1
                                                ? "becomes an incident of its own"
                                                : "become an incident of their own",
                                        title(part),
                                        severity(part)),
                        "“%s” continues with %s.".formatted(title(whole), cells(standing(whole))),
                        told(part, "Subscribers whom the new incident affects will be notified of its start.")))
                .orElseThrow();
    }

    private static String told(Incident incident, String what) {
        return incident.assessment().severity() == Severity.INTERNAL
                ? "No subscriber is notified: the incident is internal."
                : what;
    }

    private static int standing(Incident incident) {
        return incident.standing().mapToInt(outage -> outage.impacts().size()).sum();
    }

    private static String severity(Incident incident) {
        return incident.assessment().severity().name().toLowerCase(Locale.ROOT);
    }

    private static String title(Incident incident) {
        return incident.assessment().title();
    }

    private static String cells(int count) {
        return count == 1 ? "1 cell" : count + " cells";
    }

    private static String some(Collection<Cell> cells) {
        var named = cells.stream().limit(MOST_NAMED).map(Objects::toString).toList();
        var more = cells.size() - named.size();
        return String.join(", ", named) + (more == 0 ? "" : " and %d more".formatted(more));
    }
}

package dev.tocsin.engine.correlation.step;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.incident.IncidentEvent.Opened;
import dev.tocsin.engine.correlation.Command;
import dev.tocsin.engine.correlation.Command.Acknowledge;
import dev.tocsin.engine.correlation.Command.Assign;
import dev.tocsin.engine.correlation.Command.CorrectCells;
import dev.tocsin.engine.correlation.Command.CorrectImpact;
import dev.tocsin.engine.correlation.Command.EditUpdate;
import dev.tocsin.engine.correlation.Command.Merge;
import dev.tocsin.engine.correlation.Command.OnIncident;
import dev.tocsin.engine.correlation.Command.Open;
import dev.tocsin.engine.correlation.Command.PostUpdate;
import dev.tocsin.engine.correlation.Command.PublishPostmortem;
import dev.tocsin.engine.correlation.Command.Reopen;
import dev.tocsin.engine.correlation.Command.Resolve;
import dev.tocsin.engine.correlation.Command.Split;
import dev.tocsin.engine.correlation.Command.Unacknowledge;
import dev.tocsin.engine.correlation.Command.Unassign;
import dev.tocsin.engine.correlation.Command.WithdrawUpdate;
import dev.tocsin.engine.correlation.Refusal.Impossible;
import dev.tocsin.engine.correlation.Refusal.Unknown;
import dev.tocsin.engine.correlation.Refusal.Wrong;
import dev.tocsin.engine.correlation.TraceEntry.Rule;
import dev.tocsin.engine.correlation.WatchedCell.IncidentOutage;
import dev.tocsin.engine.lifecycle.Incident;
import dev.tocsin.engine.lifecycle.MergedIncident;
import dev.tocsin.engine.lifecycle.OpenIncident;
import dev.tocsin.engine.lifecycle.Outage;
import dev.tocsin.engine.lifecycle.ResolvedIncident;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Executes operators' commands on incidents; a command that cannot be executed is refused with the reason.
public record CommandStep(Draft draft) {

    public void execute(Command command) {
        switch (command) {
            case Open open -> new HandOpener(draft).open(open);
            case OnIncident about -> execute(about);
        }
    }

    private void execute(OnIncident command) {
        var incident = draft.state().incidents().get(command.incident());
        if (incident == null) {
            draft.refuse(new Unknown("there is no incident %s, or it ended long ago".formatted(command.incident())));
            return;
        }
        switch (command) {
            case Acknowledge(var id, var by, var at) -> {
                open(incident).ifPresent(open -> {
                    draft.publish(open.acknowledge(by, at));
                    explain(id, command, "acknowledged");
                });
            }
            case Unacknowledge unacknowledge -> unacknowledge(incident, unacknowledge);
            case Assign assign -> assign(incident, assign);
            case Unassign unassign -> unassign(incident, unassign);
            case PostUpdate(var id, var by, var text, var nextUpdateBy, var at) -> {
                draft.publish(incident.post(by, text, nextUpdateBy, at));
                explain(id, command, "posted an update");
            }
            case EditUpdate(var id, var update, var by, var text, var at) -> {
                if (hasUpdate(incident, update)) {
                    draft.publish(incident.edit(update, by, text, at));
                    explain(id, command, "edited update %d".formatted(update));
                }
            }
            case WithdrawUpdate(var id, var update, var by, var reason, var at) -> {
                if (hasUpdate(incident, update)) {
                    draft.publish(incident.withdraw(update, by, reason, at));
                    explain(id, command, "withdrew update %d: %s".formatted(update, reason));
                }
            }
            case PublishPostmortem postmortem -> publish(incident, postmortem);
            case CorrectImpact correction -> correct(incident, correction);
            case CorrectCells cells -> open(incident).ifPresent(open -> new CellCorrection(draft).correct(open, cells));
            case Resolve resolve -> resolve(incident, resolve);
            case Reopen reopen -> new HandReopener(draft).reopen(incident, reopen);
            case Merge merge -> merge(incident, merge);
            case Split split -> split(incident, split);
        }
    }

    /// With a refusal when it has no such update.
    private boolean hasUpdate(Incident incident, long update) {
        var has = incident.story().mayHaveUpdate(update);
        if (!has) {
            draft.refuse(new Wrong("update", "must be the number of an update that stands, not %d".formatted(update)));
        }
        return has;
    }

    private void unacknowledge(Incident incident, Unacknowledge wanted) {
        if (incident.acknowledgedBy() == null) {
            draft.refuse(new Impossible("incident %s is not acknowledged".formatted(incident.id())));
            return;
        }
        open(incident).ifPresent(open -> {
            draft.publish(open.unacknowledge(wanted.by(), wanted.at()));
            explain(open.id(), wanted, "took back the acknowledgement");
        });
    }

    private void assign(Incident incident, Assign wanted) {
        if (wanted.to().equals(incident.assignedTo())) {
            draft.refuse(new Impossible("incident %s is assigned to %s already".formatted(incident.id(), wanted.to())));
            return;
        }
        open(incident).ifPresent(open -> {
            draft.publish(open.assign(wanted.to(), wanted.by(), wanted.at()));
            explain(open.id(), wanted, "assigned it to " + wanted.to());
        });
    }

    private void unassign(Incident incident, Unassign wanted) {
        if (incident.assignedTo() == null) {
            draft.refuse(new Impossible("incident %s is assigned to nobody".formatted(incident.id())));
            return;
        }
        open(incident).ifPresent(open -> {
            draft.publish(open.unassign(wanted.by(), wanted.at()));
            explain(open.id(), wanted, "took the assignment back");
        });
    }

    private void publish(Incident incident, PublishPostmortem wanted) {
        switch (incident) {
            case OpenIncident _ -> draft.refuse(new Impossible("incident %s is not over yet".formatted(incident.id())));
            case MergedIncident merged ->
                draft.refuse(new Impossible("incident %s was merged into %s: its postmortem is published there"
                        .formatted(merged.id(), merged.into())));
            case ResolvedIncident resolved -> {
                draft.publish(resolved.publishPostmortem(
                        wanted.by(), wanted.cause(), wanted.remedy(), wanted.procedure(), wanted.at()));
                explain(incident.id(), wanted, "published the postmortem");
            }
        }
    }

    private void correct(Incident incident, CorrectImpact wanted) {
        if (wanted.title() == null && wanted.severity() == null) {
            draft.refuse(new Wrong("title", "must be given, or severity, or both"));
            return;
        }
        open(incident).ifPresent(open -> {
            draft.publish(open.correct(wanted.title(), wanted.severity(), wanted.by(), wanted.reason(), wanted.at()));
            explain(open.id(), wanted, "corrected: " + wanted.reason());
        });
    }

    private void resolve(Incident incident, Resolve wanted) {
        var reason = wanted.reason();
        var notUp = incident.standing()
                .flatMap(outage -> outage.recovery().notUp().stream())
                .toList();
        if (!notUp.isEmpty() && (reason == null || reason.isBlank())) {
            draft.refuse(new Wrong(
                    "reason",
                    "is required while anything is down: %d of its cells are not up, such as %s"
                            .formatted(notUp.size(), notUp.getFirst())));
            return;
        }
        open(incident).ifPresent(open -> {
            open.standing()
                    .flatMap(outage -> outage.impacts().keySet().stream())
                    .forEach(cell -> draft.keep(draft.cell(cell).mutedUntilUp()));
            draft.publish(draft.incident(open.id()).resolve(wanted.by(), reason, wanted.at()));
            draft.explain(
                    open.id(),
                    notUp,
                    Rule.ORDERED,
                    "%s resolved it by hand; nothing opens for a cell before it is up again".formatted(wanted.by()),
                    Map.of("not up", Integer.toString(notUp.size())));
        });
    }

    private void merge(Incident absorbed, Merge wanted) {
        var into = draft.state().incidents().get(wanted.into());
        if (into == null || into.id().equals(absorbed.id())) {
            draft.refuse(new Wrong("into", "must be the id of another incident, not \"%s\"".formatted(wanted.into())));
            return;
        }
        open(absorbed)
                .ifPresent(one -> open(into).ifPresent(other -> new IncidentMerger(draft).merge(one, other, wanted)));
    }

    private void split(Incident incident, Split wanted) {
        var strangers = wanted.cells().stream()
                .filter(cell -> incident.standingOutageOf(cell).isEmpty())
                .toList();
        var all =
                incident.standing().mapToInt(outage -> outage.impacts().size()).sum();
        if (!strangers.isEmpty() || wanted.cells().isEmpty()) {
            draft.refuse(new Wrong(
                    "cells",
                    strangers.isEmpty()
                            ? "must name at least one"
                            : "names %s, which is in none of its ongoing outages".formatted(strangers.getFirst())));
        } else if (wanted.cells().stream().distinct().count() == all) {
            draft.refuse(new Wrong("cells", "must leave at least one cell in this incident"));
        } else {
            open(incident)
                    .ifPresent(open -> split(
                            open, wanted.cells().stream().distinct().sorted().toList(), wanted));
        }
    }

    private void split(OpenIncident incident, List<Cell> cells, Split wanted) {
        var id = IncidentIds.derive(incident.id() + "/" + incident.number(), cells.getFirst(), wanted.at());
        draft.keep(OpenIncident.of(id, draft.now()).linkedTo(incident.id()));
        var outages = incident.standing()
                .map(outage -> outage.only(cells.stream().filter(outage::has).toList()))
                .filter(outage -> !outage.impacts().isEmpty())
                .toList();
        new CatalogStep(draft).leave(cells, "%s split it off into %s".formatted(wanted.by(), id));
        outages.forEach(outage -> new OutagePlacer(draft).place(outage, id));
        new ImpactPublisher(draft).assess(id);
        var onset = outages.stream().map(Outage::onset).min(Instant::compareTo).orElse(draft.now());
        draft.publish(draft.incident(id)
                .publish(draft.now(), (head, time) -> new Opened(head, time, onset, List.of(incident.id()), null)));
        draft.incident(id)
                .standing()
                .toList()
                .forEach(outage -> new ImpactPublisher(draft).started(new IncidentOutage(id, outage.id())));
        new SuspectRanking(draft).suspect(id);
        draft.publish(draft.incident(incident.id()).link(id, draft.now()));
        explain(id, wanted, "split off from " + incident.id());
    }

    /// Empty, with a refusal, when the incident is over.
    private Optional<OpenIncident> open(Incident incident) {
        if (incident instanceof OpenIncident open) {
            return Optional.of(open);
        }
        draft.refuse(new Impossible("incident %s is over".formatted(incident.id())));
        return Optional.empty();
    }

    private void explain(String incident, Command command, String what) {
        draft.explain(incident, List.of(), Rule.ORDERED, "%s %s".formatted(command.by(), what), Map.of());
    }
}

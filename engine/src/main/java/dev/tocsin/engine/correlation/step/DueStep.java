package dev.tocsin.engine.correlation.step;

import static java.util.Comparator.comparing;

import dev.tocsin.contract.Cell;
import dev.tocsin.engine.correlation.PendingChange;
import dev.tocsin.engine.correlation.WatchedCell.IncidentOutage;
import java.time.Instant;
import java.util.Comparator;

/// A step that is due, with the time at which it takes effect.
///
/// At the same time, windows begin or end first; then status changes count; then holds end; then outages end; then
/// changed impact is published.
public sealed interface DueStep {

    Comparator<DueStep> FIRST =
            comparing(DueStep::at).thenComparingInt(DueStep::rank).thenComparing(DueStep::subject);

    Instant at();

    int rank();

    String subject();

    record WindowTurns(Instant at) implements DueStep {
        @Override
        public int rank() {
            return 0;
        }

        @Override
        public String subject() {
            return "windows";
        }
    }

    record Arrived(PendingChange change) implements DueStep {
        @Override
        public Instant at() {
            return change.time();
        }

        @Override
        public int rank() {
            return 1;
        }

        @Override
        public String subject() {
            return change.id();
        }
    }

    record HoldEnds(Instant at, Cell cell) implements DueStep {
        @Override
        public int rank() {
            return 2;
        }

        @Override
        public String subject() {
            return cell.toString();
        }
    }

    record OutageEnds(Instant at, IncidentOutage place) implements DueStep {
        @Override
        public int rank() {
            return 3;
        }

        @Override
        public String subject() {
            return place.incident() + "/" + place.outage();
        }
    }

    record ImpactDue(Instant at, String incident) implements DueStep {
        @Override
        public int rank() {
            return 4;
        }

        @Override
        public String subject() {
            return incident;
        }
    }
}

package dev.tocsin.engine.correlation;

import static java.util.Comparator.comparing;

import dev.tocsin.contract.Cell;
import dev.tocsin.engine.correlation.WatchedCell.Place;
import java.time.Instant;
import java.util.Comparator;

/// What is to be decided next, and as of when.
///
/// At the same time windows turn first; then cells' changes count; then holds end; then what changed is told.
sealed interface Due {

    Comparator<Due> FIRST = comparing(Due::at).thenComparingInt(Due::rank).thenComparing(Due::subject);

    Instant at();

    int rank();

    String subject();

    record WindowTurns(Instant at) implements Due {
        @Override
        public int rank() {
            return 0;
        }

        @Override
        public String subject() {
            return "windows";
        }
    }

    record Arrived(Arrival arrival) implements Due {
        @Override
        public Instant at() {
            return arrival.time();
        }

        @Override
        public int rank() {
            return 1;
        }

        @Override
        public String subject() {
            return arrival.id();
        }
    }

    record HoldEnds(Instant at, Cell cell) implements Due {
        @Override
        public int rank() {
            return 2;
        }

        @Override
        public String subject() {
            return cell.toString();
        }
    }

    record OutageEnds(Instant at, Place place) implements Due {
        @Override
        public int rank() {
            return 3;
        }

        @Override
        public String subject() {
            return place.incident() + "/" + place.outage();
        }
    }

    record ImpactDue(Instant at, String incident) implements Due {
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

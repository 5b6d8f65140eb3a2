package dev.tocsin.incident.detection;

import dev.tocsin.contract.health.VantagePointSetAside;
import dev.tocsin.contract.health.VantagePointTakenBack;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What holds for all cells of one partition of the log.
///
/// @param clock the highest append time seen there
/// @param setAside whose votes do not count
public record PartitionState(int partition, Instant clock, List<SetAside> setAside) {

    /// @param region null for all
    public record SetAside(String vantagePoint, @Nullable String region) {}

    public PartitionState {
        setAside = List.copyOf(setAside);
    }

    public static PartitionState first(int partition) {
        return new PartitionState(partition, Instant.EPOCH, List.of());
    }

    public String key() {
        return "partition/" + partition;
    }

    public PartitionState at(Instant appended) {
        return appended.isAfter(clock) ? new PartitionState(partition, appended, setAside) : this;
    }

    public PartitionState with(VantagePointSetAside event) {
        var added = new SetAside(event.vantagePoint(), event.region());
        return new PartitionState(
                partition,
                clock,
                Stream.concat(setAside.stream(), Stream.of(added)).distinct().toList());
    }

    public PartitionState without(VantagePointTakenBack event) {
        var removed = new SetAside(event.vantagePoint(), event.region());
        return new PartitionState(
                partition,
                clock,
                setAside.stream().filter(other -> !other.equals(removed)).toList());
    }

    Predicate<String> setAsideIn(String region) {
        return vantagePoint -> setAside.contains(new SetAside(vantagePoint, null))
                || setAside.contains(new SetAside(vantagePoint, region));
    }
}

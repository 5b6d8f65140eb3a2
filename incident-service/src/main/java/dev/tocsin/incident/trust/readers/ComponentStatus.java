package dev.tocsin.incident.trust.readers;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tocsin.contract.Verdict;
import dev.tocsin.incident.trust.live.CellView;
import java.util.Collection;

/// The status of a component in the public status API.
public enum ComponentStatus {
    @JsonProperty("operational")
    OPERATIONAL,
    @JsonProperty("degraded_performance")
    DEGRADED_PERFORMANCE,
    @JsonProperty("partial_outage")
    PARTIAL_OUTAGE,
    @JsonProperty("major_outage")
    MAJOR_OUTAGE,
    @JsonProperty("under_maintenance")
    UNDER_MAINTENANCE;

    /// The API has no word for an unknown status: it becomes the mildest status that is not green.
    ///
    /// @param cell a cell that is watched
    static ComponentStatus of(CellView cell, boolean fresh) {
        return switch (cell.status(fresh)) {
            case UP -> OPERATIONAL;
            case DEGRADED, UNKNOWN, UNWATCHED -> DEGRADED_PERFORMANCE;
            case DOWN -> MAJOR_OUTAGE;
            case MAINTENANCE -> UNDER_MAINTENANCE;
        };
    }

    static ComponentStatus of(Verdict verdict) {
        return switch (verdict) {
            case UP -> OPERATIONAL;
            case DEGRADED, UNKNOWN -> DEGRADED_PERFORMANCE;
            case DOWN -> MAJOR_OUTAGE;
        };
    }

    /// The status of a group by its members: if only some are out, the group is partly out.
    static ComponentStatus ofGroup(Collection<ComponentStatus> members) {
        if (!members.isEmpty() && members.stream().allMatch(MAJOR_OUTAGE::equals)) {
            return MAJOR_OUTAGE;
        }
        if (members.contains(MAJOR_OUTAGE) || members.contains(PARTIAL_OUTAGE)) {
            return PARTIAL_OUTAGE;
        }
        if (members.contains(DEGRADED_PERFORMANCE)) {
            return DEGRADED_PERFORMANCE;
        }
        return members.contains(UNDER_MAINTENANCE) ? UNDER_MAINTENANCE : OPERATIONAL;
    }
}

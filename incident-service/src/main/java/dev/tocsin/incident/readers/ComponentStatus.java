package dev.tocsin.incident.readers;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tocsin.contract.Verdict;
import dev.tocsin.incident.live.CellView;
import java.util.Collection;

/// How a component of the public status API is.
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

    /// The API has no word for what cannot be seen: it gets the mildest that is not green.
    ///
    /// @param cell one that is watched
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

    /// Of a group by its members: where only some are out, it is out in part.
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

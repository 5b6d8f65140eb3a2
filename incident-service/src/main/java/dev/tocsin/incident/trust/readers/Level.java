package dev.tocsin.incident.trust.readers;

import static dev.tocsin.incident.trust.readers.ComponentStatus.DEGRADED_PERFORMANCE;
import static dev.tocsin.incident.trust.readers.ComponentStatus.MAJOR_OUTAGE;
import static dev.tocsin.incident.trust.readers.ComponentStatus.PARTIAL_OUTAGE;
import static dev.tocsin.incident.trust.readers.ComponentStatus.UNDER_MAINTENANCE;

import java.util.Collection;

/// The overall status, in the words of the public status API.
///
/// @param indicator `none`, `maintenance`, `minor`, `major` or `critical`
public record Level(String indicator, String description) {

    private static final Level DEGRADED = new Level("minor", "Degraded System Service");
    private static final Level PARTLY_DEGRADED = new Level("minor", "Partially Degraded Service");
    private static final Level MINOR_OUTAGE = new Level("minor", "Minor Service Outage");
    private static final Level PARTIAL = new Level("major", "Partial System Outage");
    private static final Level MAJOR = new Level("critical", "Major System Outage");
    private static final Level MAINTENANCE = new Level("maintenance", "Service Under Maintenance");
    private static final Level NONE = new Level("none", "All Systems Operational");

    /// @param components without their groups
    static Level of(Collection<ComponentStatus> components) {
        if (components.contains(MAJOR_OUTAGE)) {
            return areAll(components, MAJOR_OUTAGE) ? MAJOR : PARTIAL;
        }
        if (components.contains(PARTIAL_OUTAGE)) {
            return areAll(components, PARTIAL_OUTAGE) ? PARTIAL : MINOR_OUTAGE;
        }
        if (components.contains(DEGRADED_PERFORMANCE)) {
            return areAll(components, DEGRADED_PERFORMANCE) ? DEGRADED : PARTLY_DEGRADED;
        }
        return components.contains(UNDER_MAINTENANCE) ? MAINTENANCE : NONE;
    }

    /// The level when we can say neither that all is well nor that anything is wrong.
    static Level unseen(String text) {
        return new Level("minor", text);
    }

    private static boolean areAll(Collection<ComponentStatus> components, ComponentStatus status) {
        return components.stream().allMatch(status::equals);
    }
}

package dev.tocsin.contract;

import dev.tocsin.contract.access.AccessTokenEvent;
import dev.tocsin.contract.catalog.CatalogVersionPublished;
import dev.tocsin.contract.catalog.CheckDefined;
import dev.tocsin.contract.catalog.ComponentDefined;
import dev.tocsin.contract.catalog.CorrelationSettingsDefined;
import dev.tocsin.contract.catalog.MaintenancePlanned;
import dev.tocsin.contract.catalog.PageDefined;
import dev.tocsin.contract.catalog.RegionDefined;
import dev.tocsin.contract.catalog.VantagePointDefined;
import dev.tocsin.contract.change.ChangeApplied;
import dev.tocsin.contract.change.ChangeHeld;
import dev.tocsin.contract.change.ChangeReverted;
import dev.tocsin.contract.delivery.DeliveryEvent;
import dev.tocsin.contract.figures.MinuteCounted;
import dev.tocsin.contract.health.BlindnessBegan;
import dev.tocsin.contract.health.BlindnessEnded;
import dev.tocsin.contract.health.CellChecksDefined;
import dev.tocsin.contract.health.ClockTicked;
import dev.tocsin.contract.health.HealthObserved;
import dev.tocsin.contract.health.RunStarted;
import dev.tocsin.contract.health.VantagePointSetAside;
import dev.tocsin.contract.health.VantagePointTakenBack;
import dev.tocsin.contract.incident.IncidentEvent;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.contract.incident.PublicIncidentSnapshot;
import dev.tocsin.contract.maintenance.MaintenanceEvent;
import dev.tocsin.contract.operator.OperatorAlertEvent;
import dev.tocsin.contract.status.ClockAdvanced;
import dev.tocsin.contract.status.StatusChanged;
import dev.tocsin.contract.status.WatchEnded;
import dev.tocsin.contract.vantage.HeartbeatSent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The CloudEvents `type` of each event. A type may only gain optional fields; a change that would break a reader
/// becomes `v2`.
public final class EventTypes {

    private static final String PREFIX = "tocsin.";
    private static final String SUFFIX = ".v1";

    private static final SequencedMap<Class<? extends Event>, String> NAMES = new LinkedHashMap<>();

    static {
        NAMES.put(PageDefined.class, "catalog.page_defined");
        NAMES.put(CorrelationSettingsDefined.class, "catalog.correlation_settings_defined");
        NAMES.put(RegionDefined.class, "catalog.region_defined");
        NAMES.put(ComponentDefined.class, "catalog.component_defined");
        NAMES.put(VantagePointDefined.class, "catalog.vantage_point_defined");
        NAMES.put(CheckDefined.class, "catalog.check_defined");
        NAMES.put(MaintenancePlanned.class, "catalog.maintenance_planned");
        NAMES.put(CatalogVersionPublished.class, "catalog.version_published");
        NAMES.put(HealthObserved.class, "health.observed");
        NAMES.put(RunStarted.class, "health.run_started");
        NAMES.put(ClockTicked.class, "health.clock_ticked");
        NAMES.put(CellChecksDefined.class, "health.cell_checks_defined");
        NAMES.put(VantagePointSetAside.class, "health.vantage_point_set_aside");
        NAMES.put(VantagePointTakenBack.class, "health.vantage_point_taken_back");
        NAMES.put(BlindnessBegan.class, "health.blindness_began");
        NAMES.put(BlindnessEnded.class, "health.blindness_ended");
        NAMES.put(HeartbeatSent.class, "vantage_point.heartbeat_sent");
        NAMES.put(StatusChanged.class, "cell.status_changed");
        NAMES.put(WatchEnded.class, "cell.watch_ended");
        NAMES.put(ClockAdvanced.class, "cell.clock_advanced");
        NAMES.put(MinuteCounted.class, "figures.minute_counted");
        NAMES.put(ChangeApplied.class, "change.applied");
        NAMES.put(ChangeReverted.class, "change.reverted");
        NAMES.put(ChangeHeld.class, "change.held");
        NAMES.put(MaintenanceEvent.WindowUpdated.class, "maintenance.window_updated");
        NAMES.put(IncidentEvent.Opened.class, "incident.opened");
        NAMES.put(IncidentEvent.OutageStarted.class, "incident.outage_started");
        NAMES.put(IncidentEvent.ImpactChanged.class, "incident.impact_changed");
        NAMES.put(IncidentEvent.SuspectNamed.class, "incident.suspect_named");
        NAMES.put(IncidentEvent.SuspectConfirmed.class, "incident.suspect_confirmed");
        NAMES.put(IncidentEvent.UpdatePosted.class, "incident.update_posted");
        NAMES.put(IncidentEvent.UpdateEdited.class, "incident.update_edited");
        NAMES.put(IncidentEvent.UpdateWithdrawn.class, "incident.update_withdrawn");
        NAMES.put(IncidentEvent.Acknowledged.class, "incident.acknowledged");
        NAMES.put(IncidentEvent.Unacknowledged.class, "incident.unacknowledged");
        NAMES.put(IncidentEvent.Assigned.class, "incident.assigned");
        NAMES.put(IncidentEvent.Unassigned.class, "incident.unassigned");
        NAMES.put(IncidentEvent.OutageEnded.class, "incident.outage_ended");
        NAMES.put(IncidentEvent.Resolved.class, "incident.resolved");
        NAMES.put(IncidentEvent.Linked.class, "incident.linked");
        NAMES.put(IncidentEvent.ImpactCorrected.class, "incident.impact_corrected");
        NAMES.put(IncidentEvent.Reopened.class, "incident.reopened");
        NAMES.put(IncidentEvent.PostmortemPublished.class, "incident.postmortem_published");
        NAMES.put(IncidentSnapshot.class, "incident.snapshot");
        NAMES.put(PublicIncidentSnapshot.class, "public_incident.snapshot");
        NAMES.put(DeliveryEvent.Queued.class, "delivery.queued");
        NAMES.put(DeliveryEvent.Sent.class, "delivery.sent");
        NAMES.put(DeliveryEvent.Retrying.class, "delivery.retrying");
        NAMES.put(DeliveryEvent.GivenUp.class, "delivery.given_up");
        NAMES.put(DeliveryEvent.Bounced.class, "delivery.bounced");
        NAMES.put(DeliveryEvent.Confirmed.class, "delivery.confirmed");
        NAMES.put(AccessTokenEvent.TokenIssued.class, "access_token.issued");
        NAMES.put(AccessTokenEvent.TokenRevoked.class, "access_token.revoked");
        NAMES.put(OperatorAlertEvent.AlertRaised.class, "operator_alert.raised");
        NAMES.put(OperatorAlertEvent.AlertCleared.class, "operator_alert.cleared");
    }

    private static final Map<String, Class<? extends Event>> BY_TYPE =
            NAMES.keySet().stream().collect(Collectors.toUnmodifiableMap(EventTypes::typeOf, Function.identity()));

    private EventTypes() {}

    /// All events, in the order of the topics of the design.
    public static SequencedMap<Class<? extends Event>, String> all() {
        var types = new LinkedHashMap<Class<? extends Event>, String>();
        NAMES.keySet().forEach(event -> types.put(event, typeOf(event)));
        return types;
    }

    /// The full type, such as `tocsin.incident.outage_started.v1`.
    public static String typeOf(Class<? extends Event> event) {
        return PREFIX + nameOf(event) + SUFFIX;
    }

    /// The middle of the type, such as `incident.outage_started`, which webhooks and timeline entries use as their
    /// type.
    public static String nameOf(Class<? extends Event> event) {
        var name = NAMES.get(event);
        if (name == null) {
            throw new IllegalArgumentException(event + " has no CloudEvents type");
        }
        return name;
    }

    public static Optional<Class<? extends Event>> eventOf(String type) {
        return Optional.ofNullable(BY_TYPE.get(type));
    }
}

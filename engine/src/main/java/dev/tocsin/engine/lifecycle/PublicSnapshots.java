package dev.tocsin.engine.lifecycle;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.EventTypes;
import dev.tocsin.contract.Json;
import dev.tocsin.contract.Severity;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.catalog.ComponentDefined;
import dev.tocsin.contract.incident.IncidentEvent;
import dev.tocsin.contract.incident.IncidentEvent.Acknowledged;
import dev.tocsin.contract.incident.IncidentEvent.Assigned;
import dev.tocsin.contract.incident.IncidentEvent.ImpactChanged;
import dev.tocsin.contract.incident.IncidentEvent.ImpactCorrected;
import dev.tocsin.contract.incident.IncidentEvent.Linked;
import dev.tocsin.contract.incident.IncidentEvent.Opened;
import dev.tocsin.contract.incident.IncidentEvent.OutageEnded;
import dev.tocsin.contract.incident.IncidentEvent.OutageStarted;
import dev.tocsin.contract.incident.IncidentEvent.PostmortemPublished;
import dev.tocsin.contract.incident.IncidentEvent.Reopened;
import dev.tocsin.contract.incident.IncidentEvent.Resolved;
import dev.tocsin.contract.incident.IncidentEvent.SuspectConfirmed;
import dev.tocsin.contract.incident.IncidentEvent.SuspectNamed;
import dev.tocsin.contract.incident.IncidentEvent.Unacknowledged;
import dev.tocsin.contract.incident.IncidentEvent.Unassigned;
import dev.tocsin.contract.incident.IncidentEvent.UpdateEdited;
import dev.tocsin.contract.incident.IncidentEvent.UpdatePosted;
import dev.tocsin.contract.incident.IncidentEvent.UpdateWithdrawn;
import dev.tocsin.contract.incident.IncidentHead;
import dev.tocsin.contract.incident.IncidentSnapshot.TimelineEntry;
import dev.tocsin.contract.incident.PublicIncidentSnapshot;
import dev.tocsin.contract.incident.PublicIncidentSnapshot.Cause;
import dev.tocsin.contract.incident.PublicIncidentSnapshot.PublicOutage;
import dev.tocsin.contract.incident.PublicIncidentSnapshot.PublicUpdate;
import dev.tocsin.contract.incident.Suspect;
import dev.tocsin.contract.incident.Suspect.Confidence;
import dev.tocsin.contract.incident.Suspect.SuspectKind;
import dev.tocsin.contract.incident.SuspectedRoot;
import dev.tocsin.engine.catalog.Catalog;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The part of an incident that customers may read, as published to `tocsin.public-incidents`. The notifier reads that
/// topic, so nothing else can slip through.
///
/// An incident is public while it is at least minor and touches a public component. An incident that stops being
/// public within an episode is withdrawn: subscribers who were notified of it have to learn that it is over for them.
public final class PublicSnapshots {

    private static final String UPDATE = EventTypes.nameOf(UpdatePosted.class);
    private static final String REOPENED = EventTypes.nameOf(Reopened.class);

    private PublicSnapshots() {}

    /// Empty while customers have nothing to read.
    public static Optional<PublicIncidentSnapshot> of(Incident incident, Catalog catalog) {
        var head = head(incident, incident.head());
        if (head != null) {
            return Optional.of(whole(incident, head, catalog));
        }
        var announced = incident.story().announced();
        return announced != null && announced.episode() == incident.episode()
                ? Optional.of(withdrawn(incident, announced))
                : Optional.empty();
    }

    /// Whether customers can read the incident as it is now.
    public static boolean isPublic(Incident incident) {
        return head(incident, incident.head()) != null;
    }

    /// The rule for callers that have only a suspect to judge by.
    public static boolean isPublic(Suspect suspect, Catalog catalog) {
        return suspect.kind() == SuspectKind.CELL
                && isPublic(Cell.of(suspect.subject()).component(), catalog);
    }

    /// A component that is not in the catalog any more is not public.
    public static boolean isPublic(String component, Catalog catalog) {
        return catalog.component(component).filter(ComponentDefined::isPublic).isPresent();
    }

    /// @param head the head of the incident's next event
    /// @return the head with its public regions only; null when the incident is not public
    static @Nullable IncidentHead head(Incident incident, IncidentHead head) {
        if (!head.severity().isAtLeast(Severity.MINOR)) {
            return null;
        }
        var regions = touching(incident).map(Outage::region).distinct().sorted().toList();
        return regions.isEmpty()
                ? null
                : new IncidentHead(
                        head.id(), head.number(), head.episode(), head.title(), head.state(), head.severity(), regions);
    }

    /// @param before the newest first
    /// @param isPublic whether customers may read the incident; updates of other incidents are internal
    static List<PublicUpdate> updates(List<PublicUpdate> before, IncidentEvent event, boolean isPublic) {
        return switch (event) {
            case Reopened _ -> List.of();
            case UpdatePosted posted
            when isPublic ->
                Stream.concat(Stream.of(update(posted)), before.stream())
                        .limit(PublicIncidentSnapshot.MOST_UPDATES)
                        .toList();
            case UpdateEdited edited ->
                before.stream()
                        .map(update -> update.number() == edited.update() ? revised(update, edited) : update)
                        .toList();
            case UpdateWithdrawn withdrawn ->
                before.stream()
                        .filter(update -> update.number() != withdrawn.update())
                        .toList();
            case UpdatePosted _,
                    Opened _,
                    OutageStarted _,
                    ImpactChanged _,
                    SuspectNamed _,
                    SuspectConfirmed _,
                    Acknowledged _,
                    Unacknowledged _,
                    Assigned _,
                    Unassigned _,
                    OutageEnded _,
                    Resolved _,
                    Linked _,
                    ImpactCorrected _,
                    PostmortemPublished _ -> before;
        };
    }

    /// The updates of the present episode that a timeline has, cut short.
    static List<PublicUpdate> updatesOf(List<TimelineEntry> timeline) {
        return timeline.stream()
                .takeWhile(entry -> !entry.type().equals(REOPENED))
                .filter(entry -> entry.type().equals(UPDATE))
                .map(entry -> new PublicUpdate(entry.number(), entry.at(), entry.text(), null, null))
                .toList();
    }

    private static PublicUpdate update(UpdatePosted posted) {
        return new PublicUpdate(
                posted.incident().number(),
                posted.time(),
                TimelineText.cut(posted.text(), PublicIncidentSnapshot.LONGEST_UPDATE),
                posted.nextUpdateBy(),
                null);
    }

    private static PublicUpdate revised(PublicUpdate update, UpdateEdited edited) {
        return new PublicUpdate(
                update.number(),
                update.at(),
                TimelineText.cut(edited.text(), PublicIncidentSnapshot.LONGEST_UPDATE),
                update.nextUpdateBy(),
                edited.time());
    }

    private static PublicIncidentSnapshot whole(Incident incident, IncidentHead head, Catalog catalog) {
        var most = PublicIncidentSnapshot.MOST_COMPONENTS;
        var snapshot = whole(incident, head, catalog, most);
        while (most > 0 && size(snapshot) > PublicIncidentSnapshot.MOST_BYTES) {
            most /= 2;
            snapshot = whole(incident, head, catalog, most);
        }
        return snapshot;
    }

    private static PublicIncidentSnapshot whole(Incident incident, IncidentHead head, Catalog catalog, int most) {
        var outages = touching(incident).toList();
        var impacts = outages.stream()
                .flatMap(outage -> publicImpacts(outage).stream())
                .toList();
        var listed = impacts.size() <= most
                ? Set.copyOf(impacts)
                : new HashSet<>(
                        impacts.stream().sorted(Impact.WORST_FIRST).limit(most).toList());
        return new PublicIncidentSnapshot(
                head,
                incident.updatedAt(),
                incident.startedAt(),
                incident.resolvedAt(),
                false,
                outages.stream().map(outage -> outage(outage, listed, catalog)).toList(),
                impacts.size(),
                cause(incident, catalog),
                incident.story().updates(),
                page(incident));
    }

    private static PublicIncidentSnapshot withdrawn(Incident incident, IncidentHead announced) {
        var head = new IncidentHead(
                incident.id(),
                incident.number(),
                incident.episode(),
                announced.title(),
                incident.state(),
                announced.severity(),
                List.of());
        return new PublicIncidentSnapshot(
                head,
                incident.updatedAt(),
                incident.startedAt(),
                incident.resolvedAt(),
                true,
                List.of(),
                0,
                null,
                List.of(),
                page(incident));
    }

    private static PublicOutage outage(Outage outage, Set<Impact> listed, Catalog catalog) {
        var impacts = publicImpacts(outage).stream().filter(listed::contains).toList();
        return new PublicOutage(
                outage.id(),
                outage.region(),
                outage.onset(),
                outage.endedAt(),
                root(outage.root(), catalog),
                components(impacts, Verdict.DOWN),
                components(impacts, Verdict.DEGRADED),
                components(impacts, Verdict.UP));
    }

    private static List<String> components(Collection<Impact> impacts, Verdict verdict) {
        return impacts.stream()
                .filter(impact -> impact.now().verdict() == verdict)
                .map(impact -> impact.cell().component())
                .toList();
    }

    private static @Nullable String root(@Nullable SuspectedRoot root, Catalog catalog) {
        return root != null && isPublic(root.cell().component(), catalog)
                ? root.cell().component()
                : null;
    }

    private static @Nullable Cause cause(Incident incident, Catalog catalog) {
        var suspects = incident.suspects();
        return suspects.stream()
                .filter(suspect -> suspect.confidence() == Confidence.CONFIRMED)
                .findFirst()
                .or(() -> suspects.stream().findFirst())
                .map(suspect -> cause(suspect, catalog))
                .orElse(null);
    }

    private static @Nullable Cause cause(Suspect suspect, Catalog catalog) {
        return switch (suspect.kind()) {
            case CELL ->
                isPublic(suspect, catalog)
                        ? new Cause(suspect.kind(), Cell.of(suspect.subject()), suspect.confidence())
                        : null;
            case CHANGE, MAINTENANCE -> new Cause(suspect.kind(), null, suspect.confidence());
        };
    }

    private static Stream<Outage> touching(Incident incident) {
        return incident.ofThisEpisode().stream()
                .filter(outage -> outage.impacts().values().stream()
                        .anyMatch(impact -> impact.now().isPublic()));
    }

    private static List<Impact> publicImpacts(Outage outage) {
        return outage.impacts().values().stream()
                .filter(impact -> impact.now().isPublic())
                .toList();
    }

    private static String page(Incident incident) {
        return "/incidents/" + incident.id();
    }

    private static int size(PublicIncidentSnapshot snapshot) {
        return Json.mapper().valueToTree(snapshot).toString().getBytes(UTF_8).length;
    }
}

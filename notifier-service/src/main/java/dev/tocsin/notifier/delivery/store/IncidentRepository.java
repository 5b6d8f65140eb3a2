package dev.tocsin.notifier.delivery.store;

import static dev.tocsin.notifier.database.WordConverter.word;

import dev.tocsin.contract.incident.IncidentEvent;
import dev.tocsin.contract.incident.IncidentEvent.Acknowledged;
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
import dev.tocsin.contract.incident.IncidentEvent.UpdatePosted;
import dev.tocsin.notifier.message.IncidentReport;
import dev.tocsin.notifier.message.PublicCause;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;

/// Each incident as its events have left it.
@ApplicationScoped
@Transactional
class IncidentRepository implements PanacheRepositoryBase<IncidentEntity, String> {

    private final OutageRepository outages;
    private final TouchedCellRepository cells;

    IncidentRepository(OutageRepository outages, TouchedCellRepository cells) {
        this.outages = outages;
        this.cells = cells;
    }

    /// Locks the incident until the transaction ends, so that one event of it is handled at a time.
    ///
    /// @return false when this event, or a later one, was handled before
    boolean take(IncidentEvent event, int partition) {
        var head = event.incident();
        getSession().flush();
        getSession().clear(); // an entity of an earlier event in this transaction would be out of date
        return getSession()
                        .createNativeMutationQuery("""
                        insert into incident
                            (id, kafka_partition, number, episode, title, state, severity, regions, changed_at)
                        values (:id, :partition, :number, :episode, :title, :state, cast(:severity as severity),
                            :regions, :at)
                        on conflict (id) do update set
                            (kafka_partition, number, episode, title, state, severity, regions, changed_at) =
                            (excluded.kafka_partition, excluded.number, excluded.episode, excluded.title,
                             excluded.state, excluded.severity, excluded.regions, excluded.changed_at)
                        where incident.number < excluded.number""")
                        .setParameter("id", head.id())
                        .setParameter("partition", partition)
                        .setParameter("number", head.number())
                        .setParameter("episode", head.episode())
                        .setParameter("title", head.title())
                        .setParameter("state", word(head.state()))
                        .setParameter("severity", word(head.severity()))
                        .setParameter("regions", head.regions().toArray(String[]::new))
                        .setParameter("at", event.time())
                        .executeUpdate()
                == 1;
    }

    /// To be called after [#take] of the same event.
    void apply(IncidentEvent event) {
        var incident = event.incident().id();
        switch (event) {
            case Opened opened -> findById(incident).began(opened.onset());
            case Reopened reopened -> {
                findById(incident).began(reopened.onset());
                outages.forget(incident);
            }
            case OutageStarted started -> {
                outages.keep(incident, started.outage(), started.region(), started.root());
                cells.keep(incident, started.outage(), started.cells());
            }
            case ImpactChanged changed -> {
                outages.keep(incident, changed.outage(), changed.region(), changed.root());
                cells.keep(incident, changed.outage(), changed.cells());
                cells.forget(incident, changed.outage(), changed.left());
            }
            case SuspectNamed named ->
                findById(incident)
                        .suspects(named.suspects().stream()
                                .findFirst()
                                .map(PublicCause::of)
                                .orElse(null));
            case SuspectConfirmed confirmed -> findById(incident).suspects(PublicCause.of(confirmed.suspect()));
            case UpdatePosted posted -> findById(incident).updated(cut(posted.text()));
            case OutageEnded ended -> outages.end(incident, ended.outage(), ended.endedAt());
            case Resolved resolved -> outages.endAll(incident, resolved.time());
            case Acknowledged _, ImpactCorrected _, Linked _, PostmortemPublished _ -> {}
        }
    }

    /// What notices say of the incident as it stands.
    IncidentReport report(String incident) {
        var worst = cells.worst(incident, IncidentReport.MOST_CELLS);
        return findById(incident).report(worst.cells(), worst.of(), outages.lastEnd(incident));
    }

    /// Those of these partitions that have not ended.
    List<String> standing(Collection<Integer> partitions) {
        return getSession()
                .createNativeQuery(
                        "select id from incident where stands(state) and kafka_partition = any (:partitions)",
                        String.class)
                .setParameter("partitions", partitions.toArray(Integer[]::new))
                .getResultStream()
                .toList();
    }

    /// Until the transaction ends.
    void lock(String incident) {
        findById(incident, LockModeType.PESSIMISTIC_WRITE);
    }

    private static String cut(String text) {
        return text.length() <= IncidentReport.LONGEST_UPDATE
                ? text
                : text.substring(0, IncidentReport.LONGEST_UPDATE - 1) + "…";
    }
}

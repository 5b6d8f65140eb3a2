package dev.tocsin.notifier.delivery.store;

import dev.tocsin.contract.delivery.MaintenanceStage;
import dev.tocsin.notifier.database.Columns;
import dev.tocsin.notifier.delivery.store.ReportEntity.ReportKey;
import dev.tocsin.notifier.message.IncidentReport;
import dev.tocsin.notifier.message.Report;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

@ApplicationScoped
@Transactional
public class ReportRepository implements PanacheRepositoryBase<ReportEntity, ReportKey> {

    private static final Logger LOG = LoggerFactory.getLogger(ReportRepository.class);

    /// @param traceparent W3C trace context in which its deliveries go on, or null
    record ReadReport(Report content, @Nullable String traceparent) {}

    /// Keeps the first report of a number, because notices that were sent contain it.
    ///
    /// @param traceparent W3C trace context in which the deliveries of the report go on, or null
    public void keep(Report report, @Nullable String traceparent) {
        if (findById(new ReportKey(report.about(), report.number())) == null) {
            persist(new ReportEntity(report, traceparent));
        }
    }

    /// The last report about an incident to subscribers; an id with a slash is not one of an incident.
    public Optional<IncidentReport> latest(String incident) {
        return find("about = ?1 and about not like '%/%'", Sort.descending("number"), incident)
                .firstResultOptional()
                .map(entity -> entity.report(null))
                .map(IncidentReport.class::cast);
    }

    /// The reports of the deliveries. Many deliveries have the same report, so each is read once. A report that cannot
    /// be read is left out.
    Map<ReportKey, ReadReport> read(Stream<DeliveryEntity> deliveries) {
        var stages = new HashMap<ReportKey, Optional<MaintenanceStage>>();
        deliveries.forEach(delivery -> stages.put(delivery.report(), Optional.ofNullable(delivery.stage())));
        var reports = new HashMap<ReportKey, ReadReport>();
        getSession()
                .createNativeQuery("""
                        select r.* from unnest(:abouts, :numbers) as wanted(about, number)
                        join report r on r.incident = wanted.about and r.number = wanted.number""", ReportEntity.class)
                .setReadOnly(true)
                .setParameter("abouts", Columns.texts(stages.keySet(), ReportKey::about))
                .setParameter(
                        "numbers",
                        stages.keySet().stream().map(ReportKey::number).toArray(Long[]::new))
                .getResultStream()
                .forEach(report -> {
                    var key = new ReportKey(report.about(), report.number());
                    try {
                        var stage = stages.getOrDefault(key, Optional.empty()).orElse(null);
                        reports.put(key, new ReadReport(report.report(stage), report.traceparent()));
                    } catch (IllegalStateException e) {
                        LOG.error("Deliveries about {}, number {}, are given up", key.about(), key.number(), e);
                    }
                });
        return reports;
    }
}

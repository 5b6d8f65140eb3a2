package dev.tocsin.notifier.delivery.store;

import dev.tocsin.notifier.message.IncidentReport;
import dev.tocsin.notifier.message.Report;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
@Transactional
public class ReportRepository implements PanacheRepositoryBase<ReportEntity, ReportEntity.Key> {

    /// The first report of a number stands: notices that were sent say it.
    ///
    /// @param traceparent W3C trace context in which the deliveries of the report go on, or null
    public void keep(Report report, @Nullable String traceparent) {
        if (findById(new ReportEntity.Key(report.about(), report.number())) == null) {
            persist(new ReportEntity(report, traceparent));
        }
    }

    /// What was told of an incident last.
    public Optional<IncidentReport> latest(String incident) {
        return find("about = ?1 and about not like 'maintenance/%'", Sort.descending("number"), incident)
                .firstResultOptional()
                .map(entity -> entity.report(null))
                .map(IncidentReport.class::cast);
    }
}

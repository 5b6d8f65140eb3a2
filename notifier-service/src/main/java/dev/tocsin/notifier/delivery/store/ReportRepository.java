package dev.tocsin.notifier.delivery.store;

import dev.tocsin.notifier.message.Report;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
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
}

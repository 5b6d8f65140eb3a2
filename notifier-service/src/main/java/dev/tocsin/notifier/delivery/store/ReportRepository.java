package dev.tocsin.notifier.delivery.store;

import dev.tocsin.notifier.message.Report;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

@ApplicationScoped
@Transactional
public class ReportRepository implements PanacheRepositoryBase<ReportEntity, ReportEntity.Key> {

    /// The first report of a number stands: notices that were sent say it.
    public void keep(Report report) {
        if (findById(new ReportEntity.Key(report.about(), report.number())) == null) {
            persist(new ReportEntity(report));
        }
    }
}

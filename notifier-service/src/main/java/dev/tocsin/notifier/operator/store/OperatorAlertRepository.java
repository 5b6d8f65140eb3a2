package dev.tocsin.notifier.operator.store;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;

@ApplicationScoped
@Transactional
public class OperatorAlertRepository implements PanacheRepositoryBase<OperatorAlertEntity, String> {

    /// @return false when an alert on the subject stands already
    public boolean raise(String subject, Instant now) {
        return getSession()
                        .createNativeMutationQuery("""
                        insert into operator_alert (subject, raised_at) values (:subject, :now)
                        on conflict do nothing""")
                        .setParameter("subject", subject)
                        .setParameter("now", now)
                        .executeUpdate()
                == 1;
    }

    /// @return when the alert that is over was raised; empty when none stands
    public Optional<Instant> clear(String subject) {
        var standing = Optional.ofNullable(findById(subject, LockModeType.PESSIMISTIC_WRITE));
        standing.ifPresent(this::delete);
        return standing.map(OperatorAlertEntity::raisedAt);
    }
}

package dev.tocsin.notifier.silence.store;

import dev.tocsin.notifier.silence.SilencePeriod;
import dev.tocsin.notifier.silence.store.SilencePeriodEntity.SilencePeriodKey;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

@ApplicationScoped
@Transactional
public class SilencePeriodRepository implements PanacheRepositoryBase<SilencePeriodEntity, SilencePeriodKey> {

    void add(String silence, List<SilencePeriod> periods) {
        getSession().flush();
        getSession()
                .createNativeMutationQuery("""
                        insert into silence_period (silence, starts_at, ends_at)
                        select :silence, cast(starts_at as timestamptz), cast(ends_at as timestamptz)
                        from unnest(:starts, :ends) as period (starts_at, ends_at)
                        on conflict do nothing""")
                .setParameter("silence", silence)
                .setParameter("starts", times(periods, SilencePeriod::startsAt))
                .setParameter("ends", times(periods, SilencePeriod::endsAt))
                .executeUpdate();
    }

    private static String[] times(List<SilencePeriod> periods, Function<SilencePeriod, Instant> time) {
        return periods.stream().map(time).map(Instant::toString).toArray(String[]::new);
    }

    /// Ends all periods that a silence still has.
    void endAll(String silence) {
        update("ended = true where silence = ?1", silence);
    }

    /// Ends the periods whose time is over. From then on they silence nobody, whatever the clocks of other instances
    /// say.
    ///
    /// @return the number of periods
    public int end(Instant now) {
        return update("ended = true where ended = false and endsAt <= ?1", now);
    }

    /// Marks the open incidents that ended periods covered, so that subscribers who were silenced are notified of
    /// their state.
    ///
    /// To be called in a transaction of its own, after the one that ended the periods. Then each decision
    /// that still saw a period either holds the lock on its incident, for which this waits, or was made by an
    /// event, which marks its incident itself.
    ///
    /// @return the number of incidents
    public int release() {
        return getSession().createNativeMutationQuery("""
                        with gone as (
                            delete from silence_period where ended returning silence)
                        update incident i set changed = true
                        where stands(i.state) and exists (
                            select from silence q
                            where q.id in (select silence from gone)
                                and (q.incidents = '{}' or i.id = any (q.incidents))
                                and exists (
                                    select from touched t
                                    where t.incident = i.id and (q.regions = '{}' or t.region = any (q.regions))
                                        and (q.components = '{}' or t.component = any (q.components))))""").executeUpdate();
    }
}

package dev.tocsin.notifier.silence.store;

import dev.tocsin.notifier.database.OneColumn;
import dev.tocsin.notifier.silence.Silence;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

@ApplicationScoped
@Transactional
public class SilenceRepository implements PanacheRepositoryBase<SilenceEntity, String> {

    private static final Logger LOG = LoggerFactory.getLogger(SilenceRepository.class);
    private static final Sort NEWEST_FIRST = Sort.descending("createdAt", "id");

    private final SilencePeriodRepository periods;

    SilenceRepository(SilencePeriodRepository periods) {
        this.periods = periods;
    }

    public void make(Silence silence) {
        persist(new SilenceEntity(silence));
        periods.add(silence.id(), silence.periods());
        LOG.info(
                "Silence {} was created by {}, from {} to {}: {}",
                silence.id(),
                silence.owner(),
                silence.startsAt(),
                silence.endsAt(),
                silence.reason());
    }

    public Optional<Silence> lookUp(String id) {
        return findByIdOptional(id).map(SilenceEntity::silence);
    }

    /// Ends a silence for good; a silence that is over stays as it is.
    ///
    /// @return empty when there is no such silence
    public Optional<Silence> end(String id, String by, Instant now) {
        var found = Optional.ofNullable(findById(id, LockModeType.PESSIMISTIC_WRITE));
        found.filter(silence -> silence.endsAt().isAfter(now)).ifPresent(silence -> {
            silence.end(by, now);
            periods.endAll(id);
            LOG.info("Silence {} was ended by {}", id, by);
        });
        return found.map(SilenceEntity::silence);
    }

    /// @param over whether silences that are over are listed too
    /// @param after the id of the last one seen, or null
    public List<Silence> newestFirst(boolean over, @Nullable String after, int most, Instant now) {
        var endsAfter = over ? Instant.EPOCH : now;
        var last = after == null ? Optional.<SilenceEntity>empty() : findByIdOptional(after);
        var found = last.isEmpty()
                ? find("endsAt > ?1", NEWEST_FIRST, endsAfter)
                : find(
                        "endsAt > ?1 and (createdAt < ?2 or createdAt = ?2 and id < ?3)",
                        NEWEST_FIRST,
                        endsAfter,
                        last.get().createdAt(),
                        after);
        return found.page(0, most).stream().map(SilenceEntity::silence).toList();
    }

    /// Those of these incidents of which nothing was ever received.
    public List<String> unknownIncidents(List<String> ids) {
        return missing("incident i where i.id = wanted.id", ids);
    }

    /// Those of these subscriptions that do not exist, or have ended. Operators' channels count as unknown: silences do
    /// not mute them.
    public List<String> unknownSubscriptions(List<String> ids) {
        return missing("subscription s where s.id = wanted.id and s.state <> 'left' and s.operator is null", ids);
    }

    private List<String> missing(String from, List<String> ids) {
        return OneColumn.query(
                        getSession(),
                        "select id from unnest(:ids) as wanted (id) where not exists (select from %s)".formatted(from),
                        String.class)
                .setParameter("ids", ids.toArray(String[]::new))
                .getResultList();
    }
}

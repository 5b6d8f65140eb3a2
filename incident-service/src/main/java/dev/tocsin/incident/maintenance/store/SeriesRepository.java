package dev.tocsin.incident.maintenance.store;

import dev.tocsin.engine.maintenance.WindowSeries;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class SeriesRepository implements PanacheRepositoryBase<SeriesEntity, String> {

    private static final String PAGE =
            "from SeriesEntity where (endsAt is null or endsAt > :now) and id > :after order by id";

    /// The series of which windows may still come. There are few, because [WindowStore] refuses more.
    List<WindowSeries> ongoing(Instant now) {
        return stream("endsAt is null or endsAt > ?1", now)
                .map(SeriesEntity::series)
                .toList();
    }

    Optional<WindowSeries> one(String id) {
        return findByIdOptional(id).map(SeriesEntity::series);
    }

    void put(WindowSeries series) {
        getEntityManager().merge(new SeriesEntity(series));
    }

    static Optional<WindowSeries> one(String id, Session session) {
        return Optional.ofNullable(session.find(SeriesEntity.class, id)).map(SeriesEntity::series);
    }

    /// One page of the series of which windows may still come, by their ids.
    ///
    /// @param after the id after which to go on; null for the first page
    static List<WindowSeries> ongoing(Instant now, @Nullable String after, int most, Session session) {
        return session.createSelectionQuery(PAGE, SeriesEntity.class)
                .setParameter("now", now)
                .setParameter("after", after == null ? "" : after)
                .setMaxResults(most)
                .getResultStream()
                .map(SeriesEntity::series)
                .toList();
    }
}

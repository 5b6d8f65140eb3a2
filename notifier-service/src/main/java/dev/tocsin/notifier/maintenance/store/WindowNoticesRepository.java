package dev.tocsin.notifier.maintenance.store;

import static dev.tocsin.notifier.database.WordConverter.word;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.delivery.MaintenanceStage;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowUpdated;
import dev.tocsin.notifier.database.OneColumn;
import dev.tocsin.notifier.database.WordConverter;
import dev.tocsin.notifier.delivery.LostNotice;
import dev.tocsin.notifier.delivery.store.LostRow;
import dev.tocsin.notifier.maintenance.LastNotice;
import dev.tocsin.notifier.maintenance.store.WindowNoticesEntity.WindowNoticesKey;
import dev.tocsin.notifier.silence.store.SilenceConditions;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.hibernate.query.CommonQueryContract;

/// The last notices of windows to subscribers, handled together for all subscribers with the same one.
@ApplicationScoped
@Transactional
class WindowNoticesRepository implements PanacheRepositoryBase<WindowNoticesEntity, WindowNoticesKey> {

    /// Stands for times that are not known, because the database was restored from a backup.
    private static final Instant UNKNOWN = Instant.EPOCH;

    /// In the order in which they are announced.
    private static final String[] STAGES =
            Stream.of(MaintenanceStage.values()).map(WordConverter::word).toArray(String[]::new);

    /// Whether subscription `s` includes planned work, and is about one of the window's public cells.
    private static final String TOUCHED = """
            s.maintenance and exists (select from unnest(:components, :regions) as cell (component, region)
                where concerns(s, cell.region, cell.component))""";

    /// The public cells of the window that are not silenced.
    private static final String AUDIBLE_CELLS =
            """
            %s,
            cells as materialized (
                select component, region from unnest(:components, :regions) as cell (component, region)
                where %s)""".formatted(SilenceConditions.ofPlannedWork(), SilenceConditions.CELL_IS_AUDIBLE);

    /// Whether no silence keeps the notice from subscription `s`.
    private static final String HEARS = """
            (not %s or %s and exists (select from cells c where concerns(s, c.region, c.component)))""".formatted(SilenceConditions.IS_ANY, SilenceConditions.SUBSCRIBER_HEARS);

    private static final String MOVE = """
            with %s
            update maintenance_told t
            set episode = :episode, stage = :stage, starts_at = :startsAt, ends_at = :endsAt
            from subscription s
            where t.window_id = :window and s.id = t.subscription
                and t.episode = :wasEpisode and t.stage = :wasStage
                and t.starts_at = :wasStartsAt and t.ends_at = :wasEndsAt
                and (%s) = :touched and (:needed or %s)
            returning case when s.state = 'confirmed' and (s.updates or :needed) then s.id end""".formatted(AUDIBLE_CELLS, TOUCHED, HEARS);

    private static final String BEGIN = """
            with %s
            insert into maintenance_told (window_id, subscription, episode, stage, starts_at, ends_at)
            select :window, s.id, :episode, :stage, :startsAt, :endsAt
            from subscription s
            where s.state = 'confirmed'
                and s.id not in (select subscription from maintenance_told where window_id = :window)
                and %s and %s
            returning subscription""".formatted(AUDIBLE_CELLS, TOUCHED, HEARS);

    /// The different last notices of the window. Times that are not known become the window's.
    List<LastNotice> distinct(WindowUpdated window) {
        var told = distinct(window.window());
        if (told.stream().noneMatch(each -> each.startsAt().equals(UNKNOWN))) {
            return told;
        }
        update(
                "startsAt = ?1, endsAt = ?2 where windowId = ?3 and startsAt = ?4",
                window.startsAt(),
                window.endsAt(),
                window.window(),
                UNKNOWN);
        return distinct(window.window());
    }

    private List<LastNotice> distinct(String window) {
        return getSession()
                .createSelectionQuery("""
                        select distinct n.episode, n.stage, n.startsAt, n.endsAt from WindowNoticesEntity n
                        where n.windowId = :window""", LastNotice.class)
                .setParameter("window", window)
                .getResultList();
    }

    /// @param cells the public cells of the window
    /// @param touched whether to take the subscribers whom the window still touches, or those whom it does not
    /// @param needed whether the notice also goes to subscribers who want no updates or are silenced
    /// @return the subscriptions to notify, without those that have ended
    List<String> move(
            String window,
            List<Cell> cells,
            LastNotice was,
            boolean touched,
            LastNotice to,
            boolean needed,
            Instant now) {
        var query = OneColumn.query(getSession(), MOVE, String.class)
                .setParameter("wasEpisode", was.episode())
                .setParameter("wasStage", word(was.stage()))
                .setParameter("wasStartsAt", was.startsAt())
                .setParameter("wasEndsAt", was.endsAt())
                .setParameter("touched", touched)
                .setParameter("needed", needed);
        about(query, window, cells, to, now);
        return query.getResultStream().filter(Objects::nonNull).toList();
    }

    /// Begins with the subscribers whom the window touches, who got no notice of it yet, and whom no silence mutes.
    ///
    /// @param cells the public cells of the window
    List<String> begin(String window, List<Cell> cells, LastNotice told, Instant now) {
        var query = OneColumn.query(getSession(), BEGIN, String.class);
        about(query, window, cells, told, now);
        return query.getResultList();
    }

    /// Recovers which notices of windows subscribers got before the database was restored from a backup.
    void recover(List<LostNotice> planned) {
        getSession()
                .createNativeMutationQuery("""
                        with lost as (%s)
                        insert into maintenance_told (window_id, subscription, episode, stage, starts_at, ends_at)
                        select distinct on (w.id, l.subscription) w.id, l.subscription, l.episode,
                            case l.stage when 'changed' then 'announced' else l.stage end, :unknown, :unknown
                        from lost l join maintenance_window w on l.about = 'maintenance/' || w.id
                        order by w.id, l.subscription, l.episode desc, array_position(:stages, l.stage) desc
                        on conflict (window_id, subscription) do update set (episode, stage, starts_at, ends_at) =
                            (excluded.episode, excluded.stage, excluded.starts_at, excluded.ends_at)
                        where (excluded.episode, array_position(:stages, excluded.stage))
                            > (maintenance_told.episode, array_position(:stages, maintenance_told.stage))""".formatted(LostRow.TABLE))
                .setParameter("lost", LostRow.json(planned))
                .setParameter("unknown", UNKNOWN)
                .setParameter("stages", STAGES)
                .executeUpdate();
    }

    private static void about(CommonQueryContract query, String window, List<Cell> cells, LastNotice to, Instant now) {
        query.setParameter("window", window)
                .setParameter("now", now)
                .setParameter("episode", to.episode())
                .setParameter("stage", word(to.stage()))
                .setParameter("startsAt", to.startsAt())
                .setParameter("endsAt", to.endsAt())
                .setParameter("components", cells.stream().map(Cell::component).toArray(String[]::new))
                .setParameter("regions", cells.stream().map(Cell::region).toArray(String[]::new));
    }
}

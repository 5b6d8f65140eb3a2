package dev.tocsin.notifier.maintenance.store;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.delivery.MaintenanceStage;
import dev.tocsin.notifier.maintenance.Told;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/// What subscribers believe of one window, by those who believe the same.
final class ToldRows {

    /// Whether one of the window's public cells is among those that subscription `s` is about.
    private static final String TOUCHED = """
            exists (select from unnest(:components, :regions) as cell (component, region)
                where concerns(s, cell.region, cell.component))""";

    private final Handle handle;
    private final String window;
    private final List<Cell> cells;

    /// @param cells of the window that are public
    ToldRows(Handle handle, String window, List<Cell> cells) {
        this.handle = handle;
        this.window = window;
        this.cells = cells;
    }

    /// What any of them believes.
    List<Told> distinct() {
        return handle.createQuery(
                        "select distinct episode, stage, starts_at, ends_at from maintenance_told where window_id = :window")
                .bind("window", window)
                .map((row, _) -> told(row))
                .list();
    }

    /// @param touched whether those are meant whom the window touches still, or those whom it does not
    /// @return the subscriptions to be told of it: who left is not
    List<String> move(Told was, boolean touched, Told to) {
        return about(handle.createQuery("""
                                update maintenance_told t
                                set episode = :episode, stage = :stage, starts_at = :startsAt, ends_at = :endsAt
                                from subscription s
                                where t.window_id = :window and s.id = t.subscription
                                    and t.episode = :wasEpisode and t.stage = :wasStage
                                    and t.starts_at = :wasStartsAt and t.ends_at = :wasEndsAt
                                    and <touched> = :touched
                                returning case s.state when 'confirmed' then s.id end"""))
                .bind("episode", to.episode())
                .bind("stage", word(to.stage()))
                .bind("startsAt", to.startsAt())
                .bind("endsAt", to.endsAt())
                .bind("wasEpisode", was.episode())
                .bind("wasStage", word(was.stage()))
                .bind("wasStartsAt", was.startsAt())
                .bind("wasEndsAt", was.endsAt())
                .bind("touched", touched)
                .mapTo(String.class)
                .stream()
                .filter(Objects::nonNull)
                .toList();
    }

    /// Begins with those whom it touches and who were told nothing yet.
    List<String> begin(Told told) {
        return about(handle.createQuery("""
                                insert into maintenance_told
                                    (window_id, subscription, episode, stage, starts_at, ends_at)
                                select :window, s.id, :episode, :stage, :startsAt, :endsAt
                                from subscription s
                                where s.state = 'confirmed' and s.id not in (
                                        select subscription from maintenance_told where window_id = :window)
                                    and <touched>
                                returning subscription"""))
                .bind("episode", told.episode())
                .bind("stage", word(told.stage()))
                .bind("startsAt", told.startsAt())
                .bind("endsAt", told.endsAt())
                .mapTo(String.class)
                .list();
    }

    private <T extends SqlStatement<T>> T about(T statement) {
        return statement
                .define("touched", TOUCHED)
                .bind("window", window)
                .bindArray(
                        "components",
                        String.class,
                        cells.stream().map(Cell::component).toList())
                .bindArray(
                        "regions",
                        String.class,
                        cells.stream().map(Cell::region).toList());
    }

    private static Told told(ResultSet row) throws SQLException {
        return new Told(
                row.getInt("episode"),
                MaintenanceStage.valueOf(row.getString("stage").toUpperCase(Locale.ROOT)),
                row.getTimestamp("starts_at").toInstant(),
                row.getTimestamp("ends_at").toInstant());
    }

    static String word(MaintenanceStage stage) {
        return stage.name().toLowerCase(Locale.ROOT);
    }
}
